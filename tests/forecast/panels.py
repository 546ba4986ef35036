"""Made-up campaigns for the forecast's tests."""

from dataclasses import replace

import numpy as np

from campaign.forecast import Panel

DAY = np.timedelta64(1, "D")
NAT = np.datetime64("NaT", "D")


def panel(counts: np.ndarray, **changed: object) -> Panel:
    """A panel of counts (U, M, D) from Monday 7 January 2030, with targets of 1000 a day and no ceiling."""
    units, measures, days = counts.shape
    first = np.datetime64("2030-01-07")
    target = np.full((units, measures), 1000.0 * days)
    plain = Panel(
        root="root",
        units=tuple(f"u{unit}" for unit in range(units)),
        measures=tuple(f"m{measure}" for measure in range(measures)),
        days=np.arange(first, first + days * DAY),
        counts=counts.astype(float),
        opening=np.zeros((units, measures)),
        provisional=np.zeros((units, days), dtype=bool),
        target=np.vstack([target, target.sum(axis=0)]),
        deadline=np.full((units + 1, measures), first + (days + 27) * DAY),
        ceiling=np.full((units, measures), np.inf),
        chains=(tuple(range(measures)),),
    )
    return replace(plain, **changed)


def steady(units: int = 3, measures: int = 1, days: int = 84, seed: int = 5) -> np.ndarray:
    """Counts (U, M, D) with a weekly rhythm, common and own noise; each stage does a tenth less than the last."""
    random = np.random.default_rng(seed)
    week = np.array([1.1, 1.2, 1.2, 1.2, 1.2, 0.8, 0.3])[np.arange(days) % 7]
    common = np.exp(np.cumsum(random.normal(0, 0.02, days)))
    own = np.exp(random.normal(0, 0.1, (units, days)))
    size = 400 * (1 + np.arange(units))[:, None]
    stages = 0.9 ** np.arange(measures)[None, :, None]
    return np.floor((size * week * common * own)[:, None, :] * stages)
