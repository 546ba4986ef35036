"""Shares known sums out among units, day by day, by their pace and by what is left for them to do."""

import numpy as np

ROUNDS = 6  # of sharing again what a full unit could not take; three suffice on ordinary days


def share_out(
    sums: np.ndarray, group: np.ndarray, pace: np.ndarray, ceiling: np.ndarray, begin: np.ndarray
) -> np.ndarray:
    """Totals at the end of each day, shape (days, units), none above `ceiling` (days, units).

    A unit takes in proportion to its `pace` (days, units) and to what is left below its ceiling, so a
    unit slows down as it nears its end. `sums` (days, groups) is what each group takes in a day and
    `group` (units,) the group of each unit; `begin` (units,) are the totals before the first day. What a group
    cannot take on a day it takes on the next one.
    """
    totals, now, owed = np.empty_like(ceiling), begin.astype(float), np.zeros(sums.shape[1])
    for day, due in enumerate(sums):
        owed = owed + due
        for _ in range(ROUNDS):
            room = np.maximum(ceiling[day] - now, 0)
            want = pace[day] * room
            wanted = np.bincount(group, want, minlength=len(owed))
            factor = np.divide(owed, wanted, out=np.zeros_like(owed), where=wanted > 0)
            taken = np.minimum(want * factor[group], room)
            now = np.minimum(now + taken, np.maximum(ceiling[day], now))
            owed = np.maximum(owed - np.bincount(group, taken, minlength=len(owed)), 0)
            if owed.max() < 0.5:
                break
        totals[day] = now
    return totals
