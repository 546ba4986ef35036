"""What the forecast is given: counts by unit, measure and day as they were known on one day."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from campaign.forecast.limits import Limit

Days = npt.NDArray[np.datetime64]

HEADROOM = 1.1  # a quota is no ceiling: published campaigns passed theirs, 54 M of 50 M and on to 60 M


@dataclass(frozen=True)
class Panel:
    """U units that add up to one root, M measures, D days without a gap, the last of them `as_of`.

    counts       (U, M, D)   items of each day; a revision may make one negative
    opening      (U, M)      items before the first day: part of every total, of no rate
    provisional  (U, D)      true where the day's reports are not all in; always at the end of a row
    target       (U + 1, M)  the last row is the root's own; nan where there is none
    deadline     (U + 1, M)  NaT where there is none
    ceiling      (U, M)      the most there can be, as eligible residents; inf where unknown
    chains       measure positions, upstream first: a later one never exceeds an earlier one
    holidays     days, past and future, on which work is expected to rest
    limits       what supplies allow of some measures, all units together
    """

    root: str
    units: tuple[str, ...]
    measures: tuple[str, ...]
    days: Days
    counts: npt.NDArray[np.float64]
    opening: npt.NDArray[np.float64]
    provisional: npt.NDArray[np.bool_]
    target: npt.NDArray[np.float64]
    deadline: Days
    ceiling: npt.NDArray[np.float64]
    chains: tuple[tuple[int, ...], ...] = ()
    holidays: tuple[np.datetime64, ...] = ()
    limits: tuple[Limit, ...] = ()

    def __post_init__(self) -> None:
        units, measures, days = len(self.units), len(self.measures), len(self.days)
        expected = {
            "counts": (units, measures, days),
            "opening": (units, measures),
            "provisional": (units, days),
            "target": (units + 1, measures),
            "deadline": (units + 1, measures),
            "ceiling": (units, measures),
        }
        for name, shape in expected.items():
            found = getattr(self, name).shape
            if found != shape:
                raise ValueError(f"panel: {name} has shape {found}, expected {shape}; give one row per unit.")
        if days == 0 or units == 0:
            raise ValueError("panel: no days or no units; a forecast needs at least one of each.")
        if days > 1 and not (np.diff(self.days) == np.timedelta64(1, "D")).all():
            raise ValueError("panel: days must follow one another without a gap; fill empty days with zeros.")

    @property
    def names(self) -> tuple[str, ...]:
        """Codes of the rows of every answer: the units, then the root."""
        return (*self.units, self.root)

    @property
    def known(self) -> npt.NDArray[np.float64]:
        """(U + 1, M, D) totals at the end of every day, the root last."""
        total = self.opening[:, :, None] + np.cumsum(self.counts, axis=2)
        return np.concatenate([total, total.sum(axis=0, keepdims=True)])

    @property
    def as_of(self) -> np.datetime64:
        return self.days[-1]

    def holiday_flags(self, ahead: int) -> npt.NDArray[np.bool_]:
        """(D + ahead,) true on a holiday, from the first day to `ahead` days after as_of."""
        days = np.arange(self.days[0], self.as_of + np.timedelta64(ahead + 1, "D"))
        return np.isin(days, np.array(self.holidays, dtype="datetime64[D]"))

    def until(self, day: np.datetime64) -> "Panel":
        """The same panel as it stood at the end of `day`; what was complete later counts as complete.

        What supplies allowed then is not known.
        """
        keep = self.days <= day
        return replace(
            self,
            days=self.days[keep],
            counts=self.counts[:, :, keep],
            provisional=self.provisional[:, keep],
            limits=(),
        )

    def only(self, units: tuple[str, ...], measures: tuple[str, ...]) -> "Panel":
        """Some units and measures of it; the root's row keeps its own target.

        Of some units nothing limits what they make: that is known of all together.
        """
        rows = [self.units.index(unit) for unit in units]
        columns = [self.measures.index(measure) for measure in measures]
        limits = [limit for limit in self.limits if limit.measure in columns and units == self.units]
        chains = [[columns.index(at) for at in chain if at in columns] for chain in self.chains]
        return replace(
            self,
            units=units,
            measures=measures,
            counts=self.counts[np.ix_(rows, columns)],
            opening=self.opening[np.ix_(rows, columns)],
            provisional=self.provisional[rows],
            target=self.target[np.ix_([*rows, -1], columns)],
            deadline=self.deadline[np.ix_([*rows, -1], columns)],
            ceiling=self.ceiling[np.ix_(rows, columns)],
            chains=tuple(tuple(chain) for chain in chains if len(chain) > 1),
            limits=tuple(replace(limit, measure=columns.index(limit.measure)) for limit in limits),
        )
