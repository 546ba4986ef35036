"""One figure alone: nothing else is seen or reached, and another site frames it where the setting names that site."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from campaign import settings
from tests.browser.conftest import Visit, serving

# Texts and controls that are seen, but for those of the figure.
BESIDE = """() => [...document.querySelectorAll('[data-testid=stApp] *')]
  .filter(one => !one.closest('.st-key-alone') && !one.querySelector('.st-key-alone'))
  .filter(one => getComputedStyle(one).visibility === 'visible' && one.checkVisibility() && one.textContent.trim())
  .map(one => one.tagName + ' ' + one.textContent.slice(0, 40))"""


@contextmanager
def intranet(folder: Path, address: str) -> Iterator[str]:
    """Another site with a page that has `address` in a frame."""
    (folder / "index.html").write_text(f'<title>x</title><iframe width=900 height=600 src="{address}"></iframe>')
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(("page", "key"), [("tien-do", "burndown"), ("toan-canh", "map"), ("so-sanh", "ranking")])
def test_a_figure_stands_alone_with_its_source(site: str, visit: Visit, page: str, key: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    visit.open(f"{site}/{page}?as_of=2021-06-01&only={key}")
    alone = visit.page.locator(".st-key-alone")
    assert alone.get_by_text("SỐ LIỆU MÔ PHỎNG").count() == 1
    assert alone.get_by_text("Nguồn:").count() == 1
    assert visit.page.evaluate(BESIDE) == []
    assert alone.evaluate("box => box.scrollWidth <= box.clientWidth")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("document.activeElement.matches('body, .st-key-alone *')")
    with visit.page.expect_popup() as waiting:
        alone.get_by_text("Mở trên hệ thống").click()
    assert "only" not in waiting.value.url and "as_of=2021-06-01" in waiting.value.url
    assert visit.errors == []


def test_a_figure_that_is_not_there_is_told(site: str, visit: Visit) -> None:
    visit.open(f"{site}/tien-do?as_of=2021-06-01&only=nothing")
    visit.page.get_by_text("Liên kết yêu cầu hình “nothing”, không có ở đây; đang hiện Tiến độ.").wait_for()
    assert visit.page.locator(".st-key-menu").is_visible()


def test_a_frame_is_refused_unless_the_setting_names_the_site(
    site: str, visit: Visit, demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with intranet(tmp_path, f"{site}/tien-do?only=burndown") as other:
        visit.page.goto(other)
        visit.page.wait_for_load_state("networkidle")
        assert visit.page.frames[1].locator(".st-key-alone").count() == 0
        assert any("frame" in error.lower() for error in visit.errors)
        visit.errors.clear()
        monkeypatch.setenv("CAMPAIGN_FRAME_ANCESTORS", other)
        with serving(demonstration) as allowed:
            (tmp_path / "index.html").write_text(
                f'<title>x</title><iframe width=900 height=600 src="{allowed.address}/tien-do?only=burndown"></iframe>'
            )
            visit.page.goto(other)
            visit.page.frame_locator("iframe").locator(".st-key-alone .js-plotly-plot").wait_for()
            visit.page.frame_locator("iframe").get_by_text("Nguồn:").wait_for()
    assert visit.errors == []


@pytest.mark.parametrize("sites", ["*", "https://a.example; script-src *", "javascript:x", "'self'"])
def test_what_is_no_site_is_refused(sites: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_FRAME_ANCESTORS", sites)
    with pytest.raises(ValueError, match="CAMPAIGN_FRAME_ANCESTORS"):
        settings.frame_ancestors()
