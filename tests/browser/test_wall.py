"""A screen on a wall: every slide whole on every screen, nothing to scroll, nothing to click, large enough to read."""

import pytest

from campaign.ui import navigation
from tests.browser.conftest import Visit

SLIDES = ["cards", "population", "map", "ranks", "pace", "decisions"]
# What reaches beyond the window, into the foot or over its column, and what can be scrolled or clicked.
BEYOND = """() => {
  const foot = document.querySelector('.st-key-foot').getBoundingClientRect();
  const main = document.querySelector('[data-testid=stMain]');
  const seen = [...main.querySelectorAll(':is(p, b, span, small, h3, h4, li, .main-svg, .finding)')]
    .filter(one => one.checkVisibility() && !one.closest('h1, .skip'))
    .map(one => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width && box.height);
  const low = ([one, box]) => box.bottom > (one.closest('.st-key-foot') ? innerHeight : foot.top) + 1;
  const wide = ([, box]) => box.left < -1 || box.right > innerWidth + 1;
  const scrolled = [main, document.documentElement].filter(one => one.scrollHeight > one.clientHeight + 1
    || one.scrollWidth > one.clientWidth + 1);
  const clicked = [...main.querySelectorAll('button, input, a, summary')].filter(one => one.checkVisibility()
    && !one.closest('.js-plotly-plot, .skip'));
  const over = [...main.querySelectorAll('.board .row > span:not(:has(.bar))')]
    .filter(one => one.scrollWidth > one.clientWidth + 1);
  return [...seen.filter(one => low(one) || wide(one)).map(([one]) => one), ...over, ...scrolled, ...clicked]
    .map(one => `${one.tagName}.${one.className.baseVal ?? one.className} ${one.textContent.slice(0, 40)}`);
}"""
# Height of the smallest text of headlines, tables and lists, as a share of the window's height.
SMALLEST = """() => Math.min(...[...document.querySelectorAll('.finding h2, .board b, .ranking b, .decide b')]
  .map(one => parseFloat(getComputedStyle(one).fontSize) * one.getBoundingClientRect().height / one.offsetHeight))
  / innerHeight"""


def beyond(visit: Visit, address: str, size: tuple[int, int]) -> list[str]:
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    visit.open(address)
    return visit.page.evaluate(BEYOND)


@pytest.mark.parametrize(
    ("size", "query"),
    [
        ((1920, 1080), "lang=vi"),
        ((3840, 2160), "lang=en"),
        ((1440, 900), "lang=en&unit=01"),
        ((1280, 1024), "lang=vi&unit=01&measure=printed&as_of=2021-08-01"),
    ],
)
def test_every_slide_is_whole(size: tuple[int, int], query: str, site: str, visit: Visit) -> None:
    for slide in SLIDES:
        assert beyond(visit, f"{site}/{navigation.ADDRESSES['wall']}?slide={slide}&{query}", size) == [], slide
    assert visit.errors == []


@pytest.mark.parametrize("slide", ["map", "pace"])
def test_a_figure_is_whole_on_a_screen_without_motion(slide: str, site: str, visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="reduce")
    assert beyond(visit, f"{site}/{navigation.ADDRESSES['wall']}?slide={slide}&lang=vi", (1920, 1080)) == []


def test_a_slide_that_is_too_much_is_found(site: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1920, "height": 1080})
    visit.open(f"{site}/{navigation.ADDRESSES['wall']}?slide=decisions&lang=vi")
    assert visit.page.evaluate(BEYOND) == []
    visit.page.add_style_tag(content=".decide small { font-size: 30px !important; }")
    assert visit.page.evaluate(BEYOND)


@pytest.mark.parametrize("size", [(1920, 1080), (3840, 2160)])
def test_type_grows_with_the_screen(size: tuple[int, int], site: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    for slide in ("cards", "ranks", "decisions"):
        visit.open(f"{site}/{navigation.ADDRESSES['wall']}?slide={slide}")
        assert visit.page.evaluate(SMALLEST) > 1 / 45  # 18 mm of a screen that is 0.8 m high: 10' from 6 m


def test_a_district_has_no_map_and_no_ranks(site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.ADDRESSES['wall']}?unit=269&slide=map&lang=vi")
    assert visit.page.locator(".js-plotly-plot, .compared").count() == 0
    assert visit.page.locator(".boards").count() == 1
