"""The best plan for machines beside the list of loans and nothing at all, on the same courses of the forecast."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from campaign.allocation import Move, Plan, best, shared
from campaign.forecast.machines import Machines, Result, Rules
from campaign.forecast.waiting import Waiting

NOTHING, OTHER, BEST = WAYS = ("nothing", "list", "plan")


@dataclass(frozen=True)
class Placed:
    """What machines would do: the best plan and the moves of another, with what comes of none, of these and of those.

    `units` are those of the panel, `part` who of them takes part. `plan` has its moves by their places; `gains` are the
    items of each that are not missing any more, so that they add up to the plan's. `results` are by WAYS. `stock` is
    what supplies allow to be made beyond what is made without a move, None where they do not limit it; `waits` what the
    plan has wait for a later stage.
    """

    units: tuple[str, ...]
    part: npt.NDArray[np.bool_]
    plan: Plan
    gains: tuple[float, ...]
    results: dict[str, Result]
    stock: float | None = None
    waits: Waiting | None = None


def place(machines: Machines, rules: Rules, other: Sequence[Move]) -> Placed:
    """The best plan beside `other` moves, all three on the same courses of the forecast."""
    problem, rows = machines.problem(rules)
    found = best(problem)
    agreed = tuple(_at(rows, move) for move in found.moves)
    ways = {NOTHING: (), OTHER: tuple(other), BEST: agreed}
    results = {way: machines.result(moves) for way, moves in ways.items()}
    gained = results[NOTHING].lack - results[BEST].lack
    gains = shared(problem, found.moves, gained[rows])
    return Placed(machines.panel.units, machines.part, replace(found, moves=agreed), gains, results, problem.stock)


def _at(rows: npt.NDArray[np.int_], move: Move) -> Move:
    """A move by places of the panel."""
    return replace(move, source=int(rows[move.source]), to=int(rows[move.to]))
