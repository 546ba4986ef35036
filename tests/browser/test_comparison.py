"""Every way of comparing on a phone and on a desk: drawn, nothing cut."""

import os
from pathlib import Path

import pytest

from campaign.exhibits import comparison
from tests.browser.conftest import WIDTHS, Visit
from tests.browser.test_pages import CUT


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("view", comparison.VIEWS)
def test_a_view_is_whole(view: str, width: int, site: str, visit: Visit, tmp_path: Path) -> None:
    visit.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    visit.open(f"{site}/so-sanh?view={view}")
    visit.whole()
    pictures = Path(os.environ.get("PICTURES", tmp_path))
    visit.page.screenshot(path=pictures / f"comparison-{view}-{width}.png")
    assert visit.outside == []
    assert visit.page.evaluate(CUT) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
    pictures_broken = "() => [...document.images].filter(image => image.complete && !image.naturalWidth).length"
    assert visit.page.evaluate(pictures_broken) == 0


def test_typing_without_diacritics_finds_the_unit(site: str, visit: Visit) -> None:
    visit.open(f"{site}/so-sanh")
    visit.page.get_by_placeholder("Tìm đơn vị (không cần dấu)").fill("da nang")
    visit.page.locator(".compared .row:not(.head)").first.get_by_text("Đà Nẵng").wait_for()
    visit.page.wait_for_function("document.querySelectorAll('.compared .row').length === 2")
    assert "find=da" in visit.page.url
