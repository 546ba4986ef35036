"""Whether a unit has confirmed what is shown, held to a plain reading of the files and of the confirmations."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign.ingest import confirming
from campaign.serving import queries, store
from campaign.serving.selection import EVERYTHING, Scope, Selection
from tests import small

TOML = small.TOML.replace("[intake]", "[intake]\nconfirm = true")
FIRST, DAYS, DAY = date(2021, 1, 5), 12, timedelta(days=1)
OF = {"a1": "A", "a2": "A", "b1": "B"}


@dataclass(frozen=True)
class Told:
    reported_on: date
    date: date
    unit: str
    measure: str
    count: int


Confirmed = tuple[str, date, dict[str, int]]  # unit, day, totals as they were then


def total(told: list[Told], unit: str, measure: str, until: date, as_of: date) -> int:
    """Of each district and day the count that was said last counts."""
    cells = {
        (one.unit, one.date): one.count
        for one in sorted(told, key=lambda one: one.reported_on)
        if OF[one.unit] == unit and one.measure == measure and one.date <= until and one.reported_on <= as_of
    }
    return sum(cells.values())


def totals(told: list[Told], unit: str, until: date, as_of: date) -> dict[str, int]:
    return {measure: total(told, unit, measure, until, as_of) for measure in ("received", "printed")}


def state(told: list[Told], made: list[Confirmed], unit: str, as_of: date) -> tuple[str, date | None]:
    own = [one for one in made if one[0] == unit and one[1] <= as_of]
    if not own:
        return "unconfirmed", None
    day = max(day for _, day, _ in own)
    confirmed = [said for _, of, said in own if of == day][-1]
    if totals(told, unit, as_of, as_of) == confirmed:
        return "confirmed", day
    return "changed" if totals(told, unit, day, as_of) != confirmed else "unconfirmed", day


def asked(as_of: date, unit: str = "R", scope: Scope = EVERYTHING) -> dict[str, tuple[str, date | None]]:
    rows = queries.table("confirmations", Selection(scope, unit, as_of)).to_dict("records")
    return {
        row["unit_code"]: (row["confirmation"], None if row["confirmed_until"] is None else row["confirmed_until"])
        for row in rows
    }


@pytest.mark.few(1)
@pytest.mark.parametrize("seed", range(2))
def test_the_state_of_every_day_is_that_of_a_plain_reading(seed: int, home: Path) -> None:
    """Figures of the day, late ones, corrections, days confirmed late, twice and not at all; and looked back upon."""
    chance, told, made = random.Random(seed), list[Told](), list[Confirmed]()
    small.folder(home, toml=TOML)
    for number in range(DAYS):
        today = FIRST + number * DAY
        back = chance.choice([0, 0, 0, 1, 3])  # days for which it is late, or a correction
        said = [
            Told(today, max(today - back * DAY, FIRST), unit, measure, chance.randint(0, 3))
            for unit in OF
            for measure in ("received", "printed")
            if chance.random() < 0.6
        ]
        rows = "".join(f"{one.date},{one.unit},{one.measure},{one.count}\n" for one in said)
        small.deliver(home, f"counts_{today}.csv", f"date,unit_code,measure,count\n{rows}")
        told += said
        for unit in ("A", "B"):
            day = today - chance.choice([0, 0, 1]) * DAY
            if chance.random() < 0.5 and FIRST <= day <= store.cut_off():
                one = confirming.write_down(small.loaded(home), unit, day, "chief")
                assert one.totals == totals(told, unit, day, day)
                made.append((unit, day, one.totals))
    found = set()
    for number in range(-1, DAYS):
        as_of = FIRST + number * DAY
        for unit, (now, until) in asked(as_of).items():
            day = None if until is None or str(until) == "NaT" else until.date()
            assert (now, day) == state(told, made, unit, as_of), (unit, as_of)
            found.add(now)
    assert found == {"confirmed", "changed", "unconfirmed"}


@pytest.fixture
def confirmed(home: Path) -> Path:
    """A has confirmed 100 of the 8th; on the 10th a day before is corrected, on the 11th a new day is told."""
    small.delivered(home, toml=TOML)
    small.deliver(home, "counts_2021-01-08.csv", "date,unit_code,measure,count\n2021-01-08,b1,received,7\n")
    confirming.write_down(small.loaded(home), "A", date(2021, 1, 8), "chief")
    rows = "2021-01-05,a1,received,90\n2021-01-10,a1,received,4\n"
    small.deliver(home, "counts_2021-01-10.csv", f"date,unit_code,measure,count\n{rows}")
    return home


def test_what_changed_is_told_apart_from_what_is_new(confirmed: Path) -> None:
    chosen = Selection(EVERYTHING, "A", date(2021, 1, 10))
    row = queries.table("confirmed_figures", chosen).set_index("measure").loc["received"]
    assert (row["total"], row["confirmed"], row["change"], row["revised"]) == (94, 100, -6, -10)
    assert asked(date(2021, 1, 8))["A"][0] == "confirmed", "a page of that day shows what was known then"
    assert asked(date(2021, 1, 10))["A"][0] == "changed"
    confirming.write_down(small.loaded(confirmed), "A", date(2021, 1, 10), "chief")
    assert asked(date(2021, 1, 10))["A"][0] == "confirmed"


def test_of_a_unit_below_it_is_told_whether_the_one_above_has_confirmed(confirmed: Path) -> None:
    assert set(asked(date(2021, 1, 8), "a2")) == {"A"}
    assert set(asked(date(2021, 1, 8), "b1")) == set(asked(date(2021, 1, 8), "R", Scope(("B",)))) == {"B"}


def test_a_state_that_looks_at_the_day_alone_is_found_out(confirmed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sql = (queries.FOLDER / "confirmations.sql").read_text().replace("states.revised then", "false then")
    monkeypatch.setattr(queries, "_question", lambda name, spoken: queries.Question(**known | {"sql": sql}))
    known = vars(queries.Question("confirmations", sql, "", "", *[{}] * 3))
    known["params"] = dict.fromkeys(("units", "unit", "as_of"), "")
    assert asked(date(2021, 1, 10))["A"][0] == "unconfirmed", "what the test above would see"
