"""Quantiles of many simulated courses at once, linear between order statistics."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def quantile(values: npt.NDArray[np.floating], level: float) -> Array:
    """(R,) one quantile of each row of (R, P), which are put in another order."""
    low, high, part = _neighbours(values, level)
    return low * (1 - part) + high * part


def log_quantile(values: npt.NDArray[np.floating], level: float) -> Array:
    """The same of the logarithms of positive values: their order is that of the values, so two of them are enough."""
    low, high, part = _neighbours(values, level)
    return np.log(low) * (1 - part) + np.log(high) * part


def _neighbours(values: npt.NDArray[np.floating], level: float) -> tuple[Array, Array, float]:
    """Order statistics on both sides of a quantile, (R,) each, and how far it is from the first to the second.

    np.quantile has both sought by one partition, which takes four times as long as a partition for one.
    """
    place = level * (values.shape[1] - 1)
    at = int(place)
    values.partition(at, axis=1)
    low, above = values[:, at], values[:, at + 1 :]
    return low.astype(float), (above.min(axis=1) if above.size else low).astype(float), place - at
