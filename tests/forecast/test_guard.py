"""Under a guard nothing is said but scenarios: no day, no chance, no shortfall, of the unit and of its sum."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from campaign.forecast import Engine, Panel
from campaign.forecast.summary import QUANTILES
from tests.forecast.panels import panel, steady

ENGINE = Engine(paths=100, weeks=6)
ANSWERS = ["p_by_deadline", "median_completion", "expected_shortfall", "expected_lack", "expected_surplus"]
DAYS = 140


def open_still(counts: np.ndarray) -> Panel:
    """A panel in which a fifth of every target is missing."""
    target = 1.25 * counts.sum(axis=2)
    return panel(counts, target=np.vstack([target, target.sum(axis=0)]))


def month_on_one_day(row: int, ago: int) -> Panel:
    """Five units, each with more to do than the one before; one of them told its month at once, `ago` days ago."""
    counts = steady(units=5, days=DAYS)
    day = DAYS - 1 - ago
    counts[row, 0, day] = counts[row, 0, day - 29 : day + 1].sum()
    counts[row, 0, day - 29 : day] = 0
    return open_still(counts)


def silent(days: int) -> Panel:
    counts = steady(units=5, days=DAYS)
    counts[4, :, DAYS - days :] = 0
    return open_still(counts)


def guards(known: Panel) -> pd.Series:
    return ENGINE.forecast(known)[0].set_index("unit_code")["guard"]


@pytest.mark.parametrize("known", [month_on_one_day(4, 0), silent(9), open_still(steady(units=5, days=12))])
def test_under_guard_unit_and_sum_have_no_answer_but_their_scenarios(known: Panel) -> None:
    answers, quantiles = ENGINE.forecast(known)
    found = answers.set_index("unit_code").loc[["u4", "root"]]
    assert found["guard"].notna().all()
    assert found[ANSWERS].isna().all(axis=None)
    assert quantiles[list(QUANTILES)].notna().all(axis=None)


@pytest.mark.parametrize(("ago", "stands"), [(0, True), (8, True), (20, True), (35, False)])
def test_a_month_told_at_once_is_guarded_for_as_long_as_it_moves_the_pace(ago: int, stands: bool) -> None:
    found = guards(month_on_one_day(4, ago))
    assert (found["u4"] == found["root"] == "untold") == stands


def test_a_small_unit_s_lump_leaves_the_sum_its_forecast() -> None:
    found = guards(month_on_one_day(0, 0))
    assert found["u0"] == "untold"
    assert pd.isna(found["root"])


@pytest.mark.parametrize(("days", "stands"), [(3, False), (9, True), (21, True), (60, False)])
def test_a_week_of_silence_is_a_guard_until_the_unit_counts_as_ended(days: int, stands: bool) -> None:
    assert (guards(silent(days))["u4"] == "untold") == stands


def test_under_guard_what_is_past_or_reached_is_still_known() -> None:
    known = month_on_one_day(4, 0)
    past = replace(known, deadline=np.full_like(known.deadline, known.days[100]))
    row = ENGINE.forecast(past)[0].set_index("unit_code").loc["u4"]
    assert pd.isna(row["median_completion"])
    assert row[["p_by_deadline", "expected_shortfall", "expected_lack"]].notna().all()
    done = ENGINE.forecast(replace(known, target=known.target / 1e3))[0]
    assert done[ANSWERS].notna().all(axis=None)
