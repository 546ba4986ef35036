"""Machines moved where supplies limit what can be made: nothing is planned that they could not carry through."""

from dataclasses import replace

import numpy as np
import pytest

from campaign.allocation import best, worked
from campaign.forecast import Engine
from campaign.forecast.limits import Limit
from campaign.forecast.machines import Machines
from campaign.forecast.placed import BEST, NOTHING, OTHER, place
from campaign.forecast.spare import spare
from campaign.forecast.waiting import waiting
from tests.allocation.made_up import every_plan
from tests.forecast.panels import DAY, panel, steady
from tests.forecast.test_machines import RULES, machines

WEEKS, NO_DAYS = 26, np.array([], dtype="datetime64[D]")
PLENTY, SHORT, SOME = 1e9, 0.95, 1.25  # times what all units would make of it by the date


def uneven(made: Machines) -> Machines:
    """The same where a machine does four times as much in the two units that will miss their targets."""
    each = np.where(np.arange(len(made.each)) < 2, 400.0, 100.0)
    return replace(made, each=each, held=made.fits[0].now.level / each)


def limited(made: Machines, times: float, measure: int = 0) -> Machines:
    """The same with supplies for so many times what is made on the mean of the courses by the date."""
    free = made.engine.courses(made.panel, made.fits)
    ahead = int((made.due[-1] - made.panel.as_of).astype(int))
    done = float(made.fits[-1].now.reported.sum())
    work = sum(made_by(free.totals[0], made, ahead, unit).mean() for unit in range(len(made.panel.units))) - done
    limit = Limit(measure, "chips", done + times * work, NO_DAYS, np.array([]))
    return replace(made, panel=replace(made.panel, limits=(limit,)))


def made_by(total: np.ndarray, made: Machines, ahead: int, unit: int) -> np.ndarray:
    """(P,) total of a unit on each course at the end of a day ahead: within its week by the work of its days."""
    week, day = divmod(ahead, 7)
    work = made.fits[0].now.work[unit, 7 * week : 7 * week + 7]
    gained = total[week + 1, unit].astype(float) - total[week, unit]
    return total[week, unit] + gained * work[:day].sum() / work.sum()


@pytest.mark.parametrize("times", [SHORT, SOME])
def test_the_plan_makes_no_more_than_is_in_store_with_the_chance_that_lenders_keep(times: float) -> None:
    made = limited(uneven(machines()), times)
    problem, _ = made.problem(RULES)
    ahead = int((made.due[-1] - made.panel.as_of).astype(int))
    whole = made.engine.courses(made.panel, made.fits).held[0].on[ahead].sum(axis=0, dtype=float)
    left = sorted(max(made.panel.limits[0].reach - total, 0) for total in whole)
    assert problem.stock == pytest.approx(left[len(left) // 10], rel=0.02, abs=1)
    assert (problem.stock > 1) == (times == SOME)
    found = best(problem)
    assert found.moves
    assert worked(problem, found.moves).sum() <= problem.stock + 1e-6
    free, _ = limited(uneven(machines()), PLENTY).problem(RULES)
    assert worked(free, best(free).moves).sum() > problem.stock, "without the supplies it would make more"


def test_where_all_is_short_already_the_plan_shares_it_better_and_says_what_the_courses_say() -> None:
    made = limited(machines(), SHORT)
    found = place(made, RULES, ())
    before, after = (found.results[way].lack.sum() for way in (NOTHING, BEST))
    assert found.stock == pytest.approx(0, abs=1)
    assert before - after > 0
    assert found.plan.before.sum() == pytest.approx(before)
    assert found.plan.gain == pytest.approx(before - after, rel=0.15)
    change = {0: made.change(found.plan.moves, 0.0)}
    held = made.engine.courses(made.panel, made.fits, change).held[0]
    assert all((on.sum(axis=0, dtype=float) <= made.panel.limits[0].reach + 1).all() for on in held.on.values())


def test_without_a_limit_that_binds_nothing_changes() -> None:
    usual, plenty = place(machines(), RULES, ()), place(limited(machines(), PLENTY), RULES, ())
    assert usual.plan.moves == plenty.plan.moves
    for way in (NOTHING, OTHER, BEST):
        assert usual.results[way].lack == pytest.approx(plenty.results[way].lack, rel=1e-4)
    assert usual.stock is None and plenty.stock > 1e6


@pytest.mark.parametrize(("times", "groups"), [(0.9, "nnn"), (1.01, "nns")])
def test_no_plan_of_all_there_are_does_better_within_the_stock(times: float, groups: str) -> None:
    counts = steady(3, days=98)
    done, last = counts[:, 0].sum(axis=1), counts[:, 0, -14:].mean(axis=1)
    target = (done + last * np.array([6.5, 2.0, 2.5]))[:, None]  # of four days: the first will miss its own
    known = panel(counts, target=np.vstack([target, target.sum(axis=0)]), ceiling=3 * target)
    known = replace(known, deadline=np.full_like(known.deadline, known.as_of + 4 * DAY))
    engine = Engine(paths=200)
    fits, held = engine.fit(known), np.array([1.0, 4.0, 5.0])
    short = limited(Machines(known, fits, engine, held, fits[0].now.level / held, tuple(groups)), times)
    given, _ = short.problem(replace(RULES, far=2))
    found = best(given, nodes=1000, gap=0)
    assert found.moves
    assert worked(given, best(replace(given, stock=None), gap=0).moves).sum() > given.stock, "the stock binds"
    left = found.after.sum() + given.least * sum(move.machines for move in found.moves)
    assert left == pytest.approx(every_plan(given), rel=1e-6)


def test_a_unit_s_part_of_what_is_left_in_store_is_its_part_of_what_is_made() -> None:
    made = limited(machines(), 1.3)
    ahead = int((made.due[-1] - made.panel.as_of).astype(int))
    courses = made.engine.courses(made.panel, made.fits)
    on, reported = courses.held[0].on[ahead].astype(float), made.fits[0].now.reported
    left = []
    for path in range(on.shape[1]):
        whole = sum(on[:, path])
        part = (on[2, path] - reported[2]) / (whole - sum(reported))
        left.append(max(made.panel.limits[0].reach - whole, 0) * part)
    found = spare(courses, 0, (ahead,), 0.5, "u2")
    assert found == pytest.approx(float(np.median(left)), rel=1e-6) and found > 0
    assert spare(courses, 0, (ahead, 3), 0.5) == pytest.approx(spare(courses, 0, (ahead,), 0.5)), (
        "the first date of all"
    )
    assert spare(machines().engine.courses(machines().panel, made.fits), 0, (ahead,), 0.5) is None


def test_what_waits_for_a_later_stage_is_the_difference_of_both_on_the_day() -> None:
    counts = steady(measures=2, days=98)
    known = panel(counts)
    engine = Engine(paths=100)
    week = 7 * counts[:, 1, -28:].sum() / 28
    limit = Limit(1, "chips", known.known[-1, 1, -1] + week, NO_DAYS, np.array([]))
    known = replace(known, limits=(limit,))
    fits = engine.fit(known)
    first = known.only(known.units, known.measures[:1])
    made = Machines(first, fits[:1], engine, np.full(3, 4.0), fits[0].now.level / 4, tuple("nnn"))
    change = {0: made.change((), 0.2)}
    on = known.deadline[-1, 0]
    found = waiting(known, fits, engine, change, 0, on)
    ahead, waits = int((on - known.as_of).astype(int)), []
    for changed in ({}, change):
        one = engine.courses(known, fits, changed)
        received = sum(made_by(one.totals[0], made, ahead, unit) for unit in range(3))
        printed = one.held[1].on[ahead].sum(axis=0, dtype=float)
        waits.append((received - printed).mean())
    assert (found.measure, found.supply, found.p_stop) == ("m1", "chips", 1.0)
    assert found.on == on.item()
    assert found.all == pytest.approx(waits[1], rel=1e-5)
    assert found.more == pytest.approx(waits[1] - waits[0], rel=1e-3) and found.more > 0
    plenty = replace(known, limits=(replace(limit, reach=1e12),))
    assert waiting(plenty, fits, engine, change, 0, on) is None
