"""What a unit is expected to miss, as a function of the work added."""

import numpy as np
import pytest

from campaign.allocation.problem import lines, of_courses


@pytest.mark.parametrize("seed", range(4))
def test_the_lines_are_the_mean_over_all_courses(seed: int) -> None:
    chance = np.random.default_rng(seed)
    need = chance.integers(-40, 41, 20).astype(float)
    curve, spare = of_courses(need, 0.8)
    for work in np.linspace(-60, 60, 37):
        slow = sum(max(missing - work, 0) for missing in need) / len(need)
        assert max(start - share * work for share, start in lines(curve)) == pytest.approx(slow)
    made = sorted(-need)
    assert spare == max(made[4], 0), "without so much, sixteen of twenty courses have the target"


def test_of_many_courses_the_lines_are_never_below_and_near_the_mean() -> None:
    need = np.random.default_rng(0).normal(0, 100, 2000)
    curve, _ = of_courses(need, 0.9)
    for work in np.linspace(-300, 300, 61):
        slow = np.maximum(need - work, 0).mean()
        assert slow - 1e-9 <= max(start - share * work for share, start in lines(curve)) <= slow + 1.5


def test_where_chance_bends_a_curve_the_wrong_way_its_lower_hull_counts() -> None:
    found = lines((np.array([0.0, 1.0, 2.0, 3.0]), np.array([10.0, 9.5, 5.0, 5.0])))
    assert found == [(2.5, 10.0), (0.0, 5.0), (0.0, 5.0)]
