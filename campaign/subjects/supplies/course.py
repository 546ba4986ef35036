"""A store from here on: what is left after each day, if all that is expected comes and its stage goes as forecast."""

import numpy as np
import pandas as pd


def ahead(left: float, per_item: float, done: float, fan: pd.DataFrame, coming: pd.DataFrame) -> pd.DataFrame:
    """date and stock_left from the day of the figures on: that day, each week ahead, and around each delivery.

    `left` is in store on the first day of `fan`, the forecast of the stage that uses `per_item` (date, q50, its total
    `done` so far); `coming` what is expected (arrives_on, missing_items). What the stage will have made is the median
    of the total, evenly within a week. Nothing of a stage without a forecast.
    """
    if fan.empty:
        return pd.DataFrame({"date": pd.Series(dtype="datetime64[us]"), "stock_left": pd.Series(dtype=float)})
    first, last = fan["date"].iloc[0], fan["date"].iloc[-1]
    arrivals = coming["arrives_on"].clip(lower=first + pd.Timedelta(days=1))
    around = pd.concat([arrivals, arrivals - pd.Timedelta(days=1)])
    days = pd.DatetimeIndex(pd.concat([fan["date"], around])).unique().sort_values()
    days = days[(days >= first) & (days <= last)]
    made = np.interp((days - first).days, (fan["date"] - first).dt.days, fan["q50"].to_numpy(float)) - done
    comes = (arrivals.to_numpy() <= days.to_numpy()[:, None]) @ coming["missing_items"].to_numpy(float)
    return pd.DataFrame({"date": days, "stock_left": np.maximum(left + comes - per_item * made, 0)})
