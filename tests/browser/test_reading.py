"""For everybody who reads: the language is said, headings are in order, nothing needs a mouse or good eyes."""

import urllib.request

import pytest

from campaign import words
from campaign.ui import navigation
from tests.browser.conftest import Visit
from tests.browser.faults import wrong

LANGUAGE = "document.documentElement.lang"
FOCUS = """() => { const one = document.activeElement, look = getComputedStyle(one), box = one.getBoundingClientRect();
  return {text: one.textContent, tag: one.tagName, outline: look.outlineStyle, width: box.width, left: box.left}; }"""
# How long anything moves, in seconds; what never ends is long.
MOVES = """() => Math.max(...[...document.querySelectorAll('[data-testid=stApp] *')].map(one => getComputedStyle(one))
  .flatMap(look => [look.transitionDuration, look.animationName === 'none' ? '0s' : look.animationDuration])
  .flatMap(times => times.split(',')).map(time => parseFloat(time) * (time.includes('ms') ? 0.001 : 1)))"""


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
    assert (rule, "stHtml") in wrong(visit.page)


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
    visit.page.emulate_media(reduced_motion="no-preference")
    visit.open(f"{site}/{navigation.PAGES['method']}")
    assert visit.page.evaluate(MOVES) > 0.05
    visit.page.emulate_media(reduced_motion="reduce")
    assert visit.page.evaluate(MOVES) < 0.001
