"""Nothing is drawn outside its box: every figure is as large as the place it has, on a phone, a desk and a wall."""

import pytest

from campaign.ui import navigation, wall
from tests.browser.conftest import Visit

# Figures wider or taller than their place, or that reach beyond the window: width and height of both, in pixels.
OUTSIDE = """() => [...document.querySelectorAll('.js-plotly-plot')].map(plot => {
  const drawn = plot.querySelector('.main-svg').getBoundingClientRect();
  const box = plot.closest('[data-testid=stElementContainer]').getBoundingClientRect();
  const wide = drawn.right > Math.min(box.right, innerWidth) + 1 || drawn.left < box.left - 1;
  return wide || drawn.bottom > box.bottom + 1 ? [drawn.width, drawn.height, box.width, box.height].join() : '';
  }).filter(Boolean)"""
ZOOMED = "body:has(.wall) .js-plotly-plot { zoom: 1 !important; }"  # as Plotly takes it: 1.15 of its box


def look(visit: Visit, address: str, width: int) -> list[str]:
    visit.page.set_viewport_size({"width": width, "height": width * 9 // 16 if width > 1000 else 800})
    visit.open(address)
    visit.page.wait_for_selector(".js-plotly-plot .main-svg", state="attached")
    visit.rest()
    return visit.page.evaluate(OUTSIDE)


@pytest.mark.parametrize(("width", "query"), [(320, ""), (1440, ""), (1920, "?wall=1"), (3840, "?wall=1")])
@pytest.mark.parametrize("page", [page for page in wall.PAGES if page != "comparison"])
def test_no_figure_is_drawn_outside_its_box(page: str, width: int, query: str, site: str, visit: Visit) -> None:
    assert look(visit, f"{site}/{navigation.PAGES[page]}{query}", width) == []


def test_a_figure_that_is_wider_than_its_box_is_found(site: str, visit: Visit) -> None:
    visit.page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.head.append(Object.assign("
        f"document.createElement('style'), {{textContent: '{ZOOMED}'}})))"
    )
    assert look(visit, f"{site}/{navigation.PAGES['map']}?wall=1", 1920)
