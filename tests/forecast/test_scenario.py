"""What-if: one thing changed, everything else the same paths."""

import numpy as np
import pytest

from campaign.forecast import Engine, Scenario, compare
from campaign.forecast.summary import QUANTILES
from tests.forecast.panels import DAY, panel, steady

pytestmark = pytest.mark.usefixtures("without_a_course")
ENGINE = Engine(paths=300, weeks=6)
BANDS = list(QUANTILES)


def bands(known, unit: str, **change: object) -> tuple[np.ndarray, np.ndarray]:
    fits = ENGINE.fit(known)
    change = {"first_on": known.as_of + DAY} | change
    found = compare(known, fits, unit, Scenario(**change), ENGINE)
    return tuple(tables[1].query("measure == 'm0'")[BANDS].to_numpy() for tables in found)


def test_nothing_changed_is_the_published_forecast() -> None:
    known = panel(steady())
    published = ENGINE.forecast(known)[1]
    for unit in ("u1", "root"):
        as_is, if_so = bands(known, unit)
        np.testing.assert_array_equal(as_is, if_so)
        np.testing.assert_array_equal(as_is, published.query("unit_code == @unit")[BANDS].to_numpy())


def test_a_tenth_more_pace_is_a_tenth_more_gain_from_that_day_on() -> None:
    known = panel(steady())
    as_is, if_so = bands(known, "u1", pace=0.1, first_on=known.as_of + 15 * DAY)
    np.testing.assert_array_equal(as_is[:3], if_so[:3])
    later = if_so[3:] - as_is[3:]
    known_gain = np.diff(as_is, axis=0)[2]
    np.testing.assert_allclose(later[0], 0.1 * known_gain, atol=0.05 * known_gain.max())
    assert (np.diff(later, axis=0) >= 0).all()


def test_machines_add_their_items_on_every_ordinary_day() -> None:
    as_is, if_so = bands(panel(np.full((2, 1, 84), 500.0)), "u0", added={"m0": 350})
    np.testing.assert_allclose(if_so - as_is, 350 * 7 * np.arange(7)[:, None] * np.ones(7), atol=2)


def test_a_capacity_takes_the_place_of_the_pace() -> None:
    known = panel(np.full((2, 1, 84), 500.0))
    _, if_so = bands(known, "u0", capacity={"m0": 2000})
    np.testing.assert_allclose(np.diff(if_so, axis=0), 14000, atol=2)


def test_a_later_stage_gains_nothing_from_capacity_without_stock() -> None:
    known = panel(steady(measures=2))
    fits = ENGINE.fit(known)
    lots = Scenario(first_on=known.as_of + DAY, capacity={"m1": 1e6})
    tables = compare(known, fits, "u0", lots, ENGINE)[1][1].set_index(["measure", "date"])[BANDS]
    assert (tables.loc["m1"].iloc[1:] <= tables.loc["m0"].iloc[1:]).all(axis=None)


def test_working_on_a_holiday_gives_the_day_back() -> None:
    counts = np.full((2, 1, 84), 1000.0)
    known = panel(counts)
    rest = panel(counts, holidays=(known.days[40], known.as_of + 3 * DAY))
    rest.counts[:, :, 40] = 0
    as_is, if_so = bands(rest, "u0", holidays_worked=True)
    gained = if_so[1] - as_is[1]
    assert gained == pytest.approx(np.full(7, 500), rel=0.15), "a first guess of one and one seen at zero"
