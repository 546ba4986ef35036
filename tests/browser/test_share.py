"""The menu under a figure, as its readers use it: a click gives the file, and the file has what the screen shows."""

import csv
import io
from pathlib import Path

import openpyxl

from campaign import words
from campaign.export import FORMATS
from tests.browser.conftest import Visit

VIEW = "so-sanh?unit=VN&measure=received&as_of=2021-05-20"


def opened(visit: Visit, address: str, label: str = "Tải về, chia sẻ"):
    """The page at an address with the menu of its first figure open."""
    visit.open(address)
    visit.page.get_by_role("button", name=label).first.click()
    visit.page.wait_for_selector("[data-testid=stPopoverBody] [data-testid=stDownloadButton]")
    return visit.page.locator("[data-testid=stPopoverBody]")


def taken(visit: Visit, menu, label: str) -> tuple[str, bytes]:
    with visit.page.expect_download() as waiting:
        menu.get_by_role("button", name=label, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_each_button_gives_a_file_of_what_is_shown(site: str, visit: Visit) -> None:
    menu = opened(visit, f"{site}/{VIEW}")
    shown = visit.page.locator(".board.compared .row:not(.head) .name b").all_inner_texts()
    name, table = taken(visit, menu, FORMATS["csv"].label)
    assert name == "ranking_VN_2021-05-20.csv"
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))[: len(shown)]
    assert [row["Đơn vị"] for row in rows] == shown
    _, book = taken(visit, menu, FORMATS["xlsx"].label)
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    assert sheet.max_row == 5 + len(shown)
    for kind, start in {"png": b"\x89PNG", "print": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF"}.items():
        assert taken(visit, menu, FORMATS[kind].label)[1].startswith(start)
    assert visit.errors == []
    assert visit.outside == []


def test_the_link_leads_to_the_same_view(site: str, visit: Visit) -> None:
    menu = opened(visit, f"{site}/{VIEW}&lang=en&by=eligible", "Download, share")
    link = menu.locator("[data-testid=stCode]").first.inner_text()
    before = visit.page.locator(".board.compared").inner_text()
    visit.open(link)
    assert visit.page.locator(".board.compared").inner_text() == before


def test_a_table_leaves_through_our_files_only(site: str, visit: Visit) -> None:
    """Its own toolbar offers a search, but no download, which would let formulas out."""
    visit.open(f"{site}/{VIEW}")
    visit.page.locator("[data-testid=stExpander] summary", has_text=words.t("screen.table")).click()
    visit.page.locator("[data-testid=stDataFrame]").first.hover()
    bar = visit.page.locator("[data-testid=stElementToolbarButton] button")
    bar.first.wait_for()
    labels = " ".join(bar.nth(place).get_attribute("aria-label") for place in range(bar.count()))
    assert "Search" in labels
    assert "Download" not in labels
    assert visit.page.get_by_role("button", name=FORMATS["csv"].label, exact=True).count() == 1
