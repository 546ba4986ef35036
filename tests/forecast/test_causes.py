"""Why a forecast moved: each cause alone, all of them together, and the same worked out one forecast at a time."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from campaign.forecast import Engine, Panel
from campaign.forecast.causes import CAUSES, Made, parts, steps
from campaign.forecast.counterfactual import corrected, passed, supplied
from campaign.forecast.engine import couple, tabulate
from campaign.forecast.paths import simulate
from tests.forecast.panels import DAY, panel, steady

ENGINE = Engine(paths=200)
WEEK = 7
Answers = dict[tuple[str, str], tuple[float, float]]


def week_ago(**changed: object) -> Panel:
    """Two stages of three units, 84 days; the target takes some weeks more than there are to the deadline."""
    known = panel(steady(measures=2), **changed)
    return replace(known, target=known.known[:, :, -1] * 1.6)


def as_expected(then: Panel) -> Panel:
    """The panel a week later, had the week brought exactly what was forecast of it."""
    days = np.append(then.days, then.as_of + np.arange(1, WEEK + 1) * DAY)
    later = replace(
        then,
        days=days,
        counts=np.pad(then.counts, ((0, 0), (0, 0), (0, WEEK))),
        provisional=np.pad(then.provisional, ((0, 0), (0, WEEK))),
    )
    made = Made.of(then, ENGINE, then.measures)
    gained = [(total[1].astype(float) - total[0]) for total in made.totals]
    median = [week.mean(axis=1) * np.median(week.sum(axis=0)) / week.sum(axis=0).mean() for week in gained]
    work = np.stack([ready.now.work[:, :WEEK] for ready in made.fits], axis=1)
    return passed(then, later, np.stack(median, axis=1), work)


def told(then: Panel, now: Panel) -> pd.DataFrame:
    """Items by cause of the root, a column for each stage, and `day` for the days of the second."""
    before, after = (ENGINE.forecast(known)[0] for known in (then, now))
    found = parts(before, after, steps(then, now, ENGINE), now)
    own = found[found["unit_code"] == "root"]
    items = own.pivot_table(index="cause", columns="measure", values="moved_items")
    return items.assign(day=own[own["measure"] == "m1"].set_index("cause")["moved_days"])


def changed(found: pd.DataFrame) -> dict[str, set[str]]:
    """The causes that have a part, by column, but for the rest: the passing of a week always has one."""
    return {column: set(found.index[found[column].abs() > 0]) - {"rest"} for column in found}


def test_a_week_as_expected_moves_nothing_but_what_its_passing_does() -> None:
    then = week_ago()
    assert changed(told(then, as_expected(then))) == {"m0": set(), "m1": set(), "day": set()}


def test_another_target_alone_is_the_target() -> None:
    then = week_ago()
    now = as_expected(then)
    found = told(then, replace(now, target=now.target * 1.05))
    assert changed(found) == {"m0": {"target"}, "m1": {"target"}, "day": {"target"}}
    assert (found.loc["target"] > 0).all()


def test_an_earlier_deadline_alone_is_the_target_and_moves_no_day() -> None:
    then = week_ago()
    now = as_expected(then)
    found = told(then, replace(now, deadline=now.deadline - 3 * DAY))
    assert changed(found) == {"m0": {"target"}, "m1": {"target"}, "day": set()}


def test_a_correction_alone_is_the_corrections() -> None:
    then = week_ago()
    fewer = then.counts.copy()
    fewer[:, 1, -20:] *= 0.8
    found = told(then, as_expected(replace(then, counts=fewer)))
    assert changed(found) == {"m0": set(), "m1": {"corrections"}, "day": {"corrections"}}
    assert found.loc["corrections", "m1"] > 0


def test_a_slower_week_of_the_last_stage_is_its_own_pace() -> None:
    then = week_ago()
    now = as_expected(then)
    now.counts[:, 1, -WEEK:] *= 0.85
    found = told(then, now)
    assert changed(found)["m0"] == set()
    assert {"own"} <= changed(found)["m1"] <= {"own", "calendar"}
    assert found.loc["own", "m1"] > 20 * abs(found.loc["calendar", "m1"])


def test_a_stage_that_gets_nothing_from_the_one_before_is_held_back_by_it() -> None:
    then = week_ago()
    then.counts[:, 1] = then.counts[:, 0]
    now = as_expected(then)
    now.counts[:, 0, -WEEK:] *= 0.8
    now = replace(now, counts=np.stack([now.counts[:, 0], supplied(as_expected(then), now).counts[:, 1]], axis=1))
    found = told(then, now)
    assert {"own"} <= changed(found)["m0"] <= {"own", "calendar"}
    assert found.loc["before", "m1"] > 0
    assert found.loc["own", "m1"] == 0


def test_a_holiday_that_was_worked_teaches_the_calendar() -> None:
    first = np.datetime64("2030-01-07")
    days = [first + at * DAY for at in (30, 87, 100, 101, 102, 103)]
    then = week_ago(holidays=tuple(days))
    now = as_expected(then)
    now.counts[:, :, 87] *= 4
    found = told(then, now)
    assert found.loc["calendar", "m0"] < 0
    assert {"own", "calendar"} == changed(found)["m0"]


def test_what_is_not_told_yet_is_no_slower_pace() -> None:
    then = week_ago()
    now = as_expected(then)
    now.provisional[:, -2:] = True
    now.counts[:, :, -2:] = 0
    assert changed(told(then, now)) == {"m0": set(), "m1": set(), "day": set()}


def test_a_first_report_of_the_week_is_nothing_that_was_known_before() -> None:
    then = week_ago()
    opening = then.opening.copy()
    then.counts[2, 1] = 0
    now = as_expected(then)
    opening[2, 1] = 9000
    assert corrected(then, replace(now, opening=opening)).opening[2, 1] == 0
    found = told(then, replace(now, opening=opening))
    assert {"own"} <= changed(found)["m1"]
    assert found.loc["own", "m1"] < -8000


def test_causes_add_up_to_what_the_two_forecasts_differ_by() -> None:
    then = week_ago()
    now = as_expected(then)
    now.counts[:, :, -WEEK:] *= np.random.default_rng(1).uniform(0.5, 1.4, (3, 2, WEEK))
    now.counts[0, 0, 40] += 500
    now = replace(now, target=now.target * 1.01)
    before, after = (ENGINE.forecast(known)[0].set_index(["unit_code", "measure"]) for known in (then, now))
    found = parts(before.reset_index(), after.reset_index(), steps(then, now, ENGINE), now)
    assert found["cause"].tolist() == list(CAUSES) * 8
    summed = found.groupby(["unit_code", "measure"])[["moved_days", "moved_items"]].sum()
    for key, row in summed.iterrows():
        days = (after.loc[key, "median_completion"] - before.loc[key, "median_completion"]).days
        items = [round(answers.loc[key, "expected_shortfall"]) for answers in (before, after)]
        assert (row["moved_days"], row["moved_items"]) == (days, items[1] - items[0])


def test_nothing_is_explained_of_what_a_guard_withholds_or_what_is_done() -> None:
    then = week_ago()
    now = as_expected(then)
    before, after = (ENGINE.forecast(known)[0] for known in (then, now))
    made = steps(then, now, ENGINE)
    guarded = after.assign(median_completion=pd.NaT, expected_shortfall=np.nan, guard="level_shift")
    assert parts(before, guarded, made, now).empty
    assert parts(before, after, made, replace(now, target=now.known[:, :, -1])).empty
    beyond = parts(before.assign(median_completion=pd.NaT), after, made, now)
    assert beyond["moved_days"].isna().all() and beyond["moved_items"].notna().all()
    late = parts(before, after, made, replace(now, deadline=now.deadline - 99 * DAY))
    assert late["moved_items"].isna().all() and late["moved_days"].notna().all()


def slowly(known: Panel, measures: int, upstream: Panel | None = None, work: Panel | None = None) -> Answers:
    """Answers by unit and measure from one forecast after another, each with no more than it needs.

    `upstream` has the stages before as they came, `work` the rhythm of the days ahead.
    """
    found: Answers = {}
    for at in range(measures):
        fits = ENGINE.fit(known)
        if work is not None:
            usual = ENGINE.fit(work)
            fits = tuple(
                replace(one, now=replace(one.now, work=other.now.work)) for one, other in zip(fits, usual, strict=True)
            )
        draws = ENGINE.draws(known)
        totals = [simulate(fit.now, fit.surprises, draws, fit.widening, fit.balance) for fit in fits]
        if upstream is not None:
            ready = ENGINE.fit(upstream)
            before = ENGINE.totals(upstream, ready)
            totals = [*before[:at], *totals[at:]]
            mixed = (*ready[:at], *fits[at:])
        else:
            mixed = fits
        couple(known, mixed, totals)
        answers = tabulate(known, fits, totals)[0]
        for _, row in answers[answers["measure"] == known.measures[at]].iterrows():
            found[row["unit_code"], row["measure"]] = (row["median_completion"], round(row["expected_shortfall"]))
    return found


def test_the_steps_are_what_forecasts_one_by_one_say() -> None:
    then = week_ago()
    now = as_expected(then)
    now.counts[:, :, -WEEK:] *= np.random.default_rng(2).uniform(0.4, 1.3, (3, 2, WEEK))
    now.counts[1, 0, 50] += 300
    now = replace(now, target=now.target * 1.02)
    known = replace(then, counts=now.counts[:, :, :-WEEK])
    goal = replace(known, target=now.target)
    made = Made.of(known, ENGINE, known.measures)
    gained = [total[1].astype(float) - total[0] for total in made.totals]
    median = [week.mean(axis=1) * np.median(week.sum(axis=0)) / week.sum(axis=0).mean() for week in gained]
    work = np.stack([ready.now.work[:, :WEEK] for ready in made.fits], axis=1)
    hoped = now.counts.copy()
    for day in range(WEEK):
        share = work[:, :, day] / work.sum(axis=2)
        hoped[:, :, day - WEEK] = np.stack(median, axis=1) * share
    expected = replace(now, counts=hoped)
    held = supplied(expected, now)
    slow = {
        "corrected": slowly(known, 2),
        "aimed": slowly(goal, 2),
        "passed": slowly(expected, 2),
        "supplied": slowly(held, 2, now),
        "worked": slowly(now, 2, now, held),
    }
    quick = steps(then, now, ENGINE)
    for name, answers in slow.items():
        for (unit, measure), (day, missing) in answers.items():
            row, column = now.names.index(unit), now.measures.index(measure)
            assert quick[name].missing[row, column] == pytest.approx(missing, abs=0.51), (name, unit, measure)
            assert quick[name].day[row, column] == np.datetime64(day, "D"), (name, unit, measure)
