"""The courses of a forecast day by day: what is drawn by the week is shared among its days as past weeks were."""

import numpy as np
import numpy.typing as npt

from campaign.forecast.summary import Trajectories

Array = npt.NDArray[np.float64]
POOL = 8  # past weeks from which a week's own rhythm is drawn
LEAST = 3  # of them without a holiday: with fewer nobody knows how a day differs from another
SEED = 20210509  # any; the same for every event, so that events differ by their data alone


def rhythms(done: Array, holiday: npt.NDArray[np.bool_]) -> Array:
    """(K, 8) how far the share of a week that was done by the end of each day lay from the usual one, of K past weeks.

    done (D,) items of past days, holiday (D,). The weeks end on the last day, as those of the courses begin after it.
    Weeks with a holiday, or of which nothing is known, say nothing; the spread of few is widened as a variance is.
    """
    weeks = min(len(done) // 7, POOL)
    days = np.maximum(done[len(done) - 7 * weeks :], 0).reshape(weeks, 7)
    usable = ~holiday[len(done) - 7 * weeks : len(done)].reshape(weeks, 7).any(axis=1) & (days.sum(axis=1) > 0)
    days = days[usable]
    share = np.cumsum(days, axis=1) / days.sum(axis=1, keepdims=True)
    if len(share) < LEAST:
        return np.empty((0, 8))
    beside = (share - share.mean(axis=0)) * np.sqrt(len(share) / (len(share) - 1))
    return np.hstack([np.zeros((len(beside), 1)), beside])


def gained(seen: Trajectories, row: int, days: int, beside: Array) -> npt.NDArray[np.float32]:
    """(days + 1, P) items gained on each course of a row by the end of each day after the last known one.

    `beside` of `rhythms`. A course has whole weeks; without a day's own noise the band of a single day, or of the first
    days of a week, would be that of a week divided by seven, which is too narrow.
    """
    total = seen.courses(row)
    random = np.random.default_rng(SEED)
    gains = np.zeros((days + 1, total.shape[1]), dtype=np.float32)
    for week in range((days + 6) // 7):
        start, end = (total[at].astype(float) - total[0] for at in (week, week + 1))
        own = beside[random.integers(0, len(beside), len(start))]
        share = np.maximum.accumulate(np.clip(seen.share(row, week) + own, 0, 1), axis=1)
        part = min(7, days - 7 * week)
        gains[7 * week + 1 : 7 * week + 1 + part] = start + (end - start) * share[:, 1 : part + 1].T
    return gains
