"""Daily numbers from a few known totals: smooth in between, shaped by the week, exact at each point."""

from datetime import date

import numpy as np
from scipy.interpolate import PchipInterpolator


def daily(points: list[tuple[date, int]], start: date, baseline: int, profile: np.ndarray) -> np.ndarray:
    """Items per day, shape (days,), of a total that is `baseline` before `start` and passes through `points`.

    Monotone cubic interpolation (Fritsch and Carlson 1980) keeps every day at 0 or more; within each
    stretch between two points, days are weighted by `profile` (days,) and their sum is kept.
    """
    positions = np.array([-1] + [(day - start).days for day, _ in points])
    totals = np.array([baseline] + [total for _, total in points], dtype=float)
    smooth = np.diff(PchipInterpolator(positions, totals)(np.arange(-1, len(profile))))
    shaped = np.maximum(smooth, 0) * profile
    stretch = np.searchsorted(positions[1:-1], np.arange(len(profile)), side="left")
    sums = np.bincount(stretch, shaped, minlength=len(totals) - 1)
    factor = np.divide(np.diff(totals), sums, out=np.zeros_like(sums), where=sums > 0)
    return shaped * factor[stretch]
