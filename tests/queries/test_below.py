"""What the comparison asks of the units below a unit, against a slow reckoning of the same reports."""

import math
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from tests import small
from tests.queries import plain
from tests.queries.oracle import BELOW, DAY, START, TARGET

WEEK = timedelta(days=7)


@pytest.fixture(params=range(3))
def said(request: pytest.FixtureRequest, home: Path) -> list[plain.Said]:
    """Two months of reports of one measure, taken in."""
    said = [one for one in plain.reports(request.param, days=60) if one.measure == "received"]
    plain.deliver(home, said)
    return said


def ask(name: str, unit: str, as_of: date) -> pd.DataFrame:
    return queries.table(name, Selection(EVERYTHING, unit, as_of, "received"))


def known(said: list[plain.Said], unit: str, as_of: date) -> dict[tuple[str, date], int]:
    """The counts of the unit's places by place and day, as they were known on `as_of`."""
    return {
        (report.unit, report.date): report.count
        for report in sorted(said, key=lambda report: report.reported_on)
        if report.reported_on <= as_of and report.date <= as_of and report.unit in BELOW[unit]
    }


@pytest.mark.parametrize("as_of", [date(2021, 1, 6), date(2021, 2, 3), date(2021, 3, 1)])
def test_a_week_of_changes_is_new_days_and_what_became_known_of_old_ones(said: list[plain.Said], as_of: date) -> None:
    for row in ask("changes_below", "R", as_of).itertuples():
        before, now = known(said, row.unit_code, as_of - WEEK), known(said, row.unit_code, as_of)
        old_days = sum(count for (_, day), count in now.items() if day <= as_of - WEEK)
        assert row.total_before == sum(before.values())
        assert row.revised == old_days - sum(before.values())
        assert row.added == sum(now.values()) - old_days
        standing = queries.one("overview", Selection(EVERYTHING, row.unit_code, as_of, "received"))
        assert row.total_before + row.revised + row.added == standing["total"]


def test_a_target_that_changed_is_known_before_and_after(home: Path) -> None:
    small.folder(home, targets=small.TARGETS + "a1,received,5000,2021-03-02,2021-02-01,ministry\n")
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n2021-01-05,a1,received,100\n")
    changed = ask("changes_below", "A", date(2021, 2, 3)).set_index("unit_code")
    assert changed.loc["a1", ["target_before", "target"]].tolist() == [3000, 5000]
    assert changed.loc["a2", ["target_before", "target"]].tolist() == [1000, 1000]


@pytest.mark.parametrize("unit", ["R", "A"])
def test_weeks_are_the_same_for_all_units_and_sum_to_the_total(said: list[plain.Said], unit: str) -> None:
    as_of = date(2021, 2, 20)
    weeks = ask("weeks_below", unit, as_of)
    last = queries.one("freshness", Selection(EVERYTHING, unit, as_of))["full_until"].date()
    ends = sorted({end.date() for end in weeks["week_until"]})
    assert ends[-1] == last
    assert all(later - earlier == WEEK for earlier, later in pairwise(ends))
    for row in weeks.itertuples():
        end, counts = row.week_until.date(), known(said, row.unit_code, as_of)
        assert row.count == sum(count for (_, day), count in counts.items() if end - WEEK < day <= end)
        assert row.total == sum(count for (_, day), count in counts.items() if day <= end)
        assert row.completion == pytest.approx(row.total / TARGET[row.unit_code])
        days = (end - START + DAY).days
        if days <= 61:
            part = days / 61
            assert row.planned_fraction == pytest.approx(3 * part**2 - 2 * part**3)
    assert len(weeks) == len(ends) * weeks["unit_code"].nunique()


UNITS = """code,parent_code,level,name_vi,name_en,region,kind,population,eligible
R,,nation,Cả nước,Whole country,,,900,
A,R,province,A,A,,,500,400
B,R,province,B,B,,,200,200
C,R,province,C,C,,,200,100
a1,A,district,a1,a1,,urban,300,
a2,A,district,a2,a2,,rural,200,
b1,B,district,b1,b1,,urban,200,
c1,C,district,c1,c1,,rural,200,
"""


def test_likeness_is_size_ratio_plus_other_kind_plus_other_region(home: Path) -> None:
    targets = "".join(f"{code},received,100,2021-03-02,2021-01-01,x\n" for code in "ABC")
    small.folder(home, units=UNITS, targets=small.TARGETS.splitlines()[0] + "\n" + targets)
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n2021-01-05,a1,received,10\n")
    found = ask("peers", "A", date(2021, 1, 5)).set_index("unit_code")["difference"].to_dict()
    assert found == pytest.approx({"A": 0, "B": 1 + 0.4, "C": 2 + 0.6})
    assert math.log2(400 / 200) == 1


def test_a_peer_is_met_at_the_day_on_which_it_stood_where_the_unit_stands(home: Path) -> None:
    rows = "".join(f"{START + day * DAY},a1,received,30\n{START + day * DAY},b1,received,30\n" for day in range(20))
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n" + rows)
    peers = ask("peers", "A", START + 19 * DAY).set_index("unit_code")
    assert peers.index.tolist() == ["A", "B"], "the unit itself first"
    assert peers.loc["A", "completion"] == pytest.approx(600 / 4000)
    day_of_300 = START + 9 * DAY  # 15 % of 2000, at 30 a day
    assert peers.loc["B", "stage_on"].date() == day_of_300
    assert peers.loc["B", "stage_pace"] == pytest.approx(30 / 2000)
    assert peers.loc["B", "pace"] == pytest.approx(30 / 2000)


def test_lines_of_unknown_units_are_named_with_their_file_and_not_dropped(home: Path) -> None:
    rows = "2021-01-05,a1,received,10\n2021-01-05,zz,received,7\n2021-01-06,zz,received,7\n2021-01-05,A,received,7\n"
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n" + rows)
    found = queries.table("unplaced", Selection(EVERYTHING, "R", date(2021, 2, 1)))
    assert found[["rule", "file", "lines", "first_line"]].to_numpy().tolist() == [
        ["unknown_unit", "counts.csv", 2, 3],
        ["not_reporting_unit", "counts.csv", 1, 5],
    ]
