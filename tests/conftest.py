"""Campaigns for the tests: a small one to count by hand, and the demonstration, built once."""

import fcntl
import os
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign import definition, demo, ingest, settings, words
from campaign.render import chrome
from tests import small
from tests.report import office
from tests.spark import java

# Children start as fast as without coverage; a server that is told to (tests/browser/conftest.py) measures itself.
os.environ["CAMPAIGN_AHEAD"] = "0"  # servers make what is asked for, and nothing ahead of it
BROWSER = Path(__file__).parent / "browser"
CASES = 3  # of a browser test in every run: each opens a page, 3 s of a core and more
COVERAGE = os.environ.pop("COVERAGE_PROCESS_CONFIG", "") if "PYTEST_XDIST_WORKER" in os.environ else ""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    cases = defaultdict[object, list[pytest.Item]](list)
    for item in items:
        cases[item.path, getattr(item, "originalname", item.name)].append(item)
        if BROWSER in item.path.parents:
            item.add_marker(pytest.mark.browser)
        if item.get_closest_marker("browser") and chrome.path() is None:
            item.add_marker(pytest.mark.skipif(True, reason="no Chromium"))
        if item.get_closest_marker("office") and office.missing():
            item.add_marker(pytest.mark.skipif(True, reason="no LibreOffice or Poppler"))
    for those in cases.values():
        _spare(those)
    _order(items)


def _spare(cases: list[pytest.Item]) -> None:
    """Leave to the long run what is a further case of a costly test: evenly spaced, so many stay as its `few` says."""
    few = cases[0].get_closest_marker("few")
    kept = few.args[0] if few else CASES if cases[0].get_closest_marker("browser") else len(cases)
    if len(cases) <= kept or any(case.get_closest_marker("long") for case in cases):
        return
    stay = {round(number * (len(cases) - 1) / max(kept - 1, 1)) for number in range(kept)}
    for number, case in enumerate(cases):
        if number not in stay:
            case.add_marker(pytest.mark.long)


def _order(items: list[pytest.Item]) -> None:
    """Files with most tests first, as xdist has it, but before the others all of them that need no demonstration, save
    one: while a worker makes the demonstration for that one, a minute and more, the other has something to do."""
    tests, demonstrated = Counter(item.path for item in items), dict[Path, bool]()
    for item in items:
        needs = "demonstration" in getattr(item, "fixturenames", ())
        demonstrated[item.path] = demonstrated.get(item.path, False) or needs
    ranked = sorted(tests, key=lambda path: (demonstrated[path], -tests[path]))
    first = next((path for path in ranked if demonstrated[path]), None)
    place = {path: number for number, path in enumerate(sorted(ranked, key=lambda path: path != first))}
    items.sort(key=lambda item: place[item.path])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if chrome.path() is None:
        terminalreporter.write_line(
            "NO BROWSER: its tests were skipped. Install chromium and run again.", red=True, bold=True
        )
    if office.missing():
        terminalreporter.write_line(
            f"NO {', '.join(office.missing())}: tests that read reports back were skipped. "
            "Run python -m tests.report.office.",
            red=True,
            bold=True,
        )
    if java.missing():
        terminalreporter.write_line(
            f"NO {java.missing()}: Spark was not held to the same answer. Run python -m campaign.spark.install.",
            red=True,
            bold=True,
        )
    if shutil.which("nginx") is None:
        terminalreporter.write_line(
            "NO NGINX: the way in of deploy/ was not tried. Install nginx and run again.", red=True, bold=True
        )


@pytest.fixture(autouse=True)
def own_main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """AppTest leaves its script as `__main__`; a child process that ingest starts would run it."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    """A test that speaks English leaves nothing of it behind."""
    words.use("vi")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small campaign, with nothing taken in, as the one that is followed."""
    monkeypatch.setenv("CAMPAIGN_HOME", str(tmp_path / "small"))
    return small.folder(tmp_path / "small")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default campaign with its demonstration taken in: by the worker that asks first; the others copy it."""
    base = tmp_path_factory.getbasetemp()
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home = base / "demo" / "data"
    with (run / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (run / "demonstration").exists():
            _demonstrate(home)
            shutil.copytree(home, run / "demonstration.part")
            (run / "demonstration.part").rename(run / "demonstration")
            return home
    return Path(shutil.copytree(run / "demonstration", home))


def _demonstrate(home: Path) -> None:
    shutil.copytree(settings.PROJECT / "data", home, ignore=shutil.ignore_patterns("store", "vault", "inbox"))
    campaign = definition.load(home)
    (home / "inbox").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(home))
        ingest.ingest(campaign, demo.write_extracts(campaign, home / "inbox"))
        ingest.forecast(campaign)


@pytest.fixture
def demo_home(demonstration: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration as the campaign that is followed."""
    monkeypatch.setenv("CAMPAIGN_HOME", str(demonstration))
    return demonstration


@pytest.fixture
def temp() -> Iterator[Path]:
    """A folder for temporary files with a short name: a socket's address in it may have 108 characters."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)
