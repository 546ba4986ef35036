"""The forecast of connections: its counts against plain ones, its ranges against the process it assumes."""

from datetime import date

import numpy as np
import pytest

from campaign.forecast import connecting

NONE = np.datetime64("NaT")
START, NOW, DEADLINE = (np.datetime64(day) for day in ("2021-03-01", "2021-05-01", "2021-06-10"))


def simulated(random: np.random.Generator, number: int, daily: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Days of the steps of items until the deadline, and their planned days, with a chance a day of each step."""
    planned = START + random.integers(10, 90, number).astype("timedelta64[D]")
    planned[random.random(number) < 0.1] = NONE
    days = np.full((number, 3), NONE, dtype="datetime64[D]")
    done = np.zeros(number, int)
    for day in np.arange(START + 1, DEADLINE + 1):
        chance = daily[np.minimum(done, 2), connecting.phases(day, planned)]
        moving = np.flatnonzero((done < 3) & (random.random(number) < chance))
        days[moving, done[moving]] = day
        done[moving] += 1
    return days, planned


def known(days: np.ndarray) -> np.ndarray:
    return np.where(days <= NOW, days, NONE)


@pytest.mark.parametrize("seed", range(2))
def test_days_at_risk_and_moves_are_those_of_a_count_day_by_day(seed: int) -> None:
    random = np.random.default_rng(seed)
    days, planned = simulated(random, 25, np.full((3, 4), 0.05))
    listed = np.where(np.arange(25) % 4 == 0, START + 20, START)
    told = NOW - random.integers(0, 9, 25)
    seen = np.where(days <= told[:, None], days, NONE)
    found = connecting.record(connecting.made([*seen.T]), planned, listed, told)
    at_risk, moves = np.zeros((3, 4)), np.zeros((3, 4))
    for item in range(25):
        for day in np.arange(listed[item] + 1, told[item] + 1):
            done = sum(bool(step < day) for step in seen[item])
            left = None if np.isnat(planned[item]) else (planned[item] - day).astype(int)
            phase = 3 if left is None else 2 if left < 0 else 1 if left <= 14 else 0
            if done < 3:
                at_risk[done, phase] += 1
                moves[done, phase] += seen[item, done] == day
    assert (found.days == at_risk).all() and (found.moves == moves).all()


def test_steps_of_one_day_and_steps_that_are_not_told_are_made_with_the_later_one() -> None:
    day = START + 3
    steps = [np.array([day, NONE]), np.array([NONE, NONE]), np.array([day, day])]
    days = connecting.made([step.astype("datetime64[D]") for step in steps])
    assert (days == day).all()
    at = np.array([START, START])
    found = connecting.record(days, np.array([NONE, NONE]), at, np.array([NOW, NOW]))
    assert found.moves[:, connecting.UNPLANNED].tolist() == [2, 2, 2]
    assert found.days[0, connecting.UNPLANNED] == 6 and found.days[2, connecting.UNPLANNED] == 2


def test_before_the_first_step_of_a_list_that_came_late_nothing_is_counted() -> None:
    days = np.array([[START, START + 4], [START + 2, NONE]], dtype="datetime64[D]")
    listed = np.array([START + 5, START + 5])
    found = connecting.record(days, np.array([NONE, NONE]), listed, listed)
    assert found.moves.sum(axis=1).tolist() == [1, 1]
    assert found.days.sum(axis=1).tolist() == [2, 7]


def test_ranges_hold_as_often_as_they_say_and_chances_add_up() -> None:
    random, within, expected, came = np.random.default_rng(7), [], 0.0, 0
    for _ in range(150):
        daily = np.clip(random.beta(2, 20, (3, 4)), 0.01, 0.5)
        days, planned = simulated(random, 50, daily)
        told, at = np.full(50, NOW), np.full(50, START)
        seen = known(days)
        record = connecting.record(seen, planned, at, told)
        course = connecting.course(seen, planned, told, date(2021, 6, 10), record, record, draws=300)
        low, middle, high = course.range()
        total = (~np.isnat(days[:, 2])).sum()
        assert low <= middle <= high
        within.append(low <= total <= high)
        open_ones = np.isnat(seen[:, 2])
        expected, came = expected + course.chances[open_ones].sum(), came + (~np.isnat(days[open_ones, 2])).sum()
        assert course.chances.sum() == pytest.approx(course.totals.mean(), abs=0.8)
    assert 0.75 < np.mean(within) < 0.95
    assert expected == pytest.approx(came, rel=0.06)


def test_an_item_s_chance_is_that_of_a_slow_walk_with_the_same_chances() -> None:
    daily = np.array([[0.02, 0.1, 0.05, 0.02], [0.1, 0.2, 0.1, 0.1], [0.05, 0.15, 0.2, 0.1]])
    certain = connecting.Record(np.full((3, 4), 1e9), daily * 1e9)
    days, planned = np.array([[NOW - 3, NONE, NONE]], dtype="datetime64[D]"), np.array([NOW + 20])
    course = connecting.course(days, planned, np.array([NOW]), date(2021, 6, 10), certain, certain, draws=50)
    place = {1: 1.0, 2: 0.0, 3: 0.0}
    for day in np.arange(NOW + 1, DEADLINE + 1):
        phase = int(connecting.phases(day, planned)[0])
        place = {
            1: place[1] * (1 - daily[1, phase]),
            2: place[2] * (1 - daily[2, phase]) + place[1] * daily[1, phase],
            3: place[3] + place[2] * daily[2, phase],
        }
    assert course.chances[0] == pytest.approx(place[3], rel=0.01)


def test_few_connections_are_not_enough() -> None:
    moves = np.zeros((2, 4))
    moves[1, 0] = connecting.LEAST - 1
    assert not connecting.Record(np.full((2, 4), 99.0), moves).enough
    moves[1, 0] += 1
    assert connecting.Record(np.full((2, 4), 99.0), moves).enough
