"""Ranks, and how firm they are."""

import numpy as np
from scipy.stats import rankdata

DRAWS = 1000
COVERAGE = 0.9


def ranks(shares: np.ndarray) -> np.ndarray:
    """Ranks along the last axis: 1 is the highest share, equal shares have the same rank, NaN has none."""
    placed = rankdata(np.where(np.isnan(shares), np.inf, -shares), method="min", axis=-1).astype(float)
    return np.where(np.isnan(shares), np.nan, placed)


def draws_of_weeks(weeks: int, draws: int = DRAWS) -> np.ndarray:
    """How often each week is drawn, draws x weeks: whole weeks with replacement, the same draws every time."""
    chance = np.random.default_rng(0)
    return chance.multinomial(weeks, np.full(weeks, 1 / weeks), size=draws)


def intervals(totals: np.ndarray, sizes: np.ndarray, counts: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """Lowest and highest ordinary rank of each unit, 2 x units: the middle 90 % of its ranks over the draws.

    The counts are a census: nothing is sampled and the rank itself is exact. The interval says how much of it hangs
    on which weeks were good ones. Each draw replaces the last weeks by as many of them drawn with replacement, the
    same ones for all units (a block bootstrap with the week as its block, Künsch 1989; joint draws keep what all
    units had in common, such as a holiday, from widening it).

    totals, sizes: per unit, items done and the denominator. counts: weeks x units. drawn: draws x weeks.
    """
    redrawn = totals + (drawn - 1) @ counts
    placed = ranks(redrawn / sizes)
    tail = (1 - COVERAGE) / 2
    return np.quantile(placed, [tail, 1 - tail], axis=0, method="closest_observation")
