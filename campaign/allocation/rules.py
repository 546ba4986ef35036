"""What holds between the unknowns, as rows of a linear programme.

What a unit is expected to lack is convex and piecewise linear in the work added, so that its pieces are rows too
(simple recourse: Birge, Louveaux: Introduction to Stochastic Programming, 2nd ed. 2011).
"""

from collections.abc import Callable, Iterator

import numpy as np
from scipy.sparse import csr_array

from campaign.allocation.flows import Columns
from campaign.allocation.problem import Array, Problem, lines

Row = tuple[dict[int, float], float, float]  # factors by column, and between which bounds their sum lies


def rules(problem: Problem, columns: Columns) -> tuple[csr_array, Array, Array]:
    """Matrix, lower and upper bounds of all rows."""
    works = [_work(problem, columns, unit, problem.from_day) for unit in range(len(problem.units))]
    rows = [*_hubs(columns), *_presence(problem, columns), *_lacks(problem, columns, works)]
    if problem.stock is not None:
        rows.append(({column: items for work in works for column, items in work.items()}, -np.inf, problem.stock))
        rows += _turns(problem, columns)
    found = [(row, column, factor) for row, (parts, _, _) in enumerate(rows) for column, factor in parts.items()]
    at, column, factor = zip(*found, strict=True)
    matrix = csr_array((factor, (at, column)), shape=(len(rows), len(columns.most)))
    return matrix, np.array([low for _, low, _ in rows]), np.array([high for _, _, high in rows])


def _hubs(columns: Columns) -> Iterator[Row]:
    """As many arrive by a hub as left by it."""
    for kind, hubs in enumerate(columns.hubs):
        for hub in hubs:
            for out, into in zip(columns.out[kind][:, hub], columns.into[kind][:, hub], strict=True):
                yield dict.fromkeys(out, 1.0) | dict.fromkeys(into, -1.0), 0.0, 0.0


def _turns(problem: Problem, columns: Columns) -> Iterator[Row]:
    """By one hub nobody sends and gets on one day, nor who is near one another by the one for all: such a detour would
    lose work for nothing but to keep to the stock."""
    most, grouped = float(problem.lendable.sum()), problem.near < problem.far
    alike = [problem.groups.index(group) if grouped else at for at, group in enumerate(problem.groups)]
    for kind, hubs in enumerate(columns.hubs):
        for hub in hubs:
            turns = columns.sends[kind][:, [alike[unit] if kind else unit for unit in hub]]
            sides = (side.ravel() for side in (columns.out[kind][:, hub], columns.into[kind][:, hub], turns))
            for out, into, sends in zip(*sides, strict=True):
                yield {int(out): 1.0, int(sends): -most}, -np.inf, 0.0
                yield {int(into): 1.0, int(sends): most}, -np.inf, most


def _presence(problem: Problem, columns: Columns) -> Iterator[Row]:
    """On no day are more gone than a unit may lend and has got from others by then."""
    arrivals = [[day + travel for day in problem.departures] for travel in (problem.near, problem.far)]
    for unit, lendable in enumerate(problem.lendable):
        for at, day in enumerate(problem.departures):
            gone = columns.out[:, : at + 1, unit].ravel()
            come = columns.into[:, :, unit][np.array(arrivals) <= day]
            yield dict.fromkeys(gone, 1.0) | dict.fromkeys(come, -1.0), -np.inf, float(lendable)


def _lacks(problem: Problem, columns: Columns, works: list[dict[int, float]]) -> Iterator[Row]:
    """Who lends keeps what it needs; what is lacking is above each of its pieces."""
    for unit, work in enumerate(works):
        yield _work(problem, columns, unit, problem.from_day_own), -float(problem.spare[unit]), np.inf
        for share, start in lines(problem.curves[unit]):
            yield {column: share * items for column, items in work.items()} | {columns.lack[unit]: 1.0}, start, np.inf


def _work(problem: Problem, columns: Columns, unit: int, from_day: Callable[[int, int], float]) -> dict[int, float]:
    """Items that a unit does more for one more machine in each of its flows: fewer for one that leaves."""
    found = {}
    for kind, travel in enumerate((problem.near, problem.far)):
        for at, day in enumerate(problem.departures):
            found[int(columns.out[kind, at, unit])] = -from_day(unit, day)
            found[int(columns.into[kind, at, unit])] = from_day(unit, day + travel)
    return found
