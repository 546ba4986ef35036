"""A campaign begins slowly and ends slowly: the pace of today is no forecast of next month's."""

import numpy as np
import pytest

from campaign.forecast import Engine, Panel
from campaign.forecast.fit import fit
from campaign.forecast.shocks import Draws
from tests.forecast.panels import panel

ENGINE = Engine(paths=200, weeks=4)
DAYS, AHEAD = 210, 28


def world() -> Panel:
    """Four units on a logistic course that ends at nine tenths of their quota; the ceiling is a tenth above it."""
    day = np.arange(DAYS)
    pace = 1 / np.cosh((day - 100) / 40) ** 2
    random = np.random.default_rng(3)
    noise = np.exp(random.normal(0, 0.1, (4, DAYS)) + np.cumsum(random.normal(0, 0.01, DAYS)))
    counts = np.floor(2000 * pace * noise)[:, None]
    quota = counts.sum(axis=2) / 0.9
    return panel(counts, ceiling=1.1 * quota, target=np.vstack([quota, quota.sum(axis=0)]))


def bias(known: Panel, first: int, last: int) -> float:
    """Mean error of the sum's median after four weeks, in shares of what they brought."""
    found = []
    for day in range(first, last, 14):
        then = known.until(known.days[day])
        quantiles = ENGINE.forecast(then)[1].set_index(["unit_code", "date"])["q50"]
        median = quantiles.loc[("root", known.days[day + AHEAD])] - then.known[-1, 0, -1]
        came = known.known[-1, 0, day + AHEAD] - then.known[-1, 0, -1]
        found.append(median / came - 1)
    return float(np.mean(found))


def test_a_wave_that_rises_goes_on_rising_and_one_that_dies_goes_on_dying() -> None:
    known = world()
    # Until four weeks of surprises are known the course is all that says so: -0.51 without it. From then on surprises
    # take a part of it back, and the median is a sixth too low: -0.17, and -0.06 without the course.
    assert -0.1 < bias(known, 40, 48) < 0.3
    assert -0.2 < bias(known, 54, 90) < 0.3
    assert bias(known, 120, 180) == pytest.approx(0, abs=0.3)  # 0.36 without the course


@pytest.mark.parametrize(("done", "grows"), [(0.05, True), (0.2, True), (0.5, False), (0.95, False)])
def test_the_course_turns_at_a_third_of_the_target(done: float, grows: bool) -> None:
    counts = np.full((2, 1, 70), 100.0)
    known = panel(counts, target=np.full((3, 1), counts.sum() / done))
    ready = fit(known, Draws.of(1, 4, 50))[0]
    assert (ready.now.course > 0) == grows


def test_without_a_target_nobody_knows_where_a_campaign_stands() -> None:
    ready = fit(panel(np.full((2, 1, 70), 100.0), target=np.full((3, 1), np.nan)), Draws.of(1, 4, 50))[0]
    assert ready.now.course == 0
