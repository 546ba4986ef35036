"""What supplies let be made of a measure beyond what is made anyway."""

from collections.abc import Iterable

import numpy as np

from campaign.forecast.engine import Courses
from campaign.forecast.limits import least


def spare(courses: Courses, at: int, days: Iterable[int], keep: float, unit: str | None = None) -> float | None:
    """Items more by the first of so many days ahead on which least is left, with the chance `keep`; 0 where all is used
    up. None where no supply limits the measure.

    Of one `unit` of the panel it is the part that it makes of all that is made until then.
    """
    panel = courses.panel
    limits = [limit for limit in panel.limits if limit.measure == at]
    if not limits:
        return None
    allowed, _ = least(limits, panel.as_of, 7 * (len(courses.totals[at]) - 1))
    made, found = courses.of(at), []
    for day in (day for day in days if day < len(allowed)):
        whole = made.at(len(panel.units), panel.as_of + day)
        left = np.maximum(allowed[day] - whole, 0)
        if unit is not None:
            row = panel.units.index(unit)
            own, all_ = made.at(row, panel.as_of + day) - made.known[row, -1], whole - made.known[-1, -1]
            left *= np.divide(own, all_, out=np.zeros_like(own), where=all_ > 0)
        found.append(float(np.quantile(left, 1 - keep)))
    return min(found, default=0.0)
