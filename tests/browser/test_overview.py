"""The overview as its readers use it: the map is whole, a link is a view, a phone shows the answer first."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from campaign import words
from tests import italy
from tests.browser.conftest import Visit, serving


def test_all_provinces_and_both_archipelagos_are_drawn(site: str, visit: Visit) -> None:
    visit.open(site)
    visit.page.wait_for_selector(".choroplethlayer path")
    assert visit.page.locator(".choroplethlayer path").count() == 63
    for name in ("Hoàng Sa", "Trường Sa"):
        assert visit.page.locator(".js-plotly-plot text", has_text=name).first.is_visible()


def test_the_day_in_the_address_is_the_day_shown(site: str, visit: Visit) -> None:
    visit.open(f"{site}/?as_of=2021-05-01&unit=01")
    strip = visit.page.locator(".strip").inner_text()
    assert "01/05/2021" in strip
    assert "Hà Nội" in visit.page.locator("[data-testid=stMain]").inner_text()


def test_the_language_switch_changes_every_word_and_stays_in_the_address(site: str, visit: Visit) -> None:
    visit.open(f"{site}/?measure=printed")
    visit.page.get_by_text("English", exact=True).click()
    visit.page.wait_for_selector("text=SIMULATED FIGURES")
    visit.rest()
    text = visit.page.locator("[data-testid=stMain]").inner_text()
    assert "lang=en" in visit.page.url
    assert "measure=printed" in visit.page.url
    for vietnamese in ("Số liệu", "chậm", "Chỉ tiêu", "Thẻ đã in"):
        assert vietnamese not in text


def test_a_choice_is_kept_when_the_page_is_opened_again(site: str, visit: Visit) -> None:
    visit.open(site)
    visit.page.locator("[data-testid=stSelectbox]").click()
    visit.page.get_by_role("option", name="Thẻ đã in").click()
    visit.page.wait_for_url("**measure=printed**")
    visit.rest()
    visit.open(visit.page.url)
    assert "Thẻ đã in" in visit.page.locator(".stHtml > h3 ~ .note").first.inner_text()


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("day", ["2021-01-20", "2021-06-01", "2021-08-15"])
def test_the_answer_is_read_at_once(day: str, lang: str, site: str, visit: Visit) -> None:
    """One to each project took three lines, with a range of days in brackets."""
    visit.open(f"{site}/?lang={lang}&as_of={day}")
    lines = visit.page.locator(".finding h2").evaluate_all(
        "all => all.map(one => Math.round(one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)))"
    )
    assert lines and max(lines) <= 2


@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_what_stands_beneath_an_answer_is_short_and_the_rest_is_folded_away(
    lang: str, site: str, visit: Visit, tmp_path: Path
) -> None:
    visit.open(f"{site}/?lang={lang}&as_of=2021-05-01")
    beneath = visit.page.locator(".finding small")
    lines = beneath.evaluate_all(
        "all => all.map(one => Math.round(one.clientHeight / parseFloat(getComputedStyle(one).lineHeight)))"
    )
    assert lines == [1, 1]
    folded = visit.page.locator(".finding details p").first
    assert not folded.is_visible()
    summary = visit.page.locator(".finding summary").first
    summary.focus()
    visit.page.keyboard.press("Enter")
    assert "35.889.100" in folded.inner_text().replace(",", ".")
    visit.page.keyboard.press("Enter")
    opened = "window.opened = document.querySelectorAll('.finding [open]').length"
    visit.page.evaluate(f"addEventListener('beforeprint', () => {{ {opened}; }})")
    visit.page.pdf(path=tmp_path / "page.pdf")
    assert visit.page.evaluate("window.opened") == 2
    assert visit.page.locator(".finding [open]").count() == 0


def test_on_a_phone_the_answer_is_in_the_first_screen(site: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.open(site)
    box = visit.page.locator(".finding").first.bounding_box()
    assert box["y"] + box["height"] < 844


@pytest.fixture(scope="module")
def italian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("italy") / "campaign"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(home))
        italy.folder(home)
    with serving(home) as server:
        yield server.address


def test_a_campaign_without_boundaries_has_no_map_in_its_menu_and_lists_its_units(
    italian: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    visit = Visit(context.new_page())
    visit.open(f"{italian}/?as_of=2021-06-01")
    text = visit.page.locator("[data-testid=stMain]").inner_text()
    assert visit.errors == []
    assert "ranh giới" not in text and "Bản đồ" not in text
    assert "Mũi 1" in text
    assert "MÔ PHỎNG" not in text
    context.close()
