"""What most readers open first is there when they come: their pages then ask the snapshot nothing."""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

import pytest

from campaign import words
from campaign.serving import catalogue, store
from campaign.serving.selection import EVERYTHING, Selection
from campaign.web import ahead
from tests import small
from tests.pages.test_pages import run
from tests.wire import run as run_beside

MORE = "date,unit_code,measure,count\n2021-01-06,a1,received,50\n"
PAGES = ("pace", "map", "comparison", "pipeline", "cleansing", "shortfall")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The snapshot of each question that one is asked."""
    asked: list[str] = []

    def noted(snapshot: str, *question: object) -> object:
        asked.append(snapshot)
        return ask(snapshot, *question)

    ask = store.ask
    monkeypatch.setattr(store, "ask", noted)
    return asked


def nation() -> Selection:
    """What a reader sees who chooses nothing."""
    return Selection(EVERYTHING, "VN", catalogue.campaign().opens(store.cut_off()))


def make(parts: Iterable[Callable[[], object]]) -> None:
    """Make parts in both languages."""
    for part in parts:
        for language in words.LANGUAGES:
            words.use(language)
            part()


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("unit", ["VN", "38"])
def test_an_overview_made_ahead_asks_nothing(demo_home: Path, asked: list[str], unit: str, lang: str) -> None:
    make([*ahead.choices(nation()), *ahead.overview(nation().at(unit))])
    asked.clear()
    assert not run("overview", unit=unit, lang=lang).exception
    assert asked == []


def test_an_overview_that_was_not_made_asks(demo_home: Path, asked: list[str]) -> None:
    assert not run("overview", unit="40").exception
    assert asked


def test_the_other_pages_of_the_nation_hardly_ask(demo_home: Path, asked: list[str]) -> None:
    make([*ahead.choices(nation()), *ahead.overview(nation()), *ahead.others(nation())])
    for page in PAGES:
        asked.clear()
        assert not run(page).exception
        assert len(asked) <= 3, page


def test_each_publication_is_followed(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made: list[str] = []

    def make(snapshot: str) -> None:
        made.append(snapshot)
        if len(made) == 1:
            raise LookupError("no such campaign")

    monkeypatch.setattr(ahead, "EVERY", 0.01)
    monkeypatch.setattr(ahead, "make", make)

    async def two_publications() -> None:
        following = asyncio.create_task(ahead.keep_ready())
        await asyncio.sleep(0.05)
        for name, counts in (("counts.csv", small.COUNTS), ("more.csv", MORE)):
            await asyncio.to_thread(small.deliver, home, name, counts)
            async with asyncio.timeout(20):
                while made[-1:] != [store.version()]:
                    await asyncio.sleep(0.01)
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following

    run_beside(two_publications())
    assert len(made) == len(set(made)) >= 2
    assert "no such campaign" in caplog.text


def test_what_cannot_be_made_holds_nothing_up(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made: list[str] = []

    def fail() -> None:
        raise LookupError("no such unit")

    small.deliver(home, "counts.csv", small.COUNTS)
    monkeypatch.setattr(ahead, "parts", lambda: [fail, lambda: made.append(words.language())])
    ahead.make(store.version())
    assert made == ["vi", "en"]
    assert "no such unit" in caplog.text
    ahead.make("another")
    assert len(made) == 2, "what is served no longer is not made"


def test_the_small_campaign_has_all_parts_too(home: Path, caplog: pytest.LogCaptureFixture) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    ahead.make(store.version())
    assert "not made ahead" not in caplog.text
