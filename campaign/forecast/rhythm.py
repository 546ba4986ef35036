"""The week's rhythm: how much of an ordinary day's work each day of the calendar gets done."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

WEEKS = 6  # of history: long enough for a steady profile, short enough to follow new opening hours
OWN_SHARE = 0.5  # how far a large unit follows its own profile; the rest is the nation's
HALF_TRUSTED = 700  # items in those weeks at which a unit's own profile has half of that weight


def rhythm(counts: Array, usable: Flags, holiday: Flags, since: int = 0) -> Array:
    """Factor of every day from `since` on, (…, U, D + ahead - since), averaging 1 over a week without holidays.

    counts (…, U, D) of as many measures as there are; usable (…, U, D), false on days that wait to be told;
    holiday (D + ahead,).
    A unit's profile is shrunk to the nation's, the more so the smaller it is. A holiday is an
    eighth weekday that starts out as the quietest of the seven and learns from holidays past.
    """
    days = counts.shape[-1]
    phase = np.arange(len(holiday)) % 7
    recent = slice(max(days - 7 * WEEKS, 0), days)
    ordinary = usable[..., recent] & ~holiday[recent]
    done = np.where(ordinary, counts[..., recent], 0)
    own = _profile(done, ordinary, phase[recent])
    national = _profile(done.sum(axis=-2, keepdims=True), ordinary.sum(axis=-2, keepdims=True), phase[recent])
    volume = np.maximum(done, 0).sum(axis=-1, keepdims=True)
    trust = OWN_SHARE * volume / (volume + HALF_TRUSTED)
    profile = trust * own + (1 - trust) * national
    everywhere = np.asarray(usable.all(axis=tuple(range(usable.ndim - 1))))
    quiet = _holiday(counts.sum(axis=-2), everywhere, holiday[:days], national.min(axis=(-2, -1)))
    return np.where(holiday[since:], quiet[..., None, None], profile.take(phase[since:], axis=-1))


def _profile(counts: Array, weight: npt.NDArray[np.generic], phase: npt.NDArray[np.int_]) -> Array:
    """Mean of each weekday over the mean of the week, (…, rows, 7); 1 where nothing is known."""
    day = phase == np.arange(7)[:, None]
    total = np.maximum(counts, 0) @ day.T
    seen = weight.astype(float) @ day.T
    known = seen > 0
    mean = np.divide(total, seen, out=np.zeros_like(total), where=known)
    level = mean.sum(axis=-1, keepdims=True) / np.maximum(known.sum(axis=-1, keepdims=True), 1)
    ratio = np.divide(mean, level, out=np.ones_like(mean), where=known & (level > 0))
    return np.maximum(ratio, 0.02)


def _holiday(nation: Array, usable: Flags, holiday: Flags, quietest: Array) -> Array:
    """What a holiday gets done of an ordinary day, (…); past ones count against the 7 days on either side.

    nation (…, D), usable and holiday (D,), quietest weekday (…).
    """
    past = np.flatnonzero(holiday & usable)
    first, last = np.maximum(past - 7, 0), np.minimum(past + 8, len(holiday))
    ordinary = usable & ~holiday
    so_far = np.cumsum(np.where(ordinary, nation, 0), axis=-1)
    so_far = np.concatenate([np.zeros_like(so_far[..., :1]), so_far], axis=-1)
    days = np.concatenate([[0], np.cumsum(ordinary)])
    around, seen = so_far[..., last] - so_far[..., first], days[last] - days[first]
    told = (seen >= 7) & (around > 0)
    share = np.divide(nation[..., past] * seen, around, out=np.zeros_like(around), where=told)
    return np.asarray((np.maximum(share, 0).sum(axis=-1) + quietest) / (told.sum(axis=-1) + 1))
