"""Figures to compare with, held to a plain reading of the files: they stand beside the sums and are in none."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign.ingest import deliveries, rebuild
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Scope, Selection
from tests import small

BELOW = {"A": ("a1", "a2"), "B": ("b1",), "R": ("a1", "a2", "b1")}
HEADER = "date,unit_code,measure,published,source,reported_on\n"
FIRST, DAY = date(2021, 1, 5), timedelta(days=1)
SHOWN = ("unit_code", "date", "published", "total", "source_title")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    made = small.folder(tmp_path / "home")
    monkeypatch.setenv("CAMPAIGN_HOME", str(made))
    yield made


def asked(as_of: date | str, scope: Scope = EVERYTHING, unit: str = "R") -> list[tuple]:
    """The answer of `controls`, with plain days."""
    found = queries.table("controls", Selection(scope, unit, date.fromisoformat(f"{as_of}"), None))
    return sorted(
        (row.unit_code, row.date.date(), *row[2:]) for row in found[[*SHOWN]].itertuples(index=False, name="Row")
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_of_every_day_are_those_of_a_plain_reading(seed: int, home: Path) -> None:
    chance = random.Random(seed)
    days = [FIRST + step * DAY for step in range(9)]
    counts = {(day, unit): chance.randrange(100) for day in days for unit in BELOW["R"]}
    said = [
        (
            day,
            unit,
            "received",
            chance.randrange(400),
            chance.choice(("", "Sở", "Cục")),
            day + chance.randrange(3) * DAY,
        )
        for day in days
        for unit in chance.sample([*BELOW], 2)
        for _ in range(2)
    ]
    rows = {(row[0], row[1], row[4], row[5]): row for row in reversed(said)}.values()  # of two the first is kept
    small.deliver(home, "counts.csv", "date,unit_code,measure,count,reported_on\n" + "".join(
        f"{day},{unit},received,{value},{day}\n" for (day, unit), value in counts.items()
    ))  # fmt: skip
    (outcome,) = small.deliver(
        home, "so_doi_chieu.csv", HEADER + "".join(f"{','.join(map(str, row))}\n" for row in said)
    )
    assert (outcome.kind, outcome.accepted) == ("controls", len(rows))
    for as_of in [FIRST + step * DAY for step in range(11)]:
        last: dict[tuple, tuple] = {}
        for row in sorted((row for row in rows if max(row[0], row[5]) <= as_of), key=lambda row: row[5]):
            last[row[0], row[1], row[4]] = row
        plain = [
            (unit, day, value, sum(counts.get((one, below), 0) for one in days if one <= day for below in BELOW[unit]),
             source or "so_doi_chieu.csv")
            for day, unit, _, value, source, _ in last.values()
        ]  # fmt: skip
        assert asked(as_of) == sorted(plain)


def test_what_is_told_again_is_a_revision_and_what_is_withdrawn_is_gone(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    head = "Ngày,Mã tỉnh,Chỉ tiêu,Số đối chiếu\n"
    small.deliver(home, "one_2021-01-08.csv", head + "05/01/2021,A,received,90\n")
    (again,) = small.deliver(home, "two_2021-01-10.csv", head + "05/01/2021,A,received,120\n")
    day = date(2021, 1, 5)
    assert asked("2021-01-07") == []
    assert asked("2021-01-09") == [("A", day, 90, 100, "one_2021-01-08.csv")]
    assert asked("2021-01-10") == [("A", day, 120, 100, "two_2021-01-10.csv")]
    rebuild.withdraw(small.loaded(home), again.delivery_id, "wrong")
    assert asked("2021-01-10") == [("A", day, 90, 100, "one_2021-01-08.csv")]
    assert {row["unit_code"] for row in deliveries.table("progress")} == {"a1", "A", "R"}


def test_a_figure_stands_beside_the_line_of_its_unit(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    small.deliver(home, "sent_2021-01-08.csv", HEADER + "2021-01-05,A,received,90,Sở,\n2021-01-05,R,printed,9,,\n")
    found = queries.table("published", Selection(EVERYTHING, "A", date(2021, 1, 8), "received"))
    assert found[["value", "source_title"]].to_numpy().tolist() == [[90, "Sở"]]


def test_who_answers_for_one_unit_sees_what_was_sent_of_it_and_of_no_other(home: Path) -> None:
    small.deliver(home, "counts.csv", small.COUNTS)
    rows = "".join(f"2021-01-05,{unit},received,{value},,\n" for unit, value in {"A": 90, "B": 80, "R": 170}.items())
    small.deliver(home, "sent_2021-01-08.csv", HEADER + rows)
    chief = Scope(("A", "B", "R", "a1", "a2"), "A")
    assert {row[0] for row in asked("2021-01-08", chief)} == {"A"}
    assert {row[0] for row in asked("2021-01-08")} == {"A", "B", "R"}
    seen = {
        unit: len(queries.table("published", Selection(chief, unit, date(2021, 1, 8), "received"))) for unit in BELOW
    }
    assert seen == {"A": 1, "B": 0, "R": 0}
