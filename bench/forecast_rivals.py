"""Forecasting libraries as rivals: quantiles of the gain from their own model of the cumulative series."""

from functools import cache, partial
from importlib.util import find_spec

import numpy as np
import pandas as pd

from campaign.forecast import Panel

LEVELS = (50, 80, 95)
LEARNED = 182  # days a library learns from: its models forget faster, and their cost grows with them
ORDER = ("lo-95", "lo-80", "lo-50", None, "hi-50", "hi-80", "hi-95")


@cache
def _predicted(model: str, day: np.datetime64, series: bytes, shape: tuple[int, int]) -> np.ndarray:
    """(rows, 28, 7) quantiles of the cumulative total over the 28 days after `day`."""
    from statsforecast import StatsForecast, models

    totals = np.frombuffer(series).reshape(shape)
    days = pd.date_range(end=str(day), periods=shape[1])
    long = pd.DataFrame(
        {
            "unique_id": np.repeat(np.arange(shape[0]), shape[1]),
            "ds": np.tile(days.to_numpy(), shape[0]),
            "y": totals.ravel(),
        }
    )
    fitted = StatsForecast(models=[getattr(models, model)(season_length=7)], freq="D")
    answer = fitted.forecast(df=long, h=28, level=list(LEVELS)).sort_values(["unique_id", "ds"])
    names = [model if part is None else f"{model}-{part}" for part in ORDER]
    return answer[names].to_numpy().reshape(shape[0], 28, len(ORDER))


def library(model: str, then: Panel, horizon: int) -> np.ndarray:
    """(U + 1, 7) quantiles of the gain; the root is a series of its own, as the library would take it."""
    totals = np.ascontiguousarray(then.known[:, 0, -LEARNED:])
    end = _predicted(model, then.as_of, totals.tobytes(), totals.shape)[:, horizon - 1]
    return end - totals[:, -1:]


# It needs pandas 2, so it lives in an environment of its own: requirements-bench.txt.
MODELS = ("AutoETS", "AutoTheta") if find_spec("statsforecast") else ()
RIVALS = {f"statsforecast {model}": partial(library, model) for model in MODELS}
