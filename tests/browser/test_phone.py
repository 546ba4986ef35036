"""On a phone a leader has the answer, three decisions and the map within the first two screens."""

from pathlib import Path

import pytest

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
