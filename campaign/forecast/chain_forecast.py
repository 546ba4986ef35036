"""What was forecast for one chain of measures of one unit, and what a page asks of it."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from campaign.forecast.stops import COLUMNS
from campaign.serving.queries import Row

SLOW, FAST = "q10", "q90"  # with 80 % the total lies between them
SLOWEST, FASTEST = "q025", "q975"  # with 95 %: the scenarios that stand in the place of an answer


@dataclass(frozen=True)
class Forecast:
    """The forecast of one chain of measures of one unit, in the columns of the tables forecast, forecast_quantiles and
    forecast_stops.

    The first two are empty where nothing was reported by then, or the unit lies deeper than is forecast.
    """

    answers: pd.DataFrame
    quantiles: pd.DataFrame
    stops: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(COLUMNS)))

    def stopping(self, measure: str) -> list[Row]:
        """The supplies for want of which a measure is likely to stop at all, the greatest loss first."""
        found = self.stops[(self.stops["measure"] == measure) & (self.stops["p_stop"] > 0)]
        return _rows(found.sort_values("short", ascending=False, kind="stable"))

    def of(self, measure: str) -> Row:
        """The forecast of one measure; with 80 %, under guard 95 %, it is done between `earliest` and `latest`.

        So it lacks between `least` and `most` at the deadline. {} without a forecast.
        """
        return dict(self._measures.get(measure, {}))

    @cached_property
    def _measures(self) -> dict[str, Row]:
        """`of` every measure with a target: a page asks some twenty times, 2 ms each."""
        aimed = (row for row in _rows(self.answers) if row["target"] is not None)
        return {str(row["measure"]): self._with_days(row) for row in aimed}

    def _with_days(self, row: Row) -> Row:
        fan = self.fan(row["measure"])
        slow, fast = (SLOW, FAST) if row["guard"] is None else (SLOWEST, FASTEST)
        days = {"earliest": _day_of(fan, fast, row["target"]), "latest": _day_of(fan, slow, row["target"])}
        left = {"least": _left(fan, fast, row), "most": _left(fan, slow, row)}
        return row | days | left | {"horizon": fan["date"].max()}

    def fan(self, measure: str) -> pd.DataFrame:
        """Quantiles of the cumulative total by week ahead: date, q025 … q975."""
        return self._fans.get(measure, self._unnamed.head(0)).copy(deep=False)

    @cached_property
    def _unnamed(self) -> pd.DataFrame:
        """The quantiles without the columns that say of what they are."""
        return self.quantiles.drop(columns=["unit_code", "measure", "as_of"])

    @cached_property
    def _fans(self) -> dict[str, pd.DataFrame]:
        return dict(iter(self._unnamed.groupby(self.quantiles["measure"], sort=False)))

    def last(self) -> Row:
        """The stage with a target that is expected to be done last, as `of`; {} without a forecast."""
        forecasts = map(self.of, reversed(self.answers["measure"].tolist()))
        stages = [row for row in forecasts if row and row["target"]]
        return max(stages, key=lambda row: row["median_completion"] or pd.Timestamp.max, default={})

    def moves(self) -> Row:
        """First day on which the largest stock is another than on the first: date, measure, horizon; {} if unknown."""
        stocks = self.stocks()
        if stocks.empty:
            return {}
        largest = stocks.loc[stocks.groupby("date")["waiting"].idxmax()].set_index("date")["measure"]
        moved = largest[largest != largest.iloc[0]]
        found = {"horizon": largest.index[-1]}
        return found | ({} if moved.empty else {"date": moved.index[0], "measure": moved.iloc[0]})

    def drawn(self, measure: str, row: Row) -> pd.DataFrame:
        """The part of the fan that says something: until it is done with 90 %, or to the deadline once it is done.

        `row` is the measure's of the query overview. Empty when the target and the deadline are both behind.
        """
        ahead, fan = self.of(measure), self.fan(measure)
        if not ahead:
            return fan.head(0)
        done = row["reached_on"] is not None
        last = max(row["deadline"], row["as_of"]) if done else max(ahead["latest"] or ahead["horizon"], row["deadline"])
        shown = fan[fan["date"] < last + pd.Timedelta(days=7)]
        return shown if len(shown) > 1 else fan.head(0)

    def until(self, *days: date) -> pd.Timestamp:
        """The last day that is forecast, or the latest of `days` when that is later."""
        return max(pd.Timestamp(day) for day in (*days, *self.quantiles["date"].tail(1)))

    def stocks(self) -> pd.DataFrame:
        """What is expected to wait before each stage after the first, by week ahead: measure, date, waiting."""
        if self.quantiles.empty:
            return pd.DataFrame(columns=["measure", "date", "waiting"])
        stages = list(self.quantiles["measure"].unique())
        medians = self.quantiles.pivot_table(index="date", columns="measure", values="q50")[stages]
        waiting = -medians.diff(axis=1).iloc[:, 1:]
        return waiting.melt(ignore_index=False, value_name="waiting").reset_index()[["measure", "date", "waiting"]]


def _rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame, missing values as None."""
    found = frame.to_dict("records")
    return [{str(column): None if pd.isna(value) else value for column, value in row.items()} for row in found]


def _left(fan: pd.DataFrame, quantile: str, row: Row) -> float | None:
    """What is missing at the deadline by a quantile of the total, evenly within a week; None without a deadline."""
    if row["deadline"] is None:
        return None
    total = np.interp(row["deadline"].timestamp(), [day.timestamp() for day in fan["date"]], fan[quantile])
    return max(row["target"] - float(total), 0.0)


def _day_of(fan: pd.DataFrame, quantile: str, target: float) -> pd.Timestamp | None:
    """Day on which a quantile of the total has the target, evenly within a week; None if not within the horizon.

    Never the first day of the fan: what is missing on it is there the day after at the earliest.
    """
    total = fan[quantile].to_numpy(float)
    if total[-1] < target:
        return None
    at = int(np.argmax(total >= target))
    if at == 0:
        return fan["date"].iloc[0] + pd.Timedelta(days=1)
    part = (target - total[at - 1]) / (total[at] - total[at - 1])
    return fan["date"].iloc[at - 1] + pd.Timedelta(days=int(np.ceil(7 * part)))
