"""When a stage will stop for want of a supply, with what chance by its deadline, and what is lost by then."""

import numpy as np
import pandas as pd

from campaign.forecast.engine import Courses
from campaign.forecast.guard import guards
from campaign.forecast.stock import NEVER, Held

COLUMNS = ("unit_code", "measure", "supply", "as_of", "until", "p_stop", "stops_on", "short")


def stops(courses: Courses) -> pd.DataFrame:
    """One row per measure and supply that limits it, of all units together; none of a measure under guard.

    Columns: those of COLUMNS. `until` is the measure's deadline, the last day that is forecast once that is past;
    `p_stop` the share of the courses that stop by then, `stops_on` the median of their first days, missing where half
    of them never stop; `short` how many items more are missing until then than if there were enough. A day on which two
    supplies allow too little is one of that which allows less.
    """
    panel, rows = courses.panel, []
    for at, held in courses.held.items():
        if held.stops is None or guards(panel, at, courses.fits[at])[-1] is not None:
            continue
        until, lost = _until(courses, at), _lost(courses, at, held)
        first = np.where(held.stops == NEVER, 0, held.stops)
        by = np.where(held.stops == NEVER, "", np.array(held.supplies, dtype=object)[first])
        for supply in dict.fromkeys(limit.supply for limit in panel.limits if limit.measure == at):
            mine = by == supply
            days = np.sort(np.where(mine, held.stops, NEVER))
            middle = days[(len(days) - 1) // 2]
            rows.append(
                {
                    "unit_code": panel.root,
                    "measure": panel.measures[at],
                    "supply": supply,
                    "as_of": panel.as_of,
                    "until": panel.as_of + until,
                    "p_stop": float((mine & (held.stops <= until)).mean()),
                    "stops_on": np.datetime64("NaT") if middle == NEVER else panel.as_of + middle,
                    "short": float(np.where(mine, lost, 0).mean()),
                }
            )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {"as_of": "datetime64[us]", "until": "datetime64[us]", "stops_on": "datetime64[us]"}
    )


def _until(courses: Courses, at: int) -> int:
    """Days ahead until which is looked: the deadline of all, where it lies ahead, else the last day."""
    last, deadline = 7 * (len(courses.totals[at]) - 1), courses.panel.deadline[-1, at]
    ahead = last if np.isnat(deadline) else int((deadline - courses.panel.as_of).astype(int))
    return ahead if 0 <= ahead < last else last


def _lost(courses: Courses, at: int, held: Held) -> np.ndarray:
    """(P,) items more that are missing of the target by then; of a measure without one, items not made."""
    until, target = _until(courses, at), courses.panel.target[-1, at]
    made, free = held.on[until].sum(axis=0, dtype=float), held.free[until]
    most = np.inf if np.isnan(target) else target
    return np.minimum(free, most) - np.minimum(made, most)
