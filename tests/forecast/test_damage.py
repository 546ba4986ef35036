"""What happens to reports in life costs little, and is never answered with certainty."""

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
    """(U + 1, 7) quantiles four weeks ahead."""
    return ENGINE.forecast(known)[1][list(QUANTILES)].to_numpy(dtype=float).reshape(len(known.names), 5, 7)[:, 4]


def error(name: str | None) -> np.ndarray:
    """Mean WIS of the units and of their sum over the origins, each unit in shares of its total."""
    whole, found = WORLD.known[:, 0], []
    for seed, day in enumerate(ORIGINS):
        then = WORLD.until(day)
        known = then if name is None else damaged(then, name, seed)
        revised = np.where(known.counts.min() < 0, (known.known - then.known)[:, 0, -1], 0)
        came = whole[:, len(then.days) - 1 + AHEAD] + revised
        found.append(weighted_interval_score(bands(known), came) / whole[:, -1])
    mean = np.mean(found, axis=0)
    return np.array([mean[:-1].mean(), mean[-1]])


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_costs_at_most_half_as_much_again(name: str) -> None:
    assert (error(name) <= 1.5 * error(None)).all()


@pytest.mark.parametrize("name", DAMAGES)
def test_no_damage_gives_a_band_without_width(name: str) -> None:
    for seed, day in enumerate(ORIGINS[::3]):
        found = bands(damaged(WORLD.until(day), name, seed))
        assert (found[:, 6] - found[:, 0] > 0.01 * WORLD.known[:, 0, -1]).all()
