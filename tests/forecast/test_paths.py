"""The simulation against the same thing written as loops, and its parts against closed forms."""

from dataclasses import replace

import numpy as np
import pytest

from campaign.forecast.paths import DOUBT, UNSEEN, UNSEEN_DOUBT, Widening, simulate
from campaign.forecast.rhythm import rhythm
from campaign.forecast.shocks import DEGREES, DRIFT_KEPT, HALF_LIFE, Draws, Surprises
from campaign.forecast.state import FORGET, MOMENTUM, state
from campaign.forecast.told import tell
from tests.forecast.panels import panel, steady

WEEKS, PATHS = 5, 40


def case():
    known = panel(steady(units=2), ceiling=np.array([[60000.0], [np.inf]]))
    flags = known.holiday_flags(7 * WEEKS)
    now = state(tell(known.counts[:, 0], flags), known.opening[:, 0], known.provisional, flags, known.ceiling[:, 0])
    random = np.random.default_rng(3)
    return now, Surprises(random.normal(0, 0.2, 9), random.normal(0, 0.1, (2, 9)))


def test_paths_are_those_of_a_loop_over_weeks_units_and_paths() -> None:
    now, past = case()
    draws = Draws.of(11, WEEKS, PATHS)
    widening = Widening(np.linspace(1, 2, WEEKS), np.linspace(1, 0.5, WEEKS))
    fast = simulate(now, past, draws, widening)
    chance = 0.5 ** (np.arange(9)[::-1] / HALF_LIFE)
    chance = np.cumsum(chance / chance.sum())
    work = now.weekly_work()
    for path in range(PATHS):
        for unit in range(2):
            nation = own = course = 0.0
            done, more = now.complete[unit], draws.room[path]
            below = now.ceiling[unit] * np.exp(DOUBT * more) - done
            slowing = now.slowing[unit] + UNSEEN * np.exp(-UNSEEN_DOUBT * more)
            left = room = max(below, 7 * now.level[unit] / (np.exp(slowing) - 1))
            for week in range(WEEKS):
                drawn = next((at for at, upto in enumerate(chance) if draws.week[week, path] <= upto), 8)
                step = draws.sign[week, path] * draws.spread[path]
                nation, own = nation + step * past.nation[drawn], own + step * past.beyond[unit, drawn]
                course += now.momentum * MOMENTUM ** (week + 1) + past.drift() * DRIFT_KEPT**week
                log = widening.nation[week] * nation + widening.beyond[week] * own + course
                hazard = now.level[unit] * work[unit, week] * np.exp(log) / room
                gain = left * min(hazard / (1 + hazard / 2), 1)
                done, left = done + gain, left - gain
                assert fast[week + 1, unit, path] == pytest.approx(done, rel=1e-4)


def test_depletion_follows_the_exponential_law_of_a_constant_hazard() -> None:
    known = panel(np.full((1, 1, 84), 100.0), ceiling=np.array([[8400 + 7000.0]]))
    flags = known.holiday_flags(70)
    now = state(tell(known.counts[:, 0], flags), known.opening[:, 0], known.provisional, flags, known.ceiling[:, 0])
    still = Surprises(np.zeros(4), np.zeros((1, 4)))
    certain = replace(Draws.of(1, 10, 3), room=np.zeros(3, dtype=np.float32))
    total = simulate(now, still, certain, Widening.none(10))[:, 0, 0]
    exact = 8400 + 7000 * (1 - np.exp(-0.1 * np.arange(11)))
    np.testing.assert_allclose(total, exact, rtol=1e-3)


def test_the_level_is_an_exponentially_weighted_ratio_of_work_done_to_work_due() -> None:
    counts = steady(units=1)[:, 0]
    open_days = np.zeros((1, 84), dtype=bool)
    holiday = np.zeros(84 + 7, dtype=bool)
    factor = rhythm(counts, ~open_days, holiday)[0]
    done = due = 0.0
    for age in range(56):
        done += (1 - FORGET) ** age * counts[0, 83 - age]
        due += (1 - FORGET) ** age * factor[83 - age]
    found = state(tell(counts, holiday), np.zeros(1), open_days, holiday, np.array([np.inf]))
    assert found.level[0] == pytest.approx(done / due)


def test_a_strict_weekly_rhythm_is_found_exactly_and_a_small_unit_leans_on_the_nation() -> None:
    week = np.array([2.0, 1, 1, 1, 1, 1, 0]) * 7000
    counts = np.vstack([np.tile(week, 8), np.tile([0, 0, 0, 0, 0, 0, 7.0], 8)])
    factor = rhythm(counts, np.ones(counts.shape, dtype=bool), np.zeros(63, dtype=bool))
    assert factor[0, :5] == pytest.approx([2, 1, 1, 1, 1], rel=1e-3)
    assert factor[1, 6] == pytest.approx(7 * 0.5 * 42 / 742, rel=0.4), "its own weight is 42 items against 700"


def test_a_noisy_mean_is_no_drift_and_a_steady_one_nearly_all_of_it() -> None:
    none = np.zeros((1, 8))
    assert Surprises(np.array([0.3, -0.3] * 4), none).drift() == 0
    assert Surprises(np.full(8, -0.2), none).drift() == pytest.approx(-0.2)


def test_the_spread_of_a_path_is_students() -> None:
    spread = Draws.of(4, 2, 200_000).spread
    assert (spread.astype(float) ** 2).mean() == pytest.approx(DEGREES / (DEGREES - 2), rel=0.02)


def test_measures_together_have_the_states_they_have_alone() -> None:
    """With holidays, days that are not all in, and one long enough ago to lie outside the level's memory."""
    counts = steady(units=3, measures=2)
    counts[:, :, [30, 50]] = 100
    first = panel(counts).days[0]
    late = np.zeros((3, 84), dtype=bool)
    late[0, -3:], late[1, 10] = True, True
    known = panel(counts, provisional=late, holidays=tuple(first + day for day in (30, 50, 90)))
    flags = known.holiday_flags(7 * WEEKS)
    together = state(tell(known.counts.swapaxes(0, 1), flags), known.opening.T, late, flags, known.ceiling.T)
    for measure in range(2):
        told = tell(known.counts[:, measure], flags)
        alone = state(told, known.opening[:, measure], late, flags, known.ceiling[:, measure])
        for name, value in vars(together.of(measure)).items():
            np.testing.assert_allclose(value, getattr(alone, name), err_msg=name)
