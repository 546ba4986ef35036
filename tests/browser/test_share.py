"""The menu under a figure, as its readers use it: a click gives the file, and the file has what the screen shows."""

import csv
import io
from pathlib import Path

import openpyxl

from campaign import words
from campaign.export import PICTURES, TABLES
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
    name, table = taken(visit, menu, TABLES["csv"].label)
    assert name == "ranking_VN_2021-05-20.csv"
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))[: len(shown)]
    assert [row["Đơn vị"] for row in rows] == shown
    _, book = taken(visit, menu, TABLES["xlsx"].label)
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    assert sheet.max_row == 5 + len(shown)
    for kind, start in {"png": b"\x89PNG", "print": b"\x89PNG", "svg": b"<svg", "pdf": b"%PDF"}.items():
        assert taken(visit, menu, PICTURES[kind].label)[1].startswith(start)
    assert visit.errors == []
    assert visit.outside == []


def test_the_link_leads_to_the_same_view(site: str, visit: Visit) -> None:
    menu = opened(visit, f"{site}/{VIEW}&lang=en&by=eligible", "Download, share")
    link = menu.locator("[data-testid=stCode]").first.inner_text()
    before = visit.page.locator(".board.compared").inner_text()
    visit.open(link)
    assert visit.page.locator(".board.compared").inner_text() == before


def test_a_picture_is_put_on_the_clipboard(site: str, visit: Visit) -> None:
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    menu = opened(visit, f"{site}/tien-do?as_of=2021-05-20")
    menu.get_by_text("16:9", exact=True).click()
    visit.rest()
    menu.get_by_role("button", name=words.t("export.copy")).click()
    menu.get_by_text(words.t("export.copied")).wait_for()
    size = visit.page.evaluate("""async () => {
      const [item] = await navigator.clipboard.read();
      const picture = await createImageBitmap(await item.getType("image/png"));
      return [picture.width, picture.height]; }""")
    assert size == [2400, 1350]
    assert visit.errors == []


def test_where_the_clipboard_is_closed_the_picture_is_there_to_be_copied_by_hand(site: str, visit: Visit) -> None:
    visit.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    menu = opened(visit, f"{site}/tien-do?as_of=2021-05-20")
    menu.get_by_role("button", name=words.t("export.copy")).click()
    menu.get_by_text(words.t("export.to_copy")).wait_for()
    assert menu.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 1920
    assert visit.errors == []
