"""A real server and a real Chromium; every request that leaves the machine is refused and remembered."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from campaign import settings
from campaign.render import chrome
from tests.browser import faults
from tests.conftest import COVERAGE

NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"  # no request leaves the machine
PATIENCE = 180_000  # ms; beside another run of all tests a page took 70 s
WIDTHS = {390: 844, 1440: 900, 1920: 1080}
# Elements whose text is wider than the box that shows it, or that reach beyond the window; the menu is pushed sideways.
# What only a screen reader has stands in a box of one pixel.
CUT = """() => ['p', 'span', 'b', 'h1', 'h2', 'h3', 'small']
  .flatMap(name => [...document.querySelectorAll('[data-testid=stMain] ' + name)])
  .filter(element => element.childElementCount === 0 && element.textContent.trim() && element.offsetParent)
  .filter(element => !element.closest('[data-testid=stDataFrame], .st-key-menu'))
  .filter(element => { const box = element.getBoundingClientRect();
    const short = element.clientWidth > 1 && getComputedStyle(element).overflowX !== 'visible'
      && element.scrollWidth > element.clientWidth + 1;
    return box.width && (short || box.right > window.innerWidth + 1 || box.left < -1); })
  .map(element => element.textContent.slice(0, 60))"""
# Until the run has ended, what is fetched later has come, and nothing has changed for a while.
REST = """() => new Promise((rests, fails) => {
  const began = performance.now(); let last = began;
  const watch = new MutationObserver(() => { last = performance.now(); });
  watch.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
  const look = setInterval(() => {
    const now = performance.now();
    if (!document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]')
        || document.querySelector('[data-testid=stSkeleton]')) last = now;
    if (now - last < 400 && now - began < 180000) return;
    clearInterval(look); watch.disconnect();
    if (now - last < 400) fails(new Error('the page does not come to rest')); else rests();
  }, 50);
})"""


COVERED = {"COVERAGE_PROCESS_CONFIG": COVERAGE} if COVERAGE else {}  # of a server that measures itself


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Server(NamedTuple):
    """A server on this machine."""

    address: str
    pid: int


def answered(address: str) -> None:
    """Wait until a server that was started answers, for a while."""
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health")
            return
        except urllib.error.URLError:
            time.sleep(0.2)


@contextmanager
def serving(home: Path, script: Path = Path("asgi.py"), *options: str, port: int = 0, **env: str) -> Iterator[Server]:
    """The dashboard, or another script, on this machine: on a free port unless one is named."""
    port = port or free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), *options],
        cwd=settings.PROJECT,
        env={**os.environ, "CAMPAIGN_HOME": str(home), **env},
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        answered(address)
        yield Server(address, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def site(demonstration: Path) -> Iterator[str]:
    """Address of the dashboard with the demonstration campaign, served as it is for real: its browser policy on."""
    with serving(demonstration, **COVERED) as server:
        yield server.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a file: while it runs, its event loop leaves no room for another in this thread."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chrome.path(), args=[*chrome.FLAGS, NOWHERE])
        yield browser
        browser.close()


class Visit:
    """A page in the browser, with what went wrong in it and what it asked of other machines."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)
        self.errors: list[str] = []
        self.outside: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._hear)
        page.on("response", self._see)
        page.on("request", self._watch)

    def _hear(self, message) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

    def _see(self, response) -> None:
        """A missing file is an error, and so is a server that is looked for where it is not."""
        if response.status >= 400:
            self.errors.append(f"{response.status} {response.url}")

    def _watch(self, request) -> None:
        """Without a route, which would have Playwright pass on each file and the browser keep none."""
        if request.url.startswith("http") and not request.url.split("/")[2].startswith("127.0.0.1:"):
            self.outside.append(request.url)

    def open(self, address: str) -> None:
        """Go there and wait until the page has been drawn to its end."""
        self.page.goto(address)
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        self.rest()

    def rest(self) -> None:
        """Wait until the run has ended and nothing on the page has changed for a while."""
        self.page.evaluate(REST)

    def whole(self) -> None:
        """Make the window as tall as the page, so that a picture shows all of it."""
        height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        width = self.page.viewport_size["width"]
        self.page.set_viewport_size({"width": width, "height": min(height + 20, 8000)})
        self.rest()

    def inspect(self, pictures: Path, name: str) -> None:
        """Keep a picture of the whole page at each width, and find nothing wrong with it or its figures."""
        for width, height in WIDTHS.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self.rest()
            self.whole()
            self.page.screenshot(path=pictures / f"{name}-{width}.png")
            assert self.errors == []
            assert self.outside == []
            assert self.page.evaluate(CUT) == [], width
            for fault in (faults.OUTSIDE, faults.COVERED, faults.SLANTED, faults.CROSSED, faults.CLIPPED):
                assert self.page.evaluate(fault) == [], width
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where pictures of the pages are kept for somebody to look at."""
    return Path(os.environ.get("PICTURES", tmp_path))


@contextmanager
def visiting(browser: Browser) -> Iterator[Visit]:
    """A fresh profile at 1440 × 900."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN")
    yield Visit(context.new_page())
    context.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """One of a test."""
    with visiting(browser) as one:
        yield one
