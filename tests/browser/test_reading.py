"""For everybody who reads: the language is said, headings are in order, nothing needs a mouse or good eyes."""

import urllib.request

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from campaign import words
from campaign.ui import navigation
from tests.browser.conftest import CUT, Visit

LANGUAGE = "document.documentElement.lang"
HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(heading => Number(heading.tagName[1]))"
FOCUS = """() => { const one = document.activeElement, look = getComputedStyle(one), box = one.getBoundingClientRect();
  return {text: one.textContent, tag: one.tagName, outline: look.outlineStyle, width: box.width, left: box.left}; }"""
# How long anything moves, in seconds; what never ends is long.
MOVES = """() => Math.max(...[...document.querySelectorAll('[data-testid=stApp] *')].map(one => getComputedStyle(one))
  .flatMap(look => [look.transitionDuration, look.animationName === 'none' ? '0s' : look.animationDuration])
  .flatMap(times => times.split(',')).map(time => parseFloat(time) * (time.includes('ms') ? 0.001 : 1)))"""
# What axe finds, by its rule and the part of the page that it is in.
AXE = """() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.flatMap(
  rule => rule.nodes.map(node => [rule.id, document.querySelector(node.target[0])
    ?.closest('[data-testid=stElementContainer]')?.firstElementChild.dataset.testid ?? '', node.html])))"""

# Days that begin on one line and end on the next.
BROKEN = """() => { const found = [];
  const texts = document.createTreeWalker(document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
  const days = /\\d+(\\/\\d+\\/|\\s[A-Z][a-z]{2}\\s)\\d{4}/g;
  for (let text; text = texts.nextNode();) for (const day of text.data.matchAll(days)) {
    const range = document.createRange();
    range.setStart(text, day.index); range.setEnd(text, day.index + day[0].length);
    if (new Set([...range.getClientRects()].map(line => line.top)).size > 1) found.push(day[0]);
  } return found; }"""


def gaps(levels: list[int]) -> list[tuple[int, int]]:
    """Headings that are more than one level below the one before."""
    return [(before, after) for before, after in zip([0, *levels], levels, strict=False) if after > before + 1]


def wrong(visit: Visit) -> dict[tuple[str, str], str]:
    """What axe finds on the open page : the rule and the part of the page, with one place."""
    visit.page.evaluate(AXE_SCRIPT)
    found = visit.page.evaluate(AXE)
    return {(rule, part): place for rule, part, place in found}


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("stem", navigation.PAGES)
def test_a_page_can_be_read_by_everybody(stem: str, language: str, site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES[stem]}?lang={language}")
    assert wrong(visit) == {}
    assert visit.page.evaluate(LANGUAGE) == language
    levels = visit.page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert gaps(levels) == []
    alternatives = visit.page.locator(".stPlotlyChart").evaluate_all("all => all.map(one => one.ariaLabel)")
    assert all(alternative and len(alternative) > 20 for alternative in alternatives)
    for width in (640, 320):  # what a window of 1280 shows at 200 % and at 400 %
        visit.page.set_viewport_size({"width": width, "height": 640})
        visit.rest()
        assert visit.page.evaluate(CUT) == []
        assert visit.page.evaluate(BROKEN) == []
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        ("document.querySelector('.strip').style.color = '#aab'", "color-contrast"),
        ("document.querySelector('.strip').innerHTML = '<img src=\"/app/static/icon.svg\">'", "image-alt"),
    ],
)
def test_what_is_hard_to_read_is_found(broken: str, rule: str, site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['method']}")
    visit.page.evaluate(broken)
    assert (rule, "stHtml") in wrong(visit)


@pytest.mark.parametrize(("asked", "language"), [("", "vi"), ("?lang=vi", "vi"), ("?lang=en", "en"), ("?lang=x", "vi")])
def test_the_page_is_served_in_the_language_of_its_address(asked: str, language: str, site: str) -> None:
    with urllib.request.urlopen(f"{site}/ban-do{asked}") as answer:
        assert f'<html lang="{language}">' in answer.read().decode()


def test_an_open_page_says_the_language_it_is_switched_to(site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['method']}")
    for name, language in (("English", "en"), ("Tiếng Việt", "vi")):
        visit.page.get_by_text(name, exact=True).click()
        visit.page.wait_for_selector(f"html[lang={language}]", state="attached")
        visit.rest()
        assert visit.page.evaluate(LANGUAGE) == language


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_keyboard_passes_by_the_menu_and_its_place_is_seen(language: str, site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['method']}?lang={language}")
    visit.page.locator("[data-testid=stMain]").focus()
    visit.page.keyboard.press("Tab")
    skip = visit.page.evaluate(FOCUS)
    assert skip["text"] == {"vi": "Tới nội dung", "en": "Skip to content"}[language]
    assert skip["width"] > 80 and skip["left"] >= 0 and skip["outline"] == "solid"
    visit.page.keyboard.press("Enter")
    assert visit.page.evaluate(FOCUS)["tag"] == "H1"
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.closest('.st-key-menu') === null")
    visit.page.locator(".st-key-menu a").first.focus()
    assert visit.page.evaluate(FOCUS)["outline"] == "solid"


def test_nothing_moves_for_who_wants_rest(site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['method']}")
    assert visit.page.evaluate(MOVES) > 0.05
    visit.page.emulate_media(reduced_motion="reduce")
    assert visit.page.evaluate(MOVES) < 0.001
