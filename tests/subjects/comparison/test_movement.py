"""The causes of a move against a reckoning over all orders, one by one."""

from fractions import Fraction
from itertools import permutations
from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.subjects.comparison.movement import CAUSES, in_whole, movement


def rank_of(unit: int, happened: set[str], state: dict[str, list[float]]) -> float:
    """Rank of one unit when only the causes that happened count."""

    def share(other: int) -> float:
        done = state["before"][other]
        if "revision" in happened:
            done += state["revised"][other]
        if ("own" if other == unit else "others") in happened:
            done += state["added"][other]
        return done / (state["size"] if "target" in happened else state["size_before"])[other]

    if isnan(share(unit)):
        return nan
    return 1 + sum(share(other) > share(unit) for other in range(len(state["before"])) if other != unit)


def slow(unit: int, state: dict[str, list[float]]) -> dict[str, Fraction]:
    """Mean contribution of each cause over every order in which the causes can be counted."""
    orders = list(permutations(CAUSES))
    parts = dict.fromkeys(CAUSES, Fraction(0))
    for order in orders:
        happened: set[str] = set()
        for cause in order:
            earlier = rank_of(unit, happened, state)
            happened = happened | {cause}
            parts[cause] += Fraction(int(earlier - rank_of(unit, happened, state)), len(orders))
    return parts


def example(seed: int) -> dict[str, list[float]]:
    chance = np.random.default_rng(seed)
    size = chance.integers(800, 1500, 9).astype(float)
    return {
        "before": chance.integers(0, 900, 9).astype(float).tolist(),
        "revised": chance.integers(-120, 120, 9).astype(float).tolist(),
        "added": chance.integers(0, 300, 9).astype(float).tolist(),
        "size_before": np.where(chance.random(9) < 0.3, size * 1.2, size).tolist(),
        "size": size.tolist(),
    }


def fast(state: dict[str, list[float]]) -> dict[str, np.ndarray]:
    return movement(**{key: np.array(values) for key, values in state.items()})


@pytest.mark.parametrize("seed", range(12))
def test_each_cause_is_its_mean_over_all_orders_and_they_sum_to_the_move(seed: int) -> None:
    state = example(seed)
    parts = fast(state)
    for unit in range(9):
        expected = slow(unit, state)
        for cause in CAUSES:
            assert parts[cause][unit] == pytest.approx(float(expected[cause]), abs=1e-9)
        move = rank_of(unit, set(), state) - rank_of(unit, set(CAUSES), state)
        assert sum(parts[cause][unit] for cause in CAUSES) == pytest.approx(move, abs=1e-9)


def test_a_move_that_only_a_target_made_is_put_down_to_the_target() -> None:
    parts = fast({"before": [50, 60], "revised": [0, 0], "added": [0, 0], "size_before": [100, 100], "size": [50, 100]})
    assert parts["target"].tolist() == [1, -1]
    assert all((parts[cause] == 0).all() for cause in CAUSES if cause != "target")


def test_a_unit_without_a_target_has_no_move_and_passes_nobody() -> None:
    parts = fast({"before": [50, 60], "revised": [0, 0], "added": [9, 0], "size_before": [nan, 100], "size": [10, 100]})
    assert isnan(parts["target"][0])
    assert parts["target"][1] == -1, "the new unit is ahead of it from now on"


@given(st.lists(st.integers(-240, 240), min_size=3, max_size=3), st.integers(-9, 9))
def test_parts_in_whole_places_have_the_sum_of_the_move(parts: list[int], moved: int) -> None:
    """Contributions are multiples of a twenty-fourth, whatever floats make of them."""
    exact = [part / 24 for part in parts]
    exact.append(moved - sum(exact))
    whole = in_whole(exact)
    assert sum(whole) == moved
    assert all(abs(one - part) < 1 + 1e-9 for one, part in zip(whole, exact, strict=True))


def test_halves_that_cancel_are_no_causes() -> None:
    assert in_whole([0.5, -0.4999999999999999, 0.0, 0.0]) == [0, 0, 0, 0]
