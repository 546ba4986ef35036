"""A figure's table: sorted by value, searched without diacritics, its buttons in the reader's language."""

import pytest
from playwright.sync_api import Browser, expect

from campaign import words
from campaign.language import collation
from tests.browser.conftest import PATIENCE, Visit

FRAME = "[data-testid=stDataFrame]"
VIEW = "so-sanh?as_of=2021-06-01"
COUNT = "Trong ngày"
# Tables are drawn on a canvas: keep each text with its alignment and the place that it is aligned to.
DRAWN = """(() => { window.drawn = []; const draw = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, ...rest) {
    window.drawn.push([text, this.textAlign, Math.round(x)]); return draw.call(this, text, x, ...rest); }; })()"""


def opened(visit: Visit, address: str, title: str = "Bảng số liệu") -> None:
    visit.open(address)
    visit.page.locator("[data-testid=stExpander] summary", has_text=title).first.click()
    visit.page.locator(FRAME).first.scroll_into_view_if_needed()
    visit.rest()


def column(visit: Visit, heading: str) -> list[str]:
    """The cells of a column on the screen as a screen reader hears them: what they are, not how they are written."""
    return visit.page.locator(f"{FRAME} table").first.evaluate(
        """(table, heading) => {
          const place = [...table.querySelectorAll('th')].findIndex(cell => cell.textContent.includes(heading));
          return [...table.querySelectorAll('tbody tr')].map(row => row.children[place].textContent); }""",
        heading,
    )


def sort(visit: Visit, heading: str) -> None:
    """Press headings from left to right, which are drawn on a canvas, until it is this one that is marked."""
    box = visit.page.locator(FRAME).first.bounding_box()
    for x in range(30, int(box["width"]), 60):
        visit.page.mouse.move(box["x"] + x, box["y"] + 17)
        visit.page.mouse.down()
        visit.page.wait_for_timeout(60)
        visit.page.mouse.up()
        visit.rest()
        headings = visit.page.locator(f"{FRAME} table th").all_text_contents()
        if any(heading in shown and shown != heading for shown in headings):
            return
    raise AssertionError(heading)


def test_numbers_are_sorted_as_numbers(site: str, visit: Visit) -> None:
    opened(visit, f"{site}/tien-do?unit=001&as_of=2021-06-01")
    before = [int(number) for number in column(visit, COUNT)]
    sort(visit, COUNT)
    after = [int(number) for number in column(visit, COUNT)]
    assert after == sorted(after) != before
    if len({len(f"{number}") for number in after}) == 1:  # all as long: then from the other end
        sort(visit, COUNT)
    seen = column(visit, COUNT)
    assert seen != sorted(seen), "texts would sort so, too"


@pytest.mark.parametrize(
    ("address", "wordy"),
    [
        ("tien-do?unit=001&as_of=2021-06-01", {"Ngày", "Tạm tính"}),
        (VIEW, {"Mã", "Đơn vị", "Vùng", "Hạn"}),
    ],
)
def test_numbers_end_at_one_place_below_one_another(address: str, wordy: set[str], site: str, visit: Visit) -> None:
    visit.page.add_init_script(DRAWN)
    opened(visit, f"{site}/{address}")
    drawn, headings = visit.page.evaluate("window.drawn"), visit.page.locator(f"{FRAME} table th").all_text_contents()
    begins = sorted({(place, text) for text, _, place in drawn if text in headings})
    ways: dict[str, set[tuple[str, int]]] = {heading: set() for _, heading in begins}
    for text, side, place in drawn:
        if text not in headings:
            ways[[heading for begin, heading in begins if begin <= place][-1]].add((side, place))
    assert {heading for heading, ways in ways.items() if any(side != "right" for side, _ in ways)} == wordy
    assert all(len(ways) == 1 for ways in ways.values())
    assert len(ways) > len(wordy)


@pytest.mark.parametrize("locale", ["vi-VN", "en-US"])
def test_names_are_in_the_order_of_the_page_whatever_the_browsers_language(
    locale: str, site: str, browser: Browser
) -> None:
    context = browser.new_context(locale=locale)
    visit = Visit(context.new_page())
    opened(visit, f"{site}/{VIEW}")
    sort(visit, "Đơn vị")
    names = column(visit, "Đơn vị")
    assert collation.order(names) == list(range(len(names)))
    assert names != sorted(names)
    context.close()


@pytest.mark.parametrize(("typed", "found"), [("thanh hoa", {"Thanh Hóa"}), ("DAK", {"Đắk Lắk", "Đắk Nông"})])
def test_rows_are_found_without_diacritics(site: str, visit: Visit, typed: str, found: set[str]) -> None:
    opened(visit, f"{site}/{VIEW}")
    visit.page.get_by_placeholder(words.t("screen.find")).fill(typed)
    expect(visit.page.locator(f"{FRAME} tbody tr")).to_have_count(len(found), timeout=PATIENCE)
    assert set(column(visit, "Đơn vị")) == found
    assert visit.errors == []


def test_a_search_leaves_an_english_table_english(site: str, visit: Visit) -> None:
    opened(visit, f"{site}/{VIEW}&lang=en", "Table")
    field = visit.page.locator("[data-testid=stExpander] input")
    field.fill("ha noi")
    expect(visit.page.locator(f"{FRAME} tbody tr")).to_have_count(1, timeout=PATIENCE)
    assert column(visit, "Unit") == ["Hanoi"]
    field.fill("nowhere")
    visit.page.get_by_text("No row matches “nowhere”.").wait_for()


def test_a_table_leaves_through_our_files_only_and_its_buttons_speak_the_readers_language(
    site: str, visit: Visit
) -> None:
    """Its own toolbar has no download, which would let formulas out, and its search is not seen."""
    for lang, title, full in (("vi", "Bảng số liệu", "Toàn màn hình"), ("en", "Table", "Fullscreen")):
        opened(visit, f"{site}/{VIEW}&lang={lang}", title)
        visit.page.locator(FRAME).first.hover()
        buttons = visit.page.locator("[data-testid=stElementToolbarButton]:visible button")
        buttons.first.wait_for()
        labels = buttons.evaluate_all("buttons => buttons.map(button => button.ariaLabel)")
        assert full in labels
        assert not {"Search", "Download"} & set(labels)
        buttons.last.hover()
        visit.page.locator("[data-testid=stTooltipContent]", has_text=full).wait_for()
        assert visit.page.get_by_role("button", name="CSV (Excel)", exact=True).count() == 1


def test_a_list_and_a_field_speak_vietnamese(site: str, visit: Visit) -> None:
    visit.open(f"{site}/tien-do?as_of=2021-06-01")
    box = visit.page.locator("[data-testid=stSelectbox] input").first
    box.fill("không có đâu")
    visit.page.locator("[role=listbox]", has_text="Không có kết quả").wait_for(state="attached")
    assert box.get_attribute("placeholder") == "Chọn"
    box.press("Escape")
    visit.page.locator("[data-testid=stNumberInput] input").first.fill("5")
    visit.page.locator("[data-testid=InputInstructions]", has_text="Nhấn Enter để áp dụng").wait_for()
    visit.page.get_by_role("button", name="Tăng", exact=True).first.wait_for()
    visit.page.get_by_text("English", exact=True).click()
    visit.page.get_by_role("button", name="Increment", exact=True).first.wait_for()
