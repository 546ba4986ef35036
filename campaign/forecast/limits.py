"""How many items the supplies of a stage allow, day by day, as it was known on one day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Limit:
    """What one supply allows of one measure, of all units of a panel together.

    measure  position of the measure in the panel
    supply   its id
    reach    total that is possible with what is in hand on the panel's last day
    days     (K,) days on which more is expected
    more     (K,) items that what comes then allows; of a day that is past by the next morning
    """

    measure: int
    supply: str
    reach: float
    days: npt.NDArray[np.datetime64]
    more: npt.NDArray[np.float64]

    def allowed(self, as_of: np.datetime64, ahead: int) -> npt.NDArray[np.float64]:
        """(ahead + 1,) totals possible at the end of `as_of` and of each day after it."""
        days = as_of + np.arange(ahead + 1)
        comes = np.maximum(self.days, as_of + np.timedelta64(1, "D"))
        return self.reach + np.where(comes <= days[:, None], self.more, 0).sum(axis=1)

    def with_delivery(self, day: np.datetime64, items: float) -> "Limit":
        """The same with a delivery more that allows so many items."""
        return replace(self, days=np.append(self.days, day), more=np.append(self.more, items))

    def stretched(self, done: float, times: float) -> "Limit":
        """The same where everything beyond what is `done` already is so many times as much."""
        return replace(self, reach=done + (self.reach - done) * times, more=self.more * times)


def least(limits: Sequence[Limit], as_of: np.datetime64, ahead: int) -> tuple[npt.NDArray[np.float64], list[str]]:
    """Totals (ahead + 1,) that all limits of one measure allow, and the supply that allows least on each day."""
    every = np.stack([limit.allowed(as_of, ahead) for limit in limits])
    return every.min(axis=0), [limits[at].supply for at in every.argmin(axis=0)]
