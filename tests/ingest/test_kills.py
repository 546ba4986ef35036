"""Any command that changes the store may be killed at any moment: all is as it was or as it would be, and goes on."""

import os
import random
import re
import shutil
import sys
import time
from pathlib import Path

import pytest

from campaign import __main__, definition
from campaign.ingest import child, deliveries, publish
from campaign.ingest.contract import Contract
from campaign.ingest.contracts import contracts
from campaign.ingest.history import snapshots
from campaign.ingest.kinds import BESIDE, GENERIC
from campaign.ingest.outcome import ACCEPTED, HELD
from tests.ingest import every_kind
from tests.ingest.conftest import rows

KILLS = int(os.environ.get("KILLS", "6"))  # of all seeds; the promise of 200 is kept by KILLS=200
SEEDS = 2
FULL = "select unit_code, measure, date, reported_on, sum(delta) from progress group by all having sum(delta) <> 0"
TOLD = {table: f"select * from {table}" for table in (*BESIDE, "passages")} | {
    "progress": FULL,
    "covers": "select * exclude (version) from covers",  # the order of arrival: of files of one day any one
}


def given(home: Path, arguments: tuple[str, ...]) -> None:
    """Give a command, in a process that nobody hears."""
    os.environ["CAMPAIGN_HOME"] = str(home)
    os.setsid()
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    __main__.cli(arguments)


def done(home: Path, arguments: tuple[str, ...], kill_after: float | None = None) -> float:
    """Give a command and wait for it, or kill it after so many seconds; seconds that it took."""
    begun, process = time.monotonic(), child.SPAWNER.Process(target=given, args=(home, arguments))
    process.start()
    process.join(kill_after)
    process.kill()
    process.join()
    return time.monotonic() - begun


def facts(home: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list]:
    """What is known on every day, all that files tell beside it, and what became of every file."""
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    if publish.served() is None:
        return {}
    told = [(row["file"], row["state"], row["lines"], row["quarantined"]) for row in deliveries.table("deliveries")]
    return {"deliveries": sorted(told)} | {table: sorted(rows(query), key=str) for table, query in TOLD.items()}


def command(home: Path, chance: random.Random, number: int) -> tuple[str, ...]:
    """A command that can be given now: on an empty store to take in one file of each kind."""
    known = deliveries.table("deliveries")
    if not known:
        return ("ingest", *_of_each_kind(home, chance))
    held = [row["delivery_id"] for row in known if row["state"] == HELD]
    taken = [row["delivery_id"] for row in known if row["state"] == ACCEPTED]
    choices = [("ingest", *_files(home, chance, number))] * 2
    choices += [(what, one, "--because", "so") for one in held for what in ("release", "reject")]
    choices += [("withdraw", one, "--because", "so") for one in taken and chance.choices(taken)]
    choices += [("rebuild",)]
    choices += [("rollback",)] if len(snapshots()) > 1 else []
    return chance.choice(choices)


def _of_each_kind(home: Path, chance: random.Random) -> list[str]:
    paths = []
    for kind in contracts(definition.load(home)):
        paths.append(home / "inbox" / f"{kind.kind}.csv")
        paths[-1].write_text(_text(kind, chance))
    return list(map(str, paths))


def _files(home: Path, chance: random.Random, number: int) -> list[str]:
    """Files of one run, half of them counts: some lie in the inbox, the name of some says a day to come, so that they
    are held."""
    paths, kinds = [], contracts(definition.load(home))
    for part in range(chance.randint(1, 3)):
        kind = chance.choice([GENERIC[0], chance.choice(kinds)])
        to_come = chance.random() < 0.3 and not part
        name = f"{kind.kind}_2099-01-{number % 28 + 1:02}.csv" if to_come else f"c{number}_{part}.csv"
        paths.append(home / chance.choice(["", "inbox"]) / name)
        paths[-1].write_text(_text(kind, chance))
    return list(map(str, paths))


def _text(kind: Contract, chance: random.Random) -> str:
    day, unit = f"2021-02-{chance.randint(1, 28):02}", chance.choice(["001", "002"])
    return every_kind.text(every_kind.line(kind, unit, day, chance.randint(1, 99)))


@pytest.fixture(scope="module", autouse=True)
def ready() -> None:
    """What a command imports is there before it is given; not so in its own process, whose children import less."""
    child.SPAWNER.set_forkserver_preload(["campaign.__main__", "campaign.ingest.parse", "campaign.ingest.check"])


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_kill_of_any_command_leaves_what_was_or_what_would_be(store_home, tmp_path, monkeypatch, seed):
    toml = store_home / "campaign.toml"
    toml.write_text(re.sub(r"(?s)without = \[.*?\]", "without = []", toml.read_text()))
    chance, twin = random.Random(seed), tmp_path / "twin"
    for number in range(KILLS // SEEDS):
        before = facts(store_home, monkeypatch)
        asked = command(store_home, chance, number)
        shutil.rmtree(twin, ignore_errors=True)
        shutil.copytree(store_home, twin)
        took = done(twin, tuple(part.replace(str(store_home), str(twin)) for part in asked))
        after = facts(twin, monkeypatch)
        done(store_home, asked, kill_after=chance.uniform(0, took))
        now = facts(store_home, monkeypatch)
        assert now in (before, after), (seed, number, asked)
        if now != after:
            done(store_home, asked)
            assert facts(store_home, monkeypatch) == after, (seed, number, asked)
        if not number:
            taken = {row["kind"] for row in deliveries.table("deliveries") if row["state"] == ACCEPTED}
            assert taken == {kind.kind for kind in contracts(definition.load(store_home))}
    done(store_home, ("ingest",))  # removes what the last kill left behind
    whole = facts(store_home, monkeypatch)
    assert [path for path in (store_home / "store").iterdir() if path.name.startswith(".work")] == []
    shutil.rmtree(store_home / "store")
    done(store_home, ("rebuild",))
    assert facts(store_home, monkeypatch) == whole
