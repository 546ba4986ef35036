"""Every page in a real browser at three widths: drawn, nothing cut, nothing asked of another machine."""

from pathlib import Path

import pytest

from campaign.ui import navigation
from tests.browser.conftest import CUT, Visit


@pytest.mark.parametrize(("stem", "address"), navigation.PAGES.items())
def test_a_page_is_whole(stem: str, address: str, site: str, visit: Visit, pictures: Path) -> None:
    visit.inspect(f"{site}/{address}", pictures, stem)
    assert visit.page.get_by_text("SỐ LIỆU MÔ PHỎNG").first.is_visible()


def test_the_watch_on_outside_requests_sees_one(visit: Visit) -> None:
    visit.page.goto("about:blank")  # our own pages have a policy that stops it before
    visit.page.evaluate("fetch('https://example.org/').catch(() => 0)")
    visit.page.wait_for_timeout(300)
    assert visit.outside == ["https://example.org/"]


def test_text_beyond_the_window_is_found(site: str, visit: Visit) -> None:
    visit.open(site)
    visit.page.evaluate("document.querySelector('.board b').style.cssText = 'position:relative;left:1600px'")
    assert visit.page.evaluate(CUT)
