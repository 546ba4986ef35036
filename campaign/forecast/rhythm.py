"""The week's rhythm: how much of an ordinary day's work each day of the calendar gets done."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

WEEKS = 6  # of history: long enough for a steady profile, short enough to follow new opening hours
OWN_SHARE = 0.5  # how far a large unit follows its own profile; the rest is the nation's
HALF_TRUSTED = 700  # items in those weeks at which a unit's own profile has half of that weight


def rhythm(counts: Array, usable: Flags, holiday: Flags) -> Array:
    """Factor of every day, (U, D + ahead), averaging 1 over a week without holidays.

    counts (U, D) and usable (U, D), false on provisional days; holiday (D + ahead,).
    A unit's profile is shrunk to the nation's, the more so the smaller it is. A holiday is an
    eighth weekday that starts out as the quietest of the seven and learns from holidays past.
    """
    days = counts.shape[1]
    length = len(holiday)
    phase = np.arange(length) % 7
    recent = np.arange(days) >= days - 7 * WEEKS
    ordinary = usable & recent & ~holiday[:days]
    own = _profile(np.where(ordinary, counts, 0), ordinary, phase[:days])
    national = _profile(
        np.where(ordinary, counts, 0).sum(axis=0, keepdims=True),
        ordinary.sum(axis=0, keepdims=True),
        phase[:days],
    )
    volume = np.where(ordinary, np.maximum(counts, 0), 0).sum(axis=1, keepdims=True)
    trust = OWN_SHARE * volume / (volume + HALF_TRUSTED)
    profile = trust * own + (1 - trust) * national
    factor = profile[:, phase]
    quiet = _holiday(counts.sum(axis=0), np.asarray(usable.all(axis=0)), holiday[:days], float(national.min()))
    return np.where(holiday, quiet, factor)


def _profile(counts: Array, weight: npt.NDArray[np.generic], phase: npt.NDArray[np.int_]) -> Array:
    """Mean of each weekday over the mean of the week, (rows, 7); 1 where nothing is known."""
    day = phase == np.arange(7)[:, None]
    total = np.maximum(counts, 0) @ day.T
    seen = weight.astype(float) @ day.T
    mean = np.divide(total, seen, out=np.zeros_like(total), where=seen > 0)
    known = seen > 0
    level = np.divide(mean.sum(axis=1), known.sum(axis=1), out=np.zeros(len(mean)), where=known.any(axis=1))
    flat = np.ones_like(mean)
    ratio = np.divide(mean, level[:, None], out=flat, where=known & (level[:, None] > 0))
    return np.maximum(ratio, 0.02)


def _holiday(nation: Array, usable: Flags, holiday: Flags, quietest: float) -> float:
    """What a holiday gets done of an ordinary day; past ones count against the 7 days on either side."""
    found = [quietest]
    for day in np.flatnonzero(holiday & usable):
        around = slice(max(day - 7, 0), day + 8)
        ordinary = nation[around][usable[around] & ~holiday[around]]
        if ordinary.size >= 7 and ordinary.mean() > 0:
            found.append(max(float(nation[day] / ordinary.mean()), 0.0))
    return float(np.mean(found))
