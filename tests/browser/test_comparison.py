"""Every way of comparing at three widths: drawn, nothing cut."""

from pathlib import Path

import pytest

from campaign.subjects.comparison import exhibits as comparison
from tests.browser.conftest import Visit

# The longest names of all are those of districts, and in small multiples they have the least room.
VIEWS = (*comparison.VIEWS, "multiples&lang=en", "multiples&unit=46", "multiples&unit=46&lang=en")


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_whole(view: str, site: str, visit: Visit, pictures: Path) -> None:
    visit.open(f"{site}/so-sanh?view={view}")
    visit.inspect(pictures, f"comparison-{view}")
    pictures_broken = "() => [...document.images].filter(image => image.complete && !image.naturalWidth).length"
    assert visit.page.evaluate(pictures_broken) == 0


def test_typing_without_diacritics_finds_the_unit(site: str, visit: Visit) -> None:
    visit.open(f"{site}/so-sanh")
    visit.page.get_by_placeholder("Tìm đơn vị (không cần dấu)").fill("da nang")
    visit.page.locator(".compared .row:not(.head)").first.get_by_text("Đà Nẵng").wait_for()
    visit.page.wait_for_function("document.querySelectorAll('.compared .row').length === 2")
    assert "find=da" in visit.page.url
