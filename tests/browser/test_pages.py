"""Every page in a real browser at three widths: drawn, nothing cut, nothing asked of another machine."""

import os
from pathlib import Path

import pytest

from campaign.ui import navigation
from tests.browser.conftest import WIDTHS, Visit

# Elements whose text is wider than the box that shows it, or that reach beyond the window.
CUT = """() => ['p', 'span', 'b', 'h1', 'h2', 'h3', 'small']
  .flatMap(name => [...document.querySelectorAll('[data-testid=stMain] ' + name)])
  .filter(element => element.childElementCount === 0 && element.textContent.trim() && element.offsetParent)
  .filter(element => !element.closest('[data-testid=stDataFrame]'))
  .filter(element => { const box = element.getBoundingClientRect();
    return box.width && (box.right > window.innerWidth + 1 || box.left < -1); })
  .map(element => element.textContent.slice(0, 60))"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("stem", "address"), navigation.PAGES.items())
def test_a_page_is_whole(stem: str, address: str, width: int, site: str, visit: Visit, tmp_path: Path) -> None:
    visit.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    visit.open(f"{site}/{address}")
    visit.whole()
    pictures = Path(os.environ.get("PICTURES", tmp_path))
    visit.page.screenshot(path=pictures / f"{stem}-{width}.png")
    assert visit.errors == []
    assert visit.outside == []
    assert visit.page.evaluate(CUT) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
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
