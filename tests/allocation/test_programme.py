"""The plan against all plans there are on campaigns small enough for it, and what it never does on larger ones."""

from dataclasses import replace

import numpy as np
import pytest

from campaign.allocation import INFEASIBLE, LIMIT, OPTIMAL, Move, Plan, Problem, best, of_courses, shared, worked
from tests.allocation.made_up import every_plan, presence, problem


def left(given: Problem, found: Plan) -> float:
    """What the plan has for its objective."""
    return found.after.sum() + given.least * sum(move.machines for move in found.moves)


@pytest.mark.parametrize("seed", range(10))
def test_no_plan_of_all_there_are_leaves_less_missing(seed: int) -> None:
    given = problem(seed, most=3)
    found = best(given, nodes=1000, gap=0)
    assert found.status == OPTIMAL
    assert left(given, found) == pytest.approx(every_plan(given), abs=1e-6)


@pytest.mark.parametrize("seed", [8, 14])
def test_a_limit_of_stock_is_kept_as_in_all_plans_there_are(seed: int) -> None:
    free, short = problem(seed, most=3), problem(seed, most=3, stock=0.0)
    found = best(short, nodes=1000, gap=0)
    assert worked(short, found.moves).sum() <= 1e-9 < worked(free, best(free, gap=0).moves).sum()
    assert left(short, found) == pytest.approx(every_plan(short), abs=1e-6)


def test_the_seeds_move_machines_early_late_and_not_at_all() -> None:
    """So that the comparison with all plans says something."""
    plans = [best(problem(seed, most=3), gap=0) for seed in range(10)]
    leaves = {move.leaves for plan in plans for move in plan.moves}
    assert len(leaves) > 1
    assert any(not plan.moves for plan in plans)
    assert max(len(plan.moves) for plan in plans) > 1


@pytest.mark.parametrize("seed", range(4))
def test_nobody_lends_more_than_it_may_or_what_it_needs_for_its_own_date(seed: int) -> None:
    given = problem(seed, units=8, most=7, horizon=12, far=3)
    found = best(given)
    assert found.gain > 0
    more = presence(given, found.moves)
    assert (more >= -given.lendable[:, None]).all()
    days = np.arange(1, given.items.shape[1] + 1)
    before_own = (more * given.items * (days <= given.own[:, None])).sum(axis=1)
    assert (before_own >= -given.spare - 1e-6).all()
    by_hand = (more * given.items * (days <= given.days[:, None])).sum(axis=1)
    assert worked(given, found.moves) == pytest.approx(by_hand)
    assert found.after == pytest.approx(given.lack(by_hand))
    for move in found.moves:
        assert move.first == move.leaves + given.travel(move.source, move.to)
        assert move.last <= given.days[move.to] and move.machines == int(move.machines) > 0


def test_what_moves_bring_adds_up_to_what_the_plan_brings() -> None:
    given = problem(3, units=8, most=7, horizon=12)
    found = best(given)
    assert sum(shared(given, found.moves, found.before - found.after)) == pytest.approx(found.gain)


def test_the_same_question_has_the_same_answer() -> None:
    given = problem(1, units=8, most=7, horizon=12)
    assert best(given).moves == best(given).moves


def two(need: tuple[float, float], **known: object) -> Problem:
    """Two units of four machines that do ten items a day, for ten days, and what is missing in each for sure."""
    curves, spare = zip(*(of_courses(np.array([missing]), 0.9) for missing in need), strict=True)
    days = np.full(2, 10)
    given = Problem(
        ("a", "b"), ("n", "n"), np.full(2, 4.0), np.full((2, 10), 10.0), days, days, curves, np.array(spare)
    )
    return replace(given, **known)


def test_one_machine_leaves_tomorrow_and_works_after_its_way() -> None:
    found = best(two((-150.0, 90.0)))
    assert found.moves == (Move(0, 1, 1, 1, 2, 10),)
    assert (found.before.sum(), found.gain) == (90, 90)


def test_where_nobody_is_short_or_nobody_has_a_machine_to_lend_nothing_moves() -> None:
    for given in (two((-50.0, -10.0)), two((40.0, 40.0)), two((-150.0, 90.0), held=np.zeros(2))):
        found = best(given)
        assert (found.status, found.moves, found.gain) == (OPTIMAL, (), 0)


def test_a_lender_that_must_keep_its_own_date_sends_nothing_before_it() -> None:
    given = two((-150.0, 200.0), own=np.array([5, 10]), spare=np.array([0.0, 0.0]))
    assert {move.leaves for move in best(given).moves} == {6}


def test_machines_go_on_from_who_is_through_with_its_date() -> None:
    curves, spare = zip(*(of_courses(np.array([missing]), 0.9) for missing in (-500.0, 30.0, 50.0)), strict=True)
    days, held = np.array([10, 4, 10]), np.array([2.0, 0.0, 0.0])
    given = Problem(("a", "b", "c"), ("n",) * 3, held, np.full((3, 10), 10.0), days, days, curves, np.array(spare))
    assert best(given).moves == (Move(0, 1, 1, 1, 2, 4), Move(1, 2, 1, 5, 6, 10))


def test_less_stock_than_is_used_without_a_move_is_infeasible() -> None:
    assert best(two((-150.0, 90.0), stock=-1.0)).status == INFEASIBLE


@pytest.mark.parametrize("nodes", [0, 1])
def test_a_search_cut_short_says_what_it_may_have_missed(nodes: int) -> None:
    given = problem(3, units=8, most=7, horizon=12)
    cut, whole = best(given, nodes=nodes, gap=0), best(given, nodes=5000, gap=0)
    assert whole.status == OPTIMAL
    assert left(given, whole) >= left(given, cut) - cut.open_ - 1e-6
    assert (cut.status == LIMIT and not cut.moves) == (nodes == 0)


def test_a_row_too_few_is_named() -> None:
    with pytest.raises(ValueError, match="held has 1 rows, not 2"):
        two((0.0, 0.0), held=np.ones(1))
