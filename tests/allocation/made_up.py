"""Made-up units with machines, and what becomes of them day by day: slow and plain."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

import numpy as np

from campaign.allocation import Move, Problem, of_courses

KEEP = 0.7


def problem(seed: int, units: int = 3, most: int = 4, horizon: int = 4, **known: object) -> Problem:
    """Few machines, dates, groups and courses, by lot."""
    chance = np.random.default_rng(seed)
    need = chance.integers(-25, 26, (units, 5)).astype(float)
    curves, spare = zip(*(of_courses(row, KEEP) for row in need), strict=True)
    days = np.full(units, horizon)
    made = Problem(
        units=tuple("abcdefghijklmnop"[:units]),
        groups=tuple(chance.choice(["n", "s"], units)),
        held=chance.integers(0, most + 1, units).astype(float),
        items=chance.integers(1, 4, (units, horizon)).astype(float),
        days=days,
        own=np.minimum(chance.integers(1, horizon + 2, units), days),
        curves=curves,
        spare=np.array(spare),
        near=1,
        far=2,
        lend_share=0.5,
        least=0.25,
    )
    return replace(made, **known)


def every_plan(given: Problem) -> float:
    """What is least missing, with `least` for each machine sent, of all plans there are, gone through day by day.

    Kept of each is where machines are and on their way, and what each unit did more by the date and by its own.
    """
    units, pairs = range(len(given.units)), list(product(range(len(given.units)), repeat=2))
    held = tuple(int(machines) for machines in given.held)
    nothing = (0.0,) * len(units)
    states = {(held, (), nothing, nothing): 0.0}
    for day in range(1, int(max(given.days)) + 1):
        after: dict[tuple, float] = {}
        for (there, way, work, own), price in states.items():
            there = tuple(there[unit] + sum(to == unit for on, to in way if on == day) for unit in units)
            way = tuple(one for one in way if one[0] > day)
            free = [max(there[unit] - held[unit] + int(given.lendable[unit]), 0) for unit in units]
            may = [range(free[one] + 1 if one != to and day in given.departures else 1) for one, to in pairs]
            for sent in product(*may):
                gone = [sum(number for number, (one, _) in zip(sent, pairs, strict=True) if one == u) for u in units]
                if any(number > free[unit] for unit, number in enumerate(gone)):
                    continue
                left = tuple(there[unit] - gone[unit] for unit in units)
                more = [(left[unit] - held[unit]) * given.items[unit, day - 1] for unit in units]
                goes = [
                    (day + given.travel(*pair), pair[1])
                    for number, pair in zip(sent, pairs, strict=True)
                    for _ in range(number)
                ]
                key = (
                    left,
                    tuple(sorted((*way, *goes))),
                    tuple(work[u] + more[u] * (day <= given.days[u]) for u in units),
                    tuple(own[u] + more[u] * (day <= given.own[u]) for u in units),
                )
                after[key] = min(after.get(key, np.inf), price + given.least * sum(sent))
        states = after
    return min(
        price + given.lack(np.array(work)).sum()
        for (_, _, work, own), price in states.items()
        if all(own[unit] >= -given.spare[unit] - 1e-9 for unit in units)
        and (given.stock is None or sum(work) <= given.stock + 1e-9)
    )


def presence(given: Problem, moves: Iterable[Move]) -> np.ndarray:
    """(U, H) machines that are at each unit on each day, more or fewer than before."""
    more = np.zeros(given.items.shape)
    for move in moves:
        more[move.source, move.leaves - 1 :] -= move.machines
        more[move.to, move.first - 1 :] += move.machines
    return more
