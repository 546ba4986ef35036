"""Paths held to what there is to make them of: no path makes on any day what is not in store by then.

What all units together may have made by the end of a day is given (campaign.forecast.limits). Where less is there than
they would make, each gets the same share of what it still waits for: what it would make on the day, and what it could
not make before. What was not made for want of supplies is made later, all units together at no more than the greatest
pace that their path has had until then.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from campaign.forecast.paths import Paths

Array = npt.NDArray[np.float64]
NOTICED = 0.5  # items: less is no stop


@dataclass(frozen=True)
class Held:
    """What came of one measure's paths, by day after as_of.

    on        totals (U, P) at the end of the days that were asked for
    free      (P,) what all units would have made by then, were there no limit
    stops     (P,) the first day on which less was made for want of supplies; NEVER of a path without one
    supplies  the supply that allows least, of as_of and each day ahead
    """

    on: Mapping[int, Paths]
    free: Mapping[int, Array] = field(default_factory=dict)
    stops: npt.NDArray[np.int_] | None = None
    supplies: tuple[str, ...] = ()


NEVER = np.iinfo(np.int32).max


def shares(work: Array) -> Array:
    """(U, W, 7) share of a week's gain that is there at the end of each of its days, from work (U, 7W)."""
    weeks = work.reshape(len(work), -1, 7)
    whole = weeks.sum(axis=2, keepdims=True)
    even = np.broadcast_to(np.arange(1, 8) / 7, weeks.shape)
    return np.divide(np.cumsum(weeks, axis=2), whole, out=even.copy(), where=whole > 0)


def hold(
    total: Paths, reported: Array, allowed: Array, work: Array, asked: Collection[int], supplies: tuple[str, ...] = ()
) -> Held:
    """Hold total (W + 1, U, P), in place, to what is allowed (7W + 1,) of all units together.

    What is reported (U,) stays; work is (U, 7W).
    """
    share = shares(work)
    made, waits, stops = _first_day(total[0], reported, allowed[0])
    on, free, peak = {}, {}, np.zeros_like(made)
    if 0 in asked:
        on[0], free[0] = total[0] - waits, total[0].sum(axis=0, dtype=float)
    total_before = total[0].copy()
    total[0] -= waits
    for week in range(len(total) - 1):
        start, gain = total_before, total[week + 1] - total_before
        whole = gain.sum(axis=0, dtype=float)
        peak = np.maximum(peak, whole)
        total_before = total[week + 1].copy()
        days = range(7 * week + 1, 7 * week + 8)
        if not waits.any() and (made + whole <= allowed[days[0]]).all():
            made = made + whole
            for day in set(days) & set(asked):
                on[day] = start + gain * share[:, week, day - days[0], None].astype(np.float32)
                free[day] = on[day].sum(axis=0, dtype=float)
            continue
        there = np.zeros(len(gain))
        for day in days:
            part, there = share[:, week, day - days[0]] - there, share[:, week, day - days[0]]
            flow = gain * part[:, None].astype(np.float32)
            today = flow.sum(axis=0, dtype=float)
            waits = waits + flow
            wanted = waits.sum(axis=0, dtype=float)
            fastest = np.divide(today * peak, whole, out=peak / 7, where=whole > 0)
            able = np.minimum(wanted, fastest)
            come = np.clip(allowed[day] - made, 0, able)
            stops = np.where((stops == NEVER) & (come < able - NOTICED), day, stops)
            made = made + come
            waits *= 1 - np.divide(come, wanted, out=np.ones_like(come), where=wanted > 0).astype(np.float32)
            if day in asked:
                unheld = start + gain * there[:, None].astype(np.float32)
                on[day], free[day] = unheld - waits, unheld.sum(axis=0, dtype=float)
        total[week + 1] -= waits
    return Held(on, free, stops, supplies)


def behind(held: Held, total: Paths, work: Array) -> Held:
    """What came of a later stage, whose paths (W + 1, U, P) are held to the one before already, on the same days."""
    share, on = shares(work), {}
    for day, before in held.on.items():
        week, rest = divmod(max(day - 1, 0), 7)
        gained = (total[week + 1] - total[week]) * share[:, week, rest, None].astype(np.float32)
        on[day] = np.maximum(np.minimum(total[week] + gained, before), total[week]) if day else total[0]
    return Held(on)


def _first_day(total: Paths, reported: Array, allowed: float) -> tuple[Array, Paths, npt.NDArray[np.int_]]:
    """What all have made by the end of as_of, what each unit waits for, and whether that is a stop."""
    told = reported.sum()
    whole = total.sum(axis=0, dtype=float)
    beyond = np.maximum(total - reported[:, None].astype(np.float32), 0)
    spare = np.clip(np.divide(allowed - told, whole - told, out=np.ones_like(whole), where=whole > told), 0, 1)
    waits = beyond * (1 - spare).astype(np.float32)
    stopped = waits.sum(axis=0) > NOTICED
    return whole - waits.sum(axis=0, dtype=float), waits, np.where(stopped, 0, NEVER)
