"""The mixed-integer programme whose answer is the plan, solved by HiGHS within bounds that are the same everywhere."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from campaign.allocation.flows import Columns
from campaign.allocation.moves import Move, moves, worked
from campaign.allocation.problem import Array, Problem
from campaign.allocation.rules import rules

# Of the search. They are no seconds, so that the same question has the same answer on every machine.
NODES = 10
GAP = 5e-3  # of what stays missing
OPTIMAL, LIMIT, INFEASIBLE = "optimal", "limit", "infeasible"
SOLVED, IMPOSSIBLE = 0, 2  # scipy's statuses; with any other one a bound ended the search


@dataclass(frozen=True)
class Plan:
    """Moves, and what each unit is expected to miss without and with them, (U,) items.

    `status` is OPTIMAL; LIMIT where the search ended at its bound of nodes, so that another plan might leave up to
    `open_` items fewer; INFEASIBLE, without a move, where nothing keeps all rules.
    """

    status: str
    moves: tuple[Move, ...]
    before: Array
    after: Array
    open_: float = 0.0

    @property
    def gain(self) -> float:
        """Items that are expected to be missing no longer."""
        return float(self.before.sum() - self.after.sum())


def best(problem: Problem, nodes: int = NODES, gap: float = GAP) -> Plan:
    """The moves that leave least missing: what all units are expected to lack together, and `least` for each machine.

    The search ends once nothing can be better by more than the share `gap` of that, or after so many nodes.
    """
    before = problem.lack(np.zeros(len(problem.units)))
    if problem.stock is not None and problem.stock < 0:
        return Plan(INFEASIBLE, (), before, before)
    if not (problem.lendable.any() and problem.departures and before.any()):
        return Plan(OPTIMAL, (), before, before)
    columns, units = Columns.of(problem), len(problem.units)
    parts = columns.flows, columns.flows, units, columns.sends.size
    found = milp(
        np.repeat([problem.least, 0.0, 1.0, 0.0], parts),
        integrality=np.repeat([1, 1, 0, 1], parts),
        bounds=Bounds(0, columns.most),
        constraints=LinearConstraint(*rules(problem, columns)),
        options={"node_limit": nodes, "mip_rel_gap": gap},
    )
    if found.status == IMPOSSIBLE:
        return Plan(INFEASIBLE, (), before, before)
    status = OPTIMAL if found.status == SOLVED else LIMIT
    if found.x is None:  # the bound came before any plan: doing nothing is always one
        return Plan(status, (), before, before, float(before.sum()))
    agreed = moves(problem, columns, np.round(found.x[: 2 * columns.flows]).astype(int))
    open_ = 0.0 if status == OPTIMAL else max(float(found.fun - found.mip_dual_bound), 0.0)
    return Plan(status, agreed, before, problem.lack(worked(problem, agreed)), open_)
