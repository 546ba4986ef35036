"""What is known before machines are moved: who has how many, what one does there, and what is missing without it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Curve = tuple[Array, Array]  # (K,) items of work added, rising, and (K,) what is expected to be missing then

DEPARTURES = 2  # days on which machines may leave, evenly spaced, besides those after a unit's date
KINKS = 32  # of a curve made of courses, at equally likely places; all of them where there are no more


@dataclass(frozen=True)
class Problem:
    """U units, H days ahead, of which the first is 1.

    groups      (U,)    machines travel `near` whole days within a group, otherwise `far`
    held        (U,)    machines now
    items       (U, H)  what one machine does there on each day
    days        (U,)    days until the date on which is counted what is missing: what comes later helps nobody
    own         (U,)    days until the unit's own date, that day or an earlier one
    curves      (U,)    what is expected to be missing on the date by the work added or, below 0, taken away
    spare       (U,)    items that a unit can do without by its own date and make it; 0 of who may not make it
    lend_share  of its machines a unit lends at most
    least       items that each machine moved must bring, or it stays
    stock       items more than without a move that can be made at all; None where nothing limits them
    """

    units: tuple[str, ...]
    groups: tuple[str, ...]
    held: Array
    items: Array
    days: npt.NDArray[np.int_]
    own: npt.NDArray[np.int_]
    curves: tuple[Curve, ...]
    spare: Array
    near: int = 1
    far: int = 3
    lend_share: float = 0.5
    least: float = 1.0
    stock: float | None = None

    def __post_init__(self) -> None:
        for name in ("groups", "held", "items", "days", "own", "curves", "spare"):
            if (rows := len(getattr(self, name))) != len(self.units):
                raise ValueError(f"problem: {name} has {rows} rows, not {len(self.units)}; give one for each unit.")

    @cached_property
    def lendable(self) -> npt.NDArray[np.int_]:
        """(U,) whole machines that each unit may lend at most."""
        return np.floor(self.lend_share * self.held + 1e-9).astype(int)

    @cached_property
    def ahead(self) -> Array:
        """(U, H + 2) items that a machine does from a day on until the date; the first column is not used."""
        return self._ahead(self.days)

    @cached_property
    def ahead_of_own(self) -> Array:
        """The same until each unit's own date."""
        return self._ahead(self.own)

    def _ahead(self, until: npt.NDArray[np.int_]) -> Array:
        counted = np.where(np.arange(1, self.items.shape[1] + 1) <= until[:, None], self.items, 0.0)
        return np.pad(counted[:, ::-1].cumsum(axis=1)[:, ::-1], ((0, 0), (1, 1)))

    def from_day(self, unit: int, day: int) -> float:
        """Items of a machine that works in a unit from a day on."""
        return float(self.ahead[unit, min(day, self.ahead.shape[1] - 1)])

    def from_day_own(self, unit: int, day: int) -> float:
        """The same until the unit's own date."""
        return float(self.ahead_of_own[unit, min(day, self.ahead.shape[1] - 1)])

    @cached_property
    def departures(self) -> tuple[int, ...]:
        """Days on which machines may leave: tomorrow and so on, and when a unit is through with its own date."""
        last = int(self.days.max(initial=0))
        even = range(1, last + 1, max(-(-last // DEPARTURES), 1))
        return tuple(sorted({*even, *(int(day) + 1 for day in (*self.days, *self.own) if 0 < day < last)}))

    def travel(self, one: int, other: int) -> int:
        """Days between two units."""
        return self.near if self.groups[one] == self.groups[other] else self.far

    def lack(self, work: Array) -> Array:
        """(U,) what is expected to be missing if the units do `work` (U,) items more, or fewer."""
        found = [
            max(start - share * added for share, start in lines(curve))
            for curve, added in zip(self.curves, work, strict=True)
        ]
        return np.array(found)


def lines(curve: Curve) -> list[tuple[float, float]]:
    """The lines (share, start) whose greatest start - share x work is the curve: its pieces, none below nothing.

    The ends of a curve go on as they are on the left, and level on the right: nobody has tried what more would bring.
    Where chance makes it bend the wrong way, the pieces are those of its lower hull.
    """
    work, lack = _hull(*curve)
    share = -np.diff(lack) / np.diff(work)
    pieces = zip(share, lack[:-1] + share * work[:-1], strict=True)
    return [*((float(slope), float(start)) for slope, start in pieces), (0.0, float(lack[-1]))]


def _hull(work: Array, lack: Array) -> Curve:
    kept: list[int] = []
    for at in range(len(work)):
        while len(kept) > 1 and _above(work, lack, kept[-2], kept[-1], at):
            kept.pop()
        kept.append(at)
    return work[kept], lack[kept]


def _above(work: Array, lack: Array, first: int, middle: int, last: int) -> bool:
    """Whether a point lies on or above the line between two others."""
    part = (work[middle] - work[first]) / (work[last] - work[first])
    return bool(lack[middle] >= lack[first] + part * (lack[last] - lack[first]))


def of_courses(need: Array, keep: float) -> tuple[Curve, float]:
    """Curve and spare of one unit from equally likely courses of what is missing on its date, (P,), below 0 what is
    done beyond the target; it keeps its date with the chance `keep`.

    The mean over courses in the place of an expectation: Kleywegt, Shapiro, Homem-de-Mello, SIAM J. Optim. 12, 2002.
    """
    kinks = np.unique(need)
    if len(kinks) > KINKS:
        kinks = kinks[np.linspace(0, len(kinks) - 1, KINKS).round().astype(int)]
    work = np.concatenate([[kinks[0] - 1], kinks])
    surplus = np.sort(-need)
    at = min(int(np.floor((1 - keep) * len(need) + 1e-9)), len(need) - 1)
    return (work, np.maximum(need - work[:, None], 0).mean(axis=1)), max(float(surplus[at]), 0.0)
