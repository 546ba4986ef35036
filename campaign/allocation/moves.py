"""From flows of machines to moves that somebody can be told: who sends how many where, and when."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from campaign.allocation.flows import Columns, Places
from campaign.allocation.problem import Array, Problem


@dataclass(frozen=True)
class Move:
    """`machines` leave one unit (its position) on the morning of day `leaves` and work in another from `first` to
    `last`."""

    source: int
    to: int
    machines: float
    leaves: int
    first: int
    last: int


def worked(problem: Problem, moves: Iterable[Move]) -> Array:
    """(U,) items that each unit does more, or fewer, on its own date with the moves than without."""
    work = np.zeros(len(problem.units))
    for move in moves:
        gone, come = lost_and_won(problem, move)
        work[move.source] -= gone
        work[move.to] += come
    return work


def shared(problem: Problem, moves: tuple[Move, ...], gained: Array) -> tuple[float, ...]:
    """What each move brings of what the units gain in all, (U,) items: of each unit's by the work it adds there."""
    work = worked(problem, moves)
    each = np.divide(gained, work, out=np.zeros_like(work), where=np.abs(work) > 1e-9)
    parts = [(move, *lost_and_won(problem, move)) for move in moves]
    return tuple(float(won * each[move.to] - lost * each[move.source]) for move, lost, won in parts)


def lost_and_won(problem: Problem, move: Move) -> tuple[float, float]:
    """Items that are not done where the machines were, and those done where they go."""
    return (
        move.machines * problem.from_day(move.source, move.leaves),
        move.machines * problem.from_day(move.to, move.first),
    )


def moves(problem: Problem, columns: Columns, flows: Places) -> tuple[Move, ...]:
    """Moves of the flows, as many values as there are unknowns that are machines.

    Within a hub all ways are equally long, so senders and receivers are matched in their order. Machines that came
    from elsewhere go on before a unit's own.
    """
    found: list[Move] = []
    for at, leaves in enumerate(problem.departures):
        for kind, travel in enumerate((problem.near, problem.far)):
            for hub in columns.hubs[kind]:
                sent, got = (flows[side[kind, at, hub]] for side in (columns.out, columns.into))
                for source, to, machines in _matched(hub, sent, got):
                    found = _go_on(found, source, machines, leaves)
                    found.append(Move(source, to, machines, leaves, leaves + travel, int(problem.days[to])))
    return tuple(found)


def _matched(hub: list[int], sent: Places, got: Places) -> Iterator[tuple[int, int, int]]:
    """Who sends to whom how many, machine by machine in the order of the hub; who sends to itself stays."""
    pairs = zip(np.repeat(hub, sent), np.repeat(hub, got), strict=True)
    for (source, to), machines in Counter((int(source), int(to)) for source, to in pairs).items():
        if source != to:
            yield source, to, machines


def _go_on(found: list[Move], unit: int, machines: float, day: int) -> list[Move]:
    """The moves so far, those that brought machines to a unit ending where so many go on from it."""
    left: list[Move] = []
    for move in found:
        going = min(machines, move.machines) if move.to == unit and move.first < day <= move.last else 0
        machines -= going
        if going < move.machines:
            left.append(replace(move, machines=move.machines - going))
        if going:
            left.append(replace(move, machines=going, last=day - 1))
    return left
