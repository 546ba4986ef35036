"""Machines moved on the courses of the forecast: what is promised, against courses that were not planned with."""

from dataclasses import replace

import numpy as np
import pytest

from campaign.allocation import Move
from campaign.forecast import Engine
from campaign.forecast.engine import course
from campaign.forecast.machines import Machines, Rules
from campaign.forecast.placed import BEST, NOTHING, Placed, place
from tests.forecast.panels import DAY, panel, steady

UNITS, RULES = 6, Rules(near=1, far=3, lend_share=0.5, keep=0.9)


def machines(seed: int = 3, **changed: object) -> Machines:
    """Six units, of which two will miss their targets; machines do 100 items a day; twenty days are left."""
    counts = steady(UNITS, days=98)
    done, last = counts[:, 0].sum(axis=1), counts[:, 0, -14:].mean(axis=1)
    target = (done + last * np.array([34, 28, 12, 14, 10, 12]))[:, None]
    whole = np.vstack([target, target.sum(axis=0)])
    known = panel(counts, target=whole, ceiling=3 * target)
    known = replace(known, deadline=np.full_like(known.deadline, known.as_of + 20 * DAY), **changed)
    engine = Engine(paths=600, seed=seed)
    fits = engine.fit(known)
    level = fits[0].now.level
    return Machines(known, fits, engine, level / 100, np.full(UNITS, 100.0), tuple("nnnsss"))


@pytest.fixture(scope="module")
def found() -> tuple[Machines, Placed]:
    made = machines()
    return made, place(made, RULES, ())


def missing(made: Machines, moves: tuple[Move, ...]) -> np.ndarray:
    """(P,) items that all units miss together on the date of each course, gone through unit by unit."""
    change = {0: made.change(moves, 0.0)} if moves else {}
    total = made.engine.totals(made.panel, made.fits, change)[0]
    ahead = course(made.panel, 0, made.fits[0], total)
    target = made.panel.target[:, 0]
    return sum(np.maximum(target[unit] - ahead.at(unit, made.due[unit]), 0) for unit in range(UNITS))


def test_the_gain_is_kept_on_courses_drawn_anew(found: tuple[Machines, Placed]) -> None:
    made, placed = found
    promised = (placed.results[NOTHING].lack - placed.results[BEST].lack).sum()
    assert promised > 0
    other = machines(seed=77)
    gained = missing(other, ()) - missing(other, placed.plan.moves)
    own = missing(made, ()) - missing(made, placed.plan.moves)
    assert own.mean() == pytest.approx(promised)
    error = np.hypot(gained.std(), own.std()) / np.sqrt(len(gained))
    assert abs(gained.mean() - promised) < 3 * error
    assert sum(placed.gains) == pytest.approx(promised)


def test_what_the_programme_expects_is_near_what_the_courses_say(found: tuple[Machines, Placed]) -> None:
    _, placed = found
    before, after = (placed.results[way].lack.sum() for way in (NOTHING, BEST))
    assert placed.plan.before.sum() == pytest.approx(before)
    assert placed.plan.gain == pytest.approx(before - after, rel=0.08)


def test_a_lender_still_makes_its_own_date_and_lends_no_more_than_its_share(found: tuple[Machines, Placed]) -> None:
    made, placed = found
    lenders = {move.source for move in placed.plan.moves}
    assert lenders
    assert all(placed.results[BEST].chance[unit] >= RULES.keep - 0.02 for unit in lenders)
    for unit in lenders:
        lent = sum(move.machines for move in placed.plan.moves if move.source == unit)
        assert lent <= RULES.lend_share * made.held[unit]


def test_no_other_two_moves_of_the_same_machines_would_have_brought_more(found: tuple[Machines, Placed]) -> None:
    """Each move sent elsewhere, or not at all."""
    made, placed = found
    least = missing(made, placed.plan.moves).mean()
    for at, move in enumerate(placed.plan.moves):
        rest = (*placed.plan.moves[:at], *placed.plan.moves[at + 1 :])
        others = [
            replace(move, to=to, first=move.leaves + 3) for to in range(UNITS) if to not in (move.source, move.to)
        ]
        for moves in (rest, *((*rest, other) for other in others)):
            assert missing(made, moves).mean() > least * 0.98


def test_work_follows_the_machines_from_the_day_on_which_they_are_there() -> None:
    made = machines()
    change = made.change((Move(0, 1, made.held[0] / 4, 8, 11, 20),), 0.0).boost
    work = made.fits[0].now.work
    assert change[0].tolist() == [1] * UNITS, "nothing moves in the first week"
    assert change[1, 0] == pytest.approx(0.75)
    there = np.array([0, 0, 0, 1, 1, 1, 1]) * made.held[0] / 4 / made.held[1]
    assert change[1, 1] == pytest.approx((work[1, 7:14] * (1 + there)).sum() / work[1, 7:14].sum())


def test_who_has_no_target_no_date_or_a_withheld_forecast_takes_no_part() -> None:
    made = machines()
    target, deadline = made.panel.target.copy(), made.panel.deadline.copy()
    target[0] = np.nan
    counts = made.panel.counts.copy()
    counts[1, 0, -7:] *= 4  # a pace that has just become another: its forecast is withheld
    changed = replace(made.panel, target=target, counts=counts)
    engine = made.engine
    other = replace(made, panel=changed, fits=engine.fit(changed))
    assert other.part.tolist() == [False, False, True, True, True, True]
    past = replace(made, panel=replace(made.panel, deadline=deadline - 40 * DAY))
    assert not past.part.any()
    assert place(past, RULES, ()).plan.moves == ()


def test_a_unit_past_its_own_date_has_until_the_common_one_and_no_unit_has_longer() -> None:
    made = machines()
    deadline = made.panel.deadline.copy()
    deadline[:3] = deadline[0] + np.array([-30, -5, 9])[:, None] * DAY
    other = replace(made, panel=replace(made.panel, deadline=deadline))
    due, own = other.days
    assert due.tolist() == [20] * UNITS
    assert own.tolist() == [20, 15, 20, 20, 20, 20]
