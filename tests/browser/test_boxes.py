"""Nothing is drawn outside its box: every figure is as large as the place it has, on a phone and on a desk."""

import pytest

from campaign.ui import navigation
from tests.browser.conftest import Visit

# Figures wider or taller than their place, or that reach beyond the window: width and height of both, in pixels.
OUTSIDE = """() => [...document.querySelectorAll('.js-plotly-plot')].map(plot => {
  const drawn = plot.querySelector('.main-svg').getBoundingClientRect();
  const box = plot.closest('[data-testid=stElementContainer]').getBoundingClientRect();
  const wide = drawn.right > Math.min(box.right, innerWidth) + 1 || drawn.left < box.left - 1;
  return wide || drawn.bottom > box.bottom + 1 ? [drawn.width, drawn.height, box.width, box.height].join() : '';
  }).filter(Boolean)"""
ZOOMED = "[data-testid=stMain] { zoom: 1.15; }"  # Plotly takes a zoomed width for its own
PAGES = ("overview", "map", "pace")


def look(visit: Visit, address: str, width: int) -> list[str]:
    visit.page.set_viewport_size({"width": width, "height": width * 9 // 16 if width > 1000 else 800})
    visit.open(address)
    visit.page.wait_for_selector(".js-plotly-plot .main-svg", state="attached")
    visit.rest()
    return visit.page.evaluate(OUTSIDE)


@pytest.mark.parametrize("width", [320, 1440, 3840])
@pytest.mark.parametrize("page", PAGES)
def test_no_figure_is_drawn_outside_its_box(page: str, width: int, site: str, visit: Visit) -> None:
    assert look(visit, f"{site}/{navigation.PAGES[page]}", width) == []


def test_a_figure_that_is_wider_than_its_box_is_found(site: str, visit: Visit) -> None:
    visit.page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.head.append(Object.assign("
        f"document.createElement('style'), {{textContent: '{ZOOMED}'}})))"
    )
    assert look(visit, f"{site}/{navigation.PAGES['map']}", 1920)
