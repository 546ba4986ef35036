"""The funnel against a plain reckoning of Spiegelhalter's steps."""

import math

import numpy as np
import pandas as pd
import pytest

from campaign import words
from campaign.subjects.comparison import charts, funnel


def slow(done: list[float], sizes: list[float]) -> tuple[float, float]:
    """Centre and spread between units, step by step: the spread is found by halving."""
    centre = sum(done) / sum(sizes)

    def winsorised(between: float) -> float:
        z = sorted(
            (math.sqrt(items / size) - math.sqrt(centre)) / math.sqrt(1 / (4 * size) + between**2)
            for items, size in zip(done, sizes, strict=True)
        )
        low, high = quantile(z, 0.1), quantile(z, 0.9)
        return sum(min(max(value, low), high) ** 2 for value in z) / len(z)

    least, most = 0.0, 5.0
    while most - least > 1e-10:
        middle = (least + most) / 2
        least, most = (middle, most) if winsorised(middle) > 0.6787 else (least, middle)
    return centre, least


def quantile(ordered: list[float], share: float) -> float:
    """On the straight line between the two nearest values."""
    position = share * (len(ordered) - 1)
    whole = int(position)
    return ordered[whole] + (ordered[min(whole + 1, len(ordered) - 1)] - ordered[whole]) * (position - whole)


def units(seed: int, spread: float) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(seed)
    sizes = np.exp(chance.uniform(10, 15, 63))
    return np.round(sizes * 0.8 * np.exp(chance.normal(0, spread, 63))), sizes


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("spread", [0.0, 0.02, 0.2])
def test_the_fit_equals_the_plain_steps(seed: int, spread: float) -> None:
    done, sizes = units(seed, spread)
    fitted = funnel.fit(done, sizes)
    centre, between = slow(done.tolist(), sizes.tolist())
    assert fitted.centre == pytest.approx(centre)
    assert fitted.between == pytest.approx(between, rel=1e-3, abs=1e-7)


def test_the_limits_hold_about_what_they_say_of_ordinary_units() -> None:
    """With limits of chance alone nearly all of these units, none of them odd, would be called outliers."""
    inside, by_chance = [], []
    for seed in range(40):
        done, sizes = units(seed, 0.15)
        inside += (funnel.fit(done, sizes).zones(done, sizes) == 0).tolist()
        by_chance += (funnel.Funnel(funnel.fit(done, sizes).centre, 0.0).zones(done, sizes) == 0).tolist()
    assert 0.93 < np.mean(inside) < 0.97
    assert np.mean(by_chance) < 0.1


def within(share: float) -> float:
    """How many standard deviations hold `share` of a normal population in their middle, by halving."""
    least, most = 0.0, 10.0
    while most - least > 1e-12:
        middle = (least + most) / 2
        least, most = (middle, most) if math.erf(middle / math.sqrt(2)) < share else (least, middle)
    return least


def limit(fitted: funnel.Funnel, size: float, share: float, side: int) -> float:
    """The share at which a unit of `size` leaves what holds `share` of ordinary ones, one side after the other."""
    deviation = math.sqrt(1 / (4 * size) + fitted.between**2)
    return max(math.sqrt(fitted.centre) + side * within(share) * deviation, 0) ** 2


@pytest.mark.parametrize(("label", "share", "zone"), [("95%", 0.95, 1), ("99,8%", 0.998, 2)])
def test_the_limits_drawn_and_the_zones_are_those_of_the_share_that_they_name(
    label: str, share: float, zone: int
) -> None:
    done, sizes = units(3, 0.15)
    fitted = funnel.fit(done, sizes)
    standing = pd.DataFrame({"name_vi": "A", "total": done, "denominator": sizes, "share": done / sizes})
    drawn = charts.funnel(standing.assign(zone=fitted.zones(done, sizes)), fitted, "x")
    names = [words.t("comparison.limit_95"), words.t("comparison.limit_998")]
    assert label in names
    below, above = [line for line in drawn.data if line.line.dash == {1: "dash", 2: "solid"}[zone]]
    for line, side in ((below, -1), (above, 1)):
        np.testing.assert_allclose(line.y, [limit(fitted, size, share, side) for size in line.x], rtol=1e-9)
    for size in (1e4, 1e5, 1e6):
        for side in (-1, 1):
            edge = limit(fitted, size, share, side)
            just_out, just_in = (edge * (1 + side * off) * size for off in (1e-6, -1e-6))
            assert fitted.zones(np.array([just_out]), np.array([size])).tolist() == [side * zone]
            assert fitted.zones(np.array([just_in]), np.array([size])).tolist() == [side * (zone - 1)]


@pytest.mark.parametrize("z", [funnel.WARNING, funnel.ALARM])
def test_a_unit_beyond_a_limit_is_in_the_zone_beyond_it(z: float) -> None:
    fitted = funnel.Funnel(0.9, 0.05)
    sizes = np.array([1e4, 1e5, 1e6])
    low, high = fitted.limits(sizes, z)
    reached = 2 if z == funnel.ALARM else 1
    assert (fitted.zones(high * sizes * 1.001, sizes) == reached).all()
    assert (fitted.zones(low * sizes * 0.999, sizes) == -reached).all()
    assert (np.abs(fitted.zones(high * sizes * 0.999, sizes)) < reached).all()


def test_limits_are_never_below_nothing_and_shares_above_one_are_ordinary() -> None:
    low, high = funnel.Funnel(0.02, 0.2).limits(np.array([1e3, 1e6]), funnel.ALARM)
    assert (low >= 0).all()
    assert (high > 0).all()
    assert funnel.fit(np.array([120.0] * 8), np.array([100.0] * 8)).centre == pytest.approx(1.2)


def test_too_few_units_and_units_without_items_have_no_funnel() -> None:
    assert funnel.fit(np.array([1.0, 2, 3, 4]), np.array([9.0, 9, 9, 9])) is None
    assert funnel.fit(np.zeros(9), np.full(9, 5.0)) is None
