"""Every page in a real browser, in both languages: light, drawn whole at every width, read by everybody.

A page is opened once for all tests of it: opening is what costs, 3 s of a core each.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser

from campaign import words
from campaign.guide.site import PICTURES
from campaign.ui import navigation
from tests.browser.conftest import CUT, WIDTHS, Visit, visiting
from tests.browser.faults import wrong
from tests.browser.received import Received

PHONE = 390
MOST = 500_000  # bytes beyond Streamlit's own files; 190,000 to 260,000 were seen, three fonts of them 122,000
ORDER = """() => {
  window.order = [];
  new MutationObserver(() => {
    for (const [name, found] of [['sentence', '.finding'], ['figure', '.js-plotly-plot']])
      if (!order.includes(name) && document.querySelector(found)) order.push(name);
  }).observe(document, {subtree: true, childList: true});
}"""
SHOWN = ("overview", "quality", "reports")  # in the help: docs/guide/
ALONE = {"quality": [["figure"]]}  # pages without a sentence of their own
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => Number(heading.tagName[1]))"
# Days that begin on one line and end on the next.
BROKEN = """() => { const found = [];
  const texts = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
  const days = /\\d+(\\/\\d+\\/|\\s[A-Z][a-z]{2}\\s)\\d{4}/g;
  for (let text; text = texts.nextNode();) for (const day of text.data.matchAll(days)) {
    const range = document.createRange();
    range.setStart(text, day.index); range.setEnd(text, day.index + day[0].length);
    if (new Set([...range.getClientRects()].map(line => line.top)).size > 1) found.push(day[0]);
  } return found; }"""


# Titles of figures and blocks, with the pixels from each to what it heads, where these are more than a line.
LOOSE = """() => [...document.querySelectorAll('.stHtml > :is(h3, h4)')].map(heading => {
  const headed = heading.nextElementSibling ?? heading.closest('[data-testid=stElementContainer]').nextElementSibling;
  if (!headed) return [heading.textContent, 0];
  return [heading.textContent, headed.getBoundingClientRect().top - heading.getBoundingClientRect().bottom];
}).filter(([, gap]) => gap > 20)"""


class Opened(NamedTuple):
    """A page in the browser, and what came over the wire until it stood."""

    stem: str
    language: str
    visit: Visit
    received: Received


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((stem, language), marks=[pytest.mark.long] if (page + other) % 2 else [])
        for page, stem in enumerate(navigation.PAGES)
        for other, language in enumerate(words.LANGUAGES)
    ],  # a page in one of the languages, the next one in the other
    ids=lambda param: "-".join(param),
)
def opened(request: pytest.FixtureRequest, site: str, browser: Browser) -> Iterator[Opened]:
    stem, language = request.param
    with visiting(browser) as visit:
        visit.page.set_viewport_size({"width": PHONE, "height": WIDTHS[PHONE]})
        visit.page.add_init_script(f"({ORDER})()")
        received = Received(visit)
        visit.open(f"{site}/{navigation.PAGES[stem]}?lang={language}")
        yield Opened(stem, language, visit, received)


def test_its_first_view_is_light_and_speaks_before_it_draws(opened: Opened) -> None:
    received = opened.received
    assert {"/socket", "/front/page.js"} <= {path.split("?")[0] for path in received.bytes}
    assert received.ours() < MOST, received.bytes
    order = opened.visit.page.evaluate("window.order")
    assert order in ([], ["sentence"], ["sentence", "figure"], *ALONE.get(opened.stem, []))


def test_it_is_whole_at_every_width(opened: Opened, pictures: Path) -> None:
    opened.visit.inspect(pictures, f"{opened.stem}-{opened.language}")
    if opened.stem in SHOWN:
        show(opened)
    simulated = {"vi": "SỐ LIỆU MÔ PHỎNG", "en": "SIMULATED FIGURES"}[opened.language]
    assert opened.visit.page.get_by_text(simulated).first.is_visible()


def test_it_is_read_by_everybody(opened: Opened) -> None:
    page = opened.visit.page
    page.set_viewport_size({"width": 1440, "height": WIDTHS[1440]})
    opened.visit.rest()
    assert wrong(page) == {}
    assert page.evaluate("document.documentElement.lang") == opened.language
    levels = page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert gaps(levels) == []
    alternatives = page.locator(".stPlotlyChart").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert all(alternative and len(alternative) > 20 for alternative in alternatives)


def test_a_heading_is_close_to_what_it_heads_and_a_line_is_read_on_any_screen(opened: Opened) -> None:
    opened.visit.page.set_viewport_size({"width": 3840, "height": 2160})
    opened.visit.rest()
    assert opened.visit.page.evaluate(LOOSE) == []
    assert opened.visit.page.locator("[data-testid=stMainBlockContainer]").bounding_box()["width"] == 1920


@pytest.mark.parametrize("width", [640, 320])  # what a window of 1280 shows at 200 % and at 400 %
def test_nothing_of_it_is_cut_however_large_its_letters(width: int, opened: Opened) -> None:
    opened.visit.page.set_viewport_size({"width": width, "height": 640})
    opened.visit.rest()
    assert opened.visit.page.evaluate(CUT) == []
    assert opened.visit.page.evaluate(BROKEN) == []
    assert opened.visit.page.evaluate("document.documentElement.scrollWidth") <= width


def show(opened: Opened) -> None:
    """Take the picture that the help has of the page: what a window shows first."""
    opened.visit.page.set_viewport_size({"width": 1280, "height": 800})
    opened.visit.rest()
    PICTURES.mkdir(parents=True, exist_ok=True)
    opened.visit.page.screenshot(path=PICTURES / f"help-{opened.stem}-{opened.language}.png")


def gaps(levels: list[int]) -> list[tuple[int, int]]:
    """Headings that are more than one level below the one before."""
    return [(before, after) for before, after in zip([0, *levels], levels, strict=False) if after > before + 1]


def test_the_watch_on_outside_requests_sees_one(visit: Visit) -> None:
    visit.page.goto("about:blank")  # our own pages have a policy that stops it before
    visit.page.evaluate("fetch('https://example.org/').catch(() => 0)")
    visit.page.wait_for_timeout(300)
    assert visit.outside == ["https://example.org/"]


def test_text_beyond_the_window_is_found(site: str, visit: Visit) -> None:
    visit.open(site)
    visit.page.evaluate("document.querySelector('.board b').style.cssText = 'position:relative;left:1600px'")
    assert visit.page.evaluate(CUT)
