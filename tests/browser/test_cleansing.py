"""The parts of the cleansing page in a real browser at three widths; an item found on the connections page."""

from pathlib import Path

import pytest

from campaign.subjects.cleansing import exhibits as cleansing
from tests.browser.conftest import Visit


@pytest.mark.parametrize("part", cleansing.PARTS[1:])
def test_a_part_is_whole(part: str, site: str, visit: Visit, pictures: Path) -> None:
    visit.open(f"{site}/lam-sach?part={part}&as_of=2021-06-30")
    visit.inspect(pictures, f"cleansing-{part}")


def test_what_is_typed_narrows_the_list_and_stays_in_the_address(site: str, visit: Visit) -> None:
    visit.open(f"{site}/ket-noi")
    box = visit.page.get_by_role("searchbox")
    box.fill("ho chieu pho thong")
    visit.page.get_by_text("4/334 việc").wait_for()
    visit.page.wait_for_url("**find=ho*")
    visit.page.get_by_text("Cấp hộ chiếu phổ thông", exact=True).wait_for()
    visit.page.get_by_role("link", name="Toàn cảnh").click()
    line = visit.page.get_by_role("link", name="Làm sạch").last
    line.click()
    visit.page.get_by_text("Kê khai và mẫu kiểm tra").first.wait_for()
