"""The calendar of a day: in the reader's language, from Monday on, by mouse and by hand."""

import pytest

from tests.browser.conftest import Visit

DAY = "[class*=st-key-open_as_of_] button"


@pytest.mark.parametrize(
    ("lang", "closed", "month", "week", "before", "later"),
    [
        ("vi", "01/06/2021", "Tháng 6 năm 2021", "T2T3T4T5T6T7CN", "Tháng 5 năm 2021", "17/05/2021"),
        ("en", "1\xa0Jun\xa02021", "June 2021", "MonTueWedThuFriSatSun", "May 2021", "17 May 2021"),
    ],
)
def test_a_day_is_found_by_leafing(
    site: str, visit: Visit, lang: str, closed: str, month: str, week: str, before: str, later: str
) -> None:
    visit.open(f"{site}/so-sanh?as_of=2021-06-01&lang={lang}")
    opener = visit.page.locator(DAY)
    assert opener.inner_text().split("\n")[0] == closed
    opener.click()
    box = visit.page.locator("[data-testid=stPopoverBody]")
    box.get_by_text(month, exact=True).wait_for()
    assert "".join(box.locator(".weekday").all_inner_texts()) == week
    assert not box.evaluate("box => box.scrollWidth > box.clientWidth")
    first = box.locator("[class*='st-key-as_of_2021-05-31'] button")
    assert first.is_disabled(), "a day of another month is no day of this one"
    assert first.bounding_box()["x"] < box.locator("[class*='st-key-as_of_2021-06-01'] button").bounding_box()["x"]
    box.get_by_role("button", name="‹").click()
    box.get_by_text(before, exact=True).wait_for()  # a part that runs alone speaks the page's language, too
    visit.page.locator("[class*='st-key-as_of_2021-05-17'] button").click()
    visit.page.get_by_role("button", name=later).wait_for()
    assert "as_of=2021-05-17" in visit.page.url
    assert visit.errors == []


@pytest.mark.parametrize("width", [390, 1440])
def test_a_day_is_typed(site: str, visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    visit.open(f"{site}/tien-do?as_of=2021-06-01&from=2021-06-10")
    for opens, typed, written, kept in (
        (DAY, "15.5", "15/05/2021", "as_of=2021-05-15"),
        ("[class*=st-key-open_from_] button", "1/7/2021", "Từ ngày 01/07/2021", "from=2021-07-01"),
    ):
        visit.page.locator(opens).click()
        field = visit.page.locator("[data-testid=stPopoverBody] input")
        field.fill("31/02")
        field.press("Enter")
        visit.page.get_by_text("Không có ngày này").wait_for()
        field.fill(typed)
        field.press("Enter")
        visit.page.get_by_role("button", name=written).wait_for()
        assert kept in visit.page.url
    assert visit.errors == []


def test_a_day_that_is_none_is_told(site: str, visit: Visit) -> None:
    visit.open(f"{site}/tien-do?as_of=2021-06-01&from=2020-01-01")
    visit.page.get_by_text("Liên kết yêu cầu ngày “2020-01-01”").wait_for()
    visit.page.get_by_role("button", name="Từ ngày 02/06/2021").wait_for()
