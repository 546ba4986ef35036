"""Ranks and their intervals against a plain reckoning."""

import random

import numpy as np
import pytest

from campaign.subjects.comparison import ranks


def plain_rank(shares: list[float], place: int) -> float:
    """One more than the number of units with a higher share; a unit without a share has none and beats nobody."""
    if shares[place] != shares[place]:
        return float("nan")
    return 1 + sum(other > shares[place] for other in shares)


@pytest.mark.parametrize("seed", range(20))
def test_a_rank_is_one_more_than_the_number_of_better_units(seed: int) -> None:
    chance = random.Random(seed)
    shares = [chance.choice([0.0, 0.5, 0.5, 1.2, float("nan"), chance.random()]) for _ in range(12)]
    expected = [plain_rank(shares, place) for place in range(12)]
    np.testing.assert_array_equal(ranks.ranks(np.array(shares)), expected)


@pytest.mark.parametrize("seed", range(3))
def test_the_interval_is_the_middle_of_the_ranks_over_redrawn_weeks(seed: int) -> None:
    chance = np.random.default_rng(seed)
    counts = chance.integers(0, 400, size=(8, 6))
    totals, sizes = counts.sum(axis=0) + 1000, np.array([3000, 3100, 2900, 3000, 5000, 2500])
    drawn = ranks.draws_of_weeks(8, draws=200)
    seen: list[list[float]] = [[] for _ in sizes]
    for draw in drawn:
        shares = []
        for unit in range(6):
            total = totals[unit] - sum(counts[:, unit])
            for week in range(8):
                total += draw[week] * counts[week, unit]
            shares.append(total / sizes[unit])
        for unit in range(6):
            seen[unit].append(plain_rank(shares, unit))
    low, high = ranks.intervals(totals, sizes, counts, drawn)
    for unit in range(6):
        ordered = sorted(seen[unit])
        inside = sum(low[unit] <= rank <= high[unit] for rank in ordered) / len(ordered)
        assert inside >= ranks.COVERAGE
        assert sum(low[unit] < rank < high[unit] for rank in ordered) / len(ordered) <= ranks.COVERAGE + 0.01
        assert low[unit] in ordered and high[unit] in ordered


def test_each_draw_has_as_many_weeks_as_there_were() -> None:
    assert (ranks.draws_of_weeks(5).sum(axis=1) == 5).all()


def test_units_whose_weeks_are_all_alike_have_no_interval() -> None:
    counts = np.tile([[10, 20, 30]], (8, 1))
    low, high = ranks.intervals(counts.sum(axis=0), np.full(3, 300), counts, ranks.draws_of_weeks(8))
    assert low.tolist() == high.tolist() == [3, 2, 1]
