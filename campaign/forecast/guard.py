"""When a date or a chance would pretend to know more than can be known: show the range of scenarios."""

import numpy as np
import numpy.typing as npt

from campaign.forecast.fit import Fit
from campaign.forecast.panel import Panel
from campaign.forecast.state import MEMORY

SHORT_HISTORY = "short_history"
LEVEL_SHIFT = "level_shift"
UNTOLD = "untold"

FULL_DAYS = 14  # complete days since the first count
SHIFT = 3  # typical surprises: one week this far from expectation is a new level, not an ordinary week
SMALLEST_SHIFT = 0.35  # log: a week 30 % below or 42 % above expectation may stand, however calm the past was
# Of the work: units under guard that do so much put their sum under guard. In whole campaigns one week in twelve.
LARGE_PART = 0.15


def guards(panel: Panel, measure: int, ready: Fit) -> list[str | None]:
    """(U + 1) reasons why nothing but scenarios is shown, or None; the root last.

    `short_history` of too few days, `untold` of silence and of what was told late at once, `level_shift` of a pace that
    has just become another. A sum is no surer than what most of it is made of.
    """
    complete = np.where(panel.provisional, 0, panel.counts[:, measure])
    days = np.append(
        _active_days(complete, panel.provisional),
        _active_days(complete.sum(axis=0, keepdims=True), np.asarray(panel.provisional.all(axis=0, keepdims=True))),
    )
    nation = ready.surprises.nation
    shifted = _shifted(np.vstack([nation + ready.surprises.beyond, nation]))
    untold = np.append(ready.now.doubtful, False)
    work = np.maximum(ready.now.level, ready.now.filled[:, -MEMORY:].mean(axis=1))
    untold[-1] = _large(untold, work)
    shifted[-1] |= _large(shifted | untold, work)
    return [
        SHORT_HISTORY if short else UNTOLD if open_ else LEVEL_SHIFT if moved else None
        for short, open_, moved in zip(days < FULL_DAYS, untold, shifted, strict=True)
    ]


def _large(marked: npt.NDArray[np.bool_], work: npt.NDArray[np.float64]) -> bool:
    """Whether units that are marked (U + 1, the root last) do a large part of all work (U,)."""
    return bool(work[marked[:-1]].sum() > LARGE_PART * work.sum())


def _active_days(counts: npt.NDArray[np.float64], provisional: npt.NDArray[np.bool_]) -> npt.NDArray[np.int_]:
    started = np.cumsum(counts, axis=1) > 0
    return (started & ~provisional).sum(axis=1)


def _shifted(surprises: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """(R,) whether the last of the surprises (R, K) stands out from those before it."""
    if surprises.shape[1] < 2:
        return np.zeros(len(surprises), dtype=bool)
    typical = 1.48 * np.median(np.abs(surprises[:, :-1]), axis=1)  # of a normal law, its standard deviation
    return np.abs(surprises[:, -1]) > np.maximum(SHIFT * typical, SMALLEST_SHIFT)
