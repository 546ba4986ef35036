"""The unknowns: how many machines leave and reach each unit by each hub, on each day on which they may leave.

Machines are a flow over time (Ford, Fulkerson: Constructing maximal dynamic flows from static flows, Operations
Research 6, 1958). They go by hubs, one for each group and one for all: each way within a hub takes as long as any
other, so nobody has to ask for each pair of units.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from campaign.allocation.problem import Array, Problem

Places = npt.NDArray[np.int_]


@dataclass(frozen=True)
class Columns:
    """Places of the unknowns: of those who leave and those who arrive, (2, departures, U) each, near and far, then of
    what each unit lacks, (U,); where stock is limited, also whether a unit sends or gets on a day, as those who leave.

    hubs  for near and far, the units of each hub; who is in none cannot travel so
    most  the greatest value of each unknown
    """

    out: Places
    into: Places
    lack: Places
    sends: Places
    hubs: tuple[list[list[int]], list[list[int]]]
    most: Array

    @property
    def flows(self) -> int:
        """How many unknowns are machines that leave; as many are machines that arrive."""
        return self.out.size

    @classmethod
    def of(cls, problem: Problem) -> "Columns":
        shape = 2, len(problem.departures), len(problem.units)
        out = np.arange(np.prod(shape)).reshape(shape)
        into, lack = out + out.size, 2 * out.size + np.arange(shape[2])
        hubs = _groups(problem), [list(range(shape[2]))]
        open_ = np.zeros((2, *shape))
        for kind, travel in enumerate((problem.near, problem.far)):
            travels = [unit for hub in hubs[kind] for unit in hub]
            for at, day in enumerate(problem.departures):
                open_[0, kind, at, travels] = 1
                open_[1, kind, at, travels] = [problem.from_day(unit, day + travel) > 0 for unit in travels]
        most = np.concatenate([open_.ravel() * problem.lendable.sum(), np.full(shape[2], np.inf)])
        if problem.stock is None:
            return cls(out, into, lack, np.empty((0, *shape[1:]), int), hubs, most)
        return cls(out, into, lack, len(most) + out, hubs, np.concatenate([most, np.ones(out.size)]))


def _groups(problem: Problem) -> list[list[int]]:
    """Units of each group of two and more, where that is nearer than elsewhere."""
    groups: dict[str, list[int]] = {}
    for unit, group in enumerate(problem.groups):
        groups.setdefault(group, []).append(unit)
    return [group for group in groups.values() if len(group) > 1 and problem.near < problem.far]
