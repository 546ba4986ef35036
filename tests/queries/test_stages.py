"""Which stage is the slowest and before which most waits, by plain reckoning; neither is one that is done."""

from datetime import date
from pathlib import Path

import pytest

from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection

DAYS = [date(2021, 2, 10), date(2021, 6, 1), date(2021, 7, 1), date(2021, 7, 15), date(2021, 9, 1), date(2022, 1, 18)]


@pytest.mark.parametrize("day", DAYS)
def test_the_slowest_stage_is_furthest_behind_and_never_one_that_is_done(day: date, demo_home: Path) -> None:
    for unit in ("VN", "01", "02", "06", "79", "001", "498"):
        rows = queries.table("overview", Selection(EVERYTHING, unit, day)).to_dict("records")
        for project in {row["project"] for row in rows}:
            chain = [row for row in rows if row["project"] == project]
            left = [row for row in chain if row["target"] is None or row["total"] < (row["target"] or 0)]
            behind = [row for row in left if row["days_ahead"] is not None and row["days_ahead"] < -1]
            waiting = [row for row in left if row["waiting"] is not None and row["waiting"] > 0]
            slowest = {min(behind, key=lambda row: row["days_ahead"])["measure"]} if behind else set()
            largest = {max(waiting, key=lambda row: row["waiting"])["measure"]} if waiting else set()
            assert {row["measure"] for row in chain if row["slowest"]} == slowest, (unit, project)
            assert {row["measure"] for row in chain if row["largest_stock"]} == largest, (unit, project)


def test_the_demonstration_has_stages_that_are_done_with_work_waiting_before_them(demo_home: Path) -> None:
    """Else the test above would notice nothing."""
    rows = queries.table("overview", Selection(EVERYTHING, "VN", date(2022, 1, 18))).to_dict("records")
    assert any(row["total"] > row["target"] and (row["waiting"] or 0) > 0 for row in rows)
