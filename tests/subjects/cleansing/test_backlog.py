"""Open defects as a queue, against one in which every single defect is followed."""

import random
from datetime import date, timedelta

import pandas as pd
import pytest

from campaign.subjects.cleansing import backlog

START = date(2021, 1, 7)


def followed(seed: int, weeks: int = 12) -> tuple[list[dict], list[date]]:
    """Weekly states of a queue mended in the order of finding, and the weeks in which what is open was found."""
    chance, waiting, found, rows = random.Random(seed), [], 0, []
    for week in range(weeks):
        day = START + timedelta(7 * week)
        new = chance.randrange(5, 60)
        found += new
        waiting += [day] * new
        del waiting[: chance.randrange(len(waiting))]
        rows.append({"date": pd.Timestamp(day), "defect": "missing", "open": len(waiting), "found": found})
    return rows, waiting


@pytest.mark.parametrize("seed", range(12))
def test_the_queue_is_that_of_the_defects_in_it(seed: int) -> None:
    rows, waiting = followed(seed)
    now = backlog.queue(pd.DataFrame(rows))
    came = rows[-1]["found"] - rows[-5]["found"]
    went = came - (rows[-1]["open"] - rows[-5]["open"])
    assert (now.open, now.days, now.came, now.went) == (len(waiting), 28, came, went)
    assert now.change == came - went
    assert now.wait == pytest.approx(len(waiting) / (went / 28))
    # The oldest was found in the week after the last report by which all that had been found is mended.
    assert now.waiting_since in (waiting[0] - timedelta(7), START)
    falling = went > came
    assert now.empty_in == (pytest.approx(len(waiting) / ((went - came) / 28)) if falling else None)


def test_the_net_change_is_all_that_is_known_without_the_number_found() -> None:
    rows, _ = followed(1)
    now = backlog.queue(pd.DataFrame(rows).assign(found=float("nan")))
    assert (now.came, now.went, now.wait, now.waiting_since) == (None, None, None, None)
    assert now.change == rows[-1]["open"] - rows[-5]["open"]


def test_one_report_is_no_pace_and_none_is_no_queue() -> None:
    rows, _ = followed(2)
    first = backlog.queue(pd.DataFrame(rows[:1]))
    assert (first.days, first.change, first.came, first.empty_in) == (0, None, None, None)
    assert backlog.queue(pd.DataFrame(rows).head(0)) is None


def test_an_empty_queue_is_empty_now() -> None:
    rows = [
        {"date": pd.Timestamp(START), "defect": "missing", "open": 4, "found": 4},
        {"date": pd.Timestamp(START + timedelta(7)), "defect": "missing", "open": 0, "found": 6},
    ]
    now = backlog.queue(pd.DataFrame(rows))
    assert (now.empty_in, now.waiting_since, now.came, now.went) == (0, None, 2, 6)


def test_classes_and_units_add_up_and_the_largest_are_first() -> None:
    rows = [
        row | {"defect": defect}
        for seed, defect in enumerate(("missing", "twice", "dead"))
        for row in followed(seed)[0]
    ]
    found = backlog.classes(pd.DataFrame(rows))
    assert found["open"].is_monotonic_decreasing
    assert found["open"].sum() == backlog.queue(pd.DataFrame(rows)).open
    assert found["cumulative_share"].iloc[-1] == pytest.approx(1)


@pytest.mark.parametrize(
    ("sizes", "makers"), [([5, 3, 1, 1], 1), ([4, 3, 2, 1], 2), ([1, 1, 1], 2), ([0, 0], 0), ([], 0)]
)
def test_the_fewest_that_hold_half_are_counted(sizes: list[int], makers: int) -> None:
    assert backlog.makers(backlog.pareto(pd.DataFrame({"open": sizes}), "open"), 0.5) == makers
