"""Units' own noise moves work between them and makes none."""

import numpy as np
import pytest

from campaign.forecast import Engine, Panel
from campaign.forecast.paths import Widening, balance
from campaign.forecast.scenario import narrow
from campaign.forecast.shocks import Draws, Surprises
from campaign.forecast.state import state
from campaign.forecast.told import tell
from tests.forecast.panels import panel, steady

pytestmark = pytest.mark.usefixtures("without_a_course")
ENGINE = Engine(paths=400, weeks=4)


def irregular() -> Panel:
    """Units whose weeks swing by half, each against the others, so that their sum is steady: 7,000 a week."""
    random = np.random.default_rng(4)
    shares = np.exp(random.normal(0, 0.8, (12, 1, 30)))
    return panel(np.repeat(1000 * shares / shares.sum(axis=0), 7, axis=2))


def test_irregular_units_with_a_steady_sum_do_not_lift_it() -> None:
    known = irregular()
    gained = ENGINE.totals(known, ENGINE.fit(known))[0].astype(float).sum(axis=1) - known.known[-1, 0, -1]
    assert np.median(gained[4]) == pytest.approx(4 * 7000, rel=0.02)
    assert gained[4].mean() == pytest.approx(4 * 7000, rel=0.02)


def test_the_noise_of_units_leaves_the_sum_of_their_work_as_it_is_on_every_path() -> None:
    known = panel(steady(units=5))
    flags = known.holiday_flags(21)
    now = state(tell(known.counts[:, 0], flags), known.opening[:, 0], known.provisional, flags, known.ceiling[:, 0])
    random = np.random.default_rng(3)
    past = Surprises(np.zeros(1), random.normal(0, 0.3, (5, 1)))
    draws, widening = Draws.of(1, 3, 20), Widening(np.ones(3), np.array([1.0, 2.0, 0.5]))
    taken = balance(now, past, draws, widening)
    work = now.level[:, None] * now.weekly_work()
    for path in range(20):
        walk = 0.0
        for week in range(3):
            walk = walk + draws.sign[week, path] * draws.spread[path] * past.beyond[:, 0]
            slow = sum(work[unit, week] * np.exp(widening.beyond[week] * walk[unit]) for unit in range(5))
            assert taken[week, path] == pytest.approx(np.log(slow / work[:, week].sum()), abs=1e-4)


def test_a_unit_asked_for_by_itself_has_the_paths_it_has_among_the_others() -> None:
    known = irregular()
    fits = ENGINE.fit(known)
    whole = ENGINE.totals(known, fits)[0]
    for row, unit in enumerate(known.units):
        alone = ENGINE.totals(*narrow(known, fits, unit))[0]
        np.testing.assert_array_equal(alone[:, 0], whole[:, row])
