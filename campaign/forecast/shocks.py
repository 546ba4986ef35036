"""Weeks of surprise drawn from the past, the same weeks for all units and measures at once."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

HALF_LIFE = 5  # weeks after which a past surprise is drawn half as often
DRIFT_HALF_LIFE = 2  # weeks; a drift is a matter of the last month
DRIFT_DOUBT = 3  # a mean surprise counts only as far as its square exceeds 3 squared standard errors
DRIFT_KEPT = 0.8  # share of the drift that is expected to last another week
DEGREES = 8  # of freedom: few independent weeks stand behind the spread, so its own size is drawn too
UNKNOWN = 0.5  # weekly log surprise assumed where the past is shorter than LEAST weeks
LEAST = 4


@dataclass(frozen=True, eq=False)
class Draws:
    """The random numbers of P paths over W weeks: which past week, its sign, and the path's own spread."""

    week: npt.NDArray[np.float32]  # (W, P) uniform
    sign: npt.NDArray[np.float32]  # (W, P) -1 or 1
    spread: npt.NDArray[np.float32]  # (P,) mean square above 1: Student's t
    room: npt.NDArray[np.float32]  # (P,) normal: how much more there is than the ceiling says

    @classmethod
    def of(cls, seed: int, weeks: int, paths: int) -> "Draws":
        random = np.random.default_rng(seed)
        return cls(
            week=random.random((weeks, paths), dtype=np.float32),
            sign=random.choice(np.array([-1, 1], dtype=np.float32), (weeks, paths)),
            spread=np.sqrt(DEGREES / random.chisquare(DEGREES, paths)).astype(np.float32),
            room=random.standard_normal(paths, dtype=np.float32),
        )

    def until(self, weeks: int) -> "Draws":
        """The same for the first weeks."""
        return Draws(self.week[:weeks], self.sign[:weeks], self.spread, self.room)


@dataclass(frozen=True)
class Surprises:
    """Log errors of one-week forecasts, oldest first: the nation's (K,) and each unit's beyond it (U, K)."""

    nation: Array
    beyond: Array

    @classmethod
    def unknown(cls, units: int) -> "Surprises":
        scale = UNKNOWN * np.array([0.3, -0.6, 1.0, -1.5])  # a size, and no drift: that of one sign would be one
        return cls(scale, np.zeros((units, len(scale))))

    def last(self, back: int, count: int) -> "Surprises":
        """The `count` surprises before the latest `back`."""
        end = len(self.nation) - back
        part = slice(max(end - count, 0), max(end, 0))
        if end < LEAST:
            return Surprises.unknown(len(self.beyond))
        return Surprises(self.nation[part], self.beyond[:, part])

    def drift(self) -> float:
        """The nation's steady surprise, shrunk to nothing unless it stands clear of its own noise."""
        weight = _recent(len(self.nation), DRIFT_HALF_LIFE)
        mean = float(self.nation @ weight)
        seen = 1 / (weight**2).sum()
        error = float((self.nation - mean) ** 2 @ weight) / max(seen - 1, 1)
        if mean == 0:
            return 0.0
        return mean * max(0.0, 1 - DRIFT_DOUBT * error / mean**2)


@lru_cache(maxsize=16)
def drawn(draws: Draws, count: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float32]]:
    """Which of `count` past weeks each path meets in each week ahead, and what its surprise is multiplied by: (W, P).

    A week is drawn for everybody at once, with its sign turned in half of the draws: that the past
    months grew says how far a level can move in a week, not that it will go on growing.
    The measures of a panel have the same draws: 3 ms for the first, nothing for the next.
    """
    chance = np.cumsum(_recent(count, HALF_LIFE))
    week = np.minimum(np.searchsorted(chance, draws.week), count - 1)
    return week, draws.sign * draws.spread


def _recent(count: int, half_life: float) -> Array:
    weight = 0.5 ** (np.arange(count)[::-1] / half_life)
    return weight / weight.sum()
