"""On a phone a leader has the answer, three decisions and the map within the first two screens."""

from pathlib import Path

import pytest

from campaign.ui import filters, navigation
from tests.browser.conftest import WIDTHS, Visit

NARROW = 390
BOTTOMS = """() => ['.finding', '.first', '.first li', '.st-key-map .js-plotly-plot'].map(found =>
  [...document.querySelectorAll(found)].map(one => Math.round(one.getBoundingClientRect().bottom)))"""


@pytest.mark.parametrize("query", ["lang=vi", "lang=en", "lang=vi&unit=01", "lang=en&unit=56&as_of=2021-08-01"])
def test_the_answer_three_decisions_and_the_map_are_within_two_screens(query: str, site: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": NARROW, "height": WIDTHS[NARROW]})
    visit.open(f"{site}/?{query}")
    findings, first, decisions, plots = visit.page.evaluate(BOTTOMS)
    assert len(decisions) == 3
    assert max(findings) < min(first) < min(plots) < 2 * WIDTHS[NARROW]


def test_the_ranking_of_all_provinces_is_no_longer_than_nine_screens(site: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": NARROW, "height": WIDTHS[NARROW]})
    visit.open(f"{site}/{navigation.PAGES['comparison']}?lang=vi&as_of=2021-05-01")
    ranking = visit.page.locator(".compared")
    assert ranking.locator(".row:not(.head)").count() == 63
    assert ranking.bounding_box()["height"] < 9 * WIDTHS[NARROW]


@pytest.mark.parametrize("page", ["overview", "map", "comparison", "pace", "cleansing", "quality", "method"])
def test_lists_and_fields_are_as_wide_as_the_page_on_a_phone_and_alike_on_a_desk(
    page: str, site: str, visit: Visit
) -> None:
    visit.open(f"{site}/{navigation.PAGES[page]}?lang=vi")
    measure = visit.page.locator(".st-key-pick_measure .stSelectbox")
    assert measure.bounding_box()["width"] == filters.LISTED
    visit.page.set_viewport_size({"width": NARROW, "height": WIDTHS[NARROW]})
    visit.rest()
    for box in visit.page.locator("[data-testid=stMain] :is(.stSelectbox, .stTextInput) >> visible=true").all():
        assert box.bounding_box()["width"] == NARROW - 2 * 16


def test_a_phone_begins_with_the_menu_and_has_no_empty_head(site: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": NARROW, "height": WIDTHS[NARROW]})
    visit.open(f"{site}/?lang=vi")
    assert visit.page.locator(".st-key-menu a").first.bounding_box()["y"] < 40


def test_beside_one_another_decisions_are_said_once(site: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 1440, "height": 900})
    visit.open(f"{site}/?lang=vi")
    assert visit.page.get_by_text("Việc cần chỉ đạo hôm nay").locator("visible=true").count() == 1
    assert visit.errors == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_answer_is_sent_on_as_a_picture(width: int, site: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    visit.open(f"{site}/?lang=vi")
    button = visit.page.get_by_role("button", name="Thẻ một phút")
    assert button.bounding_box()["y"] < 2 * WIDTHS[width]
    button.click()
    card = visit.page.locator("[data-testid=stPopoverBody]")
    card.locator(".card").wait_for()
    assert card.evaluate("box => box.scrollWidth <= box.clientWidth")
    with visit.page.expect_download() as waiting:
        card.get_by_role("button", name="PNG", exact=True).click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")
    assert visit.errors == []


@pytest.mark.parametrize("query", ["lang=vi", "lang=en", "lang=vi&shape=deep", "lang=en&time=weeks&unit=38"])
def test_the_map_stands_before_its_list_and_under_a_short_headline(query: str, site: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": NARROW, "height": WIDTHS[NARROW]})
    visit.open(f"{site}/{navigation.PAGES['map']}?as_of=2021-05-01&{query}")
    headline, plot, listed = (
        visit.page.locator(f"{one} >> visible=true").first.bounding_box()
        for one in (".finding h2", ".js-plotly-plot", "ol.places")
    )
    assert headline["height"] < 2.5 * 17 * 1.3
    assert plot["y"] < WIDTHS[NARROW]
    assert plot["y"] + plot["height"] <= listed["y"]


@pytest.mark.parametrize(("query", "units"), [("lang=vi", 63), ("lang=vi&shape=deep", 705), ("lang=vi&unit=38", 27)])
def test_a_list_that_goes_on_says_so(query: str, units: int, site: str, visit: Visit) -> None:
    visit.open(f"{site}/{navigation.PAGES['map']}?{query}")
    window = visit.page.locator(".st-key-places")
    assert window.evaluate("box => box.scrollHeight > box.clientHeight")
    assert "gradient" in window.evaluate("box => getComputedStyle(box).backgroundImage")
    foot = "const foot = box.getBoundingClientRect().bottom"
    rows = window.evaluate(f"""box => {{ {foot}; return [...box.querySelectorAll('li')]
      .map(one => one.getBoundingClientRect()).map(one => [foot - one.top, one.bottom - foot]); }}""")
    assert any(seen > 10 and hidden > 4 for seen, hidden in rows), "half a row is seen at its foot"
    assert f"{units} đơn vị" in visit.page.locator("h2, h3", has_text="ém nhất").first.inner_text()
    listed = window.locator("li").count()
    said = window.locator(".note").all_inner_texts()
    assert said == ([] if listed == units else [f"và {units - listed} đơn vị khác, xem bảng số liệu"])
