"""What happens to reports in life costs little, and is never answered with certainty."""

from functools import cache

import numpy as np
import pytest

from bench.damage import DAMAGES, damaged
from campaign.forecast import Engine, Panel
from campaign.forecast.scores import weighted_interval_score
from campaign.forecast.summary import QUANTILES
from tests.forecast.panels import panel

ENGINE = Engine(paths=300, weeks=4)
DAYS, AHEAD = 200, 28


def world() -> Panel:
    """Nine units, a weekly rhythm, noise of their own and in common, an S-curve that slows below the ceiling."""
    random = np.random.default_rng(7)
    size = np.exp(random.normal(7, 0.8, 9))[:, None]
    wave = 1 / np.cosh((np.arange(DAYS) - 110) / 45) ** 2 * np.exp(np.cumsum(random.normal(0, 0.02, DAYS)))
    own = np.exp(np.cumsum(random.normal(0, 0.03, (9, DAYS)), axis=1) + random.normal(0, 0.1, (9, DAYS)))
    week = np.array([1.1, 1.2, 1.2, 1.2, 1.2, 0.8, 0.3])[np.arange(DAYS) % 7]
    counts = np.floor(size * wave * own * week)[:, None]
    return panel(counts, ceiling=1.3 * counts.sum(axis=2))


WORLD = world()
ORIGINS = WORLD.days[80 : DAYS - AHEAD : 13]


def bands(known: Panel) -> np.ndarray:
    """(U + 1, 7) quantiles four weeks ahead, nan under guard."""
    answers, quantiles = ENGINE.forecast(known)
    found = quantiles[list(QUANTILES)].to_numpy(dtype=float).reshape(len(known.names), 5, 7)[:, 4]
    return np.where(answers["guard"].isna().to_numpy()[:, None], found, np.nan)


@cache
def errors(name: str | None) -> np.ndarray:
    """(origins, U + 1) WIS in shares of the total of each, nan under guard."""
    whole, found = WORLD.known[:, 0], []
    for seed, day in enumerate(ORIGINS):
        then = WORLD.until(day)
        known = then if name is None else damaged(then, name, seed)
        revised = np.where(known.counts.min() < 0, (known.known - then.known)[:, 0, -1], 0)
        came = whole[:, len(then.days) - 1 + AHEAD] + revised
        found.append(weighted_interval_score(bands(known), came) / whole[:, -1])
    return np.array(found)


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_costs_at_most_half_as_much_again_or_is_under_guard(name: str) -> None:
    hurt, whole = errors(name), errors(None)
    both = ~np.isnan(hurt) & ~np.isnan(whole)
    for side in (np.s_[:, :-1], np.s_[:, -1]):
        seen = both[side]
        assert not seen.any() or hurt[side][seen].mean() <= 1.5 * whole[side][seen].mean()
    assert both.mean() > 0.7 or name == "a month on one day"


@pytest.mark.parametrize("name", DAMAGES)
def test_no_damage_gives_a_band_without_width(name: str) -> None:
    for seed, day in enumerate(ORIGINS[::3]):
        found = bands(damaged(WORLD.until(day), name, seed))
        wide = found[:, 6] - found[:, 0]
        assert (wide[~np.isnan(wide)] > 0.01 * WORLD.known[~np.isnan(wide), 0, -1]).all()
