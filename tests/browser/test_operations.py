"""A running service: the first address, a new snapshot, a killed server, a page that fails, a screen on a wall."""

import json
import os
import signal
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign import settings, words
from campaign.ui import wall
from tests import small
from tests.browser.conftest import Visit, free_port, serving
from tests.wire import Session, run

COUNTS = small.COUNTS + "2021-01-05,b1,received,200\n"
CONNECTED = "[data-test-connection-state=CONNECTED]"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = small.delivered(tmp_path_factory.mktemp("operations") / "small", COUNTS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(home))
        patch.setenv("CAMPAIGN_WATCH_EVERY", "2")
        patch.setenv("CAMPAIGN_WALL_EVERY", "3")
        yield home


@pytest.fixture(scope="module")
def running(home: Path) -> Iterator[str]:
    with serving(home) as server:
        yield server.address


def answer(address: str) -> tuple[int, dict]:
    try:
        with urllib.request.urlopen(address) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_the_first_address_of_a_fresh_server_is_a_page_of_the_menu(home: Path, visit: Visit) -> None:
    with serving(home) as server:
        visit.open(f"{server.address}/tien-do?unit=a1")
        assert visit.page.get_by_text("Huyện A Một").first.is_visible()
        assert visit.page.locator(".strip").is_visible()
        assert visit.errors == []


@pytest.mark.parametrize("address", ["pace", "tien-do/x", "_internal", "tien-d%C3%B4?lang=en", "app/x"])
def test_an_address_that_is_no_page_says_so_and_leads_to_the_first(address: str, running: str, visit: Visit) -> None:
    assert visit.page.goto(f"{running}/{address}").status == 404
    language = "en" if "lang=en" in address else "vi"
    assert visit.page.get_by_role("heading").inner_text() == words.catalogue()["access.no_page"][language]
    visit.page.get_by_role("link").click()
    visit.page.locator(".strip").wait_for()
    assert visit.errors == [f"404 {running}/{address}"], "besides it nothing failed, fonts and styles neither"


@pytest.mark.parametrize("way", ["", "tien-do", "health", "media/nothing", "app/static/icon.svg", "_stcore/health"])
def test_what_there_is_is_left_to_answer_for_itself(way: str, running: str) -> None:
    asked = urllib.request.Request(f"{running}/{way}", headers={"Accept": "text/html,*/*"})
    try:
        said = urllib.request.urlopen(asked).read()
    except urllib.error.HTTPError as error:
        said = error.read()
    assert words.t("access.no_page").encode() not in said


def test_without_it_streamlit_would_speak_english(home: Path, visit: Visit) -> None:
    with serving(home, Path("dashboard.py")) as server:
        visit.open(server.address)
        visit.page.goto(f"{server.address}/no-such-page")
        visit.page.get_by_text("Page not found").wait_for()


def test_health_and_version_are_told_without_a_login(running: str, home: Path) -> None:
    status, said = answer(f"{running}/health")
    assert (status, said["status"]) == (200, "well")
    assert answer(f"{running}/version")[1]["snapshot"] == said["snapshot"]
    current = settings.store() / "CURRENT"
    published = current.read_text()
    current.write_text("gone")
    try:
        status, said = answer(f"{running}/health")
    finally:
        current.write_text(published)
    assert (status, said["status"], said["reason"]) == (503, "failing", "Store")
    assert "campaign rebuild" in said["mend"]
    assert answer(f"{running}/health")[0] == 200


async def said_to(address: str, **headers: str) -> bytes:
    async with Session(address, headers=headers) as session:
        await session.open()
        return b"".join(session.frames)


def test_without_a_login_a_proxy_opens_no_door(running: str) -> None:
    assert b'class="strip"' in run(said_to(running))
    answer = run(said_to(running, **{"X-Forwarded-For": "10.0.0.7"}))
    assert b'class="strip"' not in answer
    assert "Chưa cấu hình đăng nhập".encode() in answer


@pytest.mark.parametrize("way", ["upload_file/x/y", "metrics", "agent/openapi.json", "script-health-check"])
def test_ways_in_that_nobody_needs_are_closed(way: str, running: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{running}/_stcore/{way}")


def test_every_answer_carries_the_policy(running: str) -> None:
    for path in ("", "health", "app/static/icon.svg", "static/nothing.js"):
        request = urllib.request.Request(f"{running}/{path}")
        try:
            headers = urllib.request.urlopen(request).headers
        except urllib.error.HTTPError as error:
            headers = error.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_policy_stops_a_script_that_was_not_ours(running: str, visit: Visit) -> None:
    visit.open(running)
    visit.page.evaluate("""() => { const script = document.createElement('script');
        script.textContent = 'window.hit = 1'; document.body.append(script); }""")
    assert visit.page.evaluate("window.hit") is None
    assert any("Content Security Policy" in error for error in visit.errors)


def test_an_open_page_shows_a_new_snapshot_by_itself_and_keeps_its_selection(
    running: str, visit: Visit, home: Path
) -> None:
    visit.open(f"{running}/tien-do?unit=a1&measure=received")
    visit.page.get_by_text("05/01/2021").first.wait_for()
    small.deliver(home, "more.csv", "date,unit_code,measure,count\n2021-01-06,a1,received,50\n")
    visit.page.locator(".strip", has_text="Mới nhất trong hệ thống: 06/01/2021").wait_for()
    assert "unit=a1" in visit.page.url
    assert visit.page.get_by_text("Huyện A Một").first.is_visible()


def test_an_open_page_comes_back_by_itself_after_the_server_was_killed(home: Path, visit: Visit) -> None:
    port = free_port()
    with serving(home, port=port) as server:
        visit.open(f"{server.address}/tien-do?unit=a1")
        os.kill(server.pid, signal.SIGKILL)
        visit.page.wait_for_selector(f"[data-testid=stApp]:not({CONNECTED})")
    with serving(home, port=port):
        visit.page.wait_for_selector(CONNECTED)
        visit.page.wait_for_timeout(1000)
        visit.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        visit.page.get_by_text("English", exact=True).click()
        visit.page.locator(".strip", has_text="Figures as of").wait_for()
        visit.page.get_by_text("District A One").locator("visible=true").first.wait_for()
        assert "unit=a1" in visit.page.url


def test_a_page_that_fails_says_a_sentence_with_a_reference(home: Path, visit: Visit, tmp_path: Path) -> None:
    for name in ("asgi.py", "static", "campaign"):
        (tmp_path / name).symlink_to(settings.PROJECT / name)
    (tmp_path / "dashboard.py").write_text("raise ValueError('0912345678 secret')")
    with serving(home, tmp_path / "asgi.py") as server:
        visit.open(server.address)
        text = visit.page.locator("[data-testid=stAlert]").inner_text()
    assert "kèm mã" in text
    assert "secret" not in visit.page.content()


def test_a_wall_turns_its_slides_and_says_when_figures_are_old(running: str, visit: Visit, home: Path) -> None:
    visit.open(f"{running}/ban-do?wall=1&unit=A&lang=en&view=completion")
    visit.page.wait_for_url(f"{running}/man-hinh?**")
    assert "unit=A" in visit.page.url and "view=" not in visit.page.url
    visit.page.get_by_text("Published").wait_for()
    assert not visit.page.locator("[data-testid=stHeader]").is_visible()
    assert visit.page.locator(".stSelectbox:visible").count() == 0
    old = time.time() - wall.STALE.total_seconds() - 60
    os.utime(settings.store() / "CURRENT", (old, old))
    visit.page.get_by_text("No new figures since").wait_for()
    for text in ("Most behind first: units", "To decide today", "Done / target", "Most behind first: units"):
        visit.page.get_by_text(text).first.wait_for()
    assert visit.errors == []
