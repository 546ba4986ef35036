"""Several processes serve one store: each attaches the same immutable file, and all go on to the next."""

import json
import urllib.request
from pathlib import Path

import pytest

from tests import small
from tests.browser.conftest import Server, serving
from tests.wire import Session, run

TOTALS = "date,unit_code,measure,total\n{},a1,received,{}\n"


def health(server: Server) -> dict[str, object]:
    return json.loads(urllib.request.urlopen(f"{server.address}/health").read())


def shows(server: Server, number: str) -> bool:
    """Whether a reader of the overview receives this number."""

    async def look() -> bytes:
        async with Session(server.address) as session:
            await session.open("toan-canh")
            return b"".join(session.frames)

    return number.encode() in run(look())


def test_two_processes_serve_the_same_snapshot_and_both_go_on_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = small.folder(tmp_path / "small")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    small.deliver(home, "totals_2021-01-05.csv", TOTALS.format("2021-01-05", 1234))
    with serving(home) as one, serving(home) as two:
        before = [health(server) for server in (one, two)]
        assert len({seen["process"] for seen in before}) == 2
        assert all(shows(server, "1.234") for server in (one, two))
        small.deliver(home, "totals_2021-01-06.csv", TOTALS.format("2021-01-06", 2345))
        after = [health(server) for server in (one, two)]
        assert len({seen["snapshot"] for seen in before}) == len({seen["snapshot"] for seen in after}) == 1
        assert before[0]["snapshot"] != after[0]["snapshot"]
        assert [seen["process"] for seen in after] == [seen["process"] for seen in before]
        assert all(shows(server, "2.345") and not shows(server, "1.234") for server in (one, two))
