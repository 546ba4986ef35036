"""One measure of one unit over time, and where its totals stand on the axis of a burn-down."""

from dataclasses import dataclass
from datetime import date

import pandas as pd


@dataclass(frozen=True, eq=False)
class Course:
    """One measure of one unit over time.

    `daily`, `plan`, `published` and `events` are frames of the queries daily_progress, plan, published and events;
    `expected` has quantiles of the cumulative total by date, None without a forecast; `earlier` has those of
    earlier forecasts, by `as_of`, the day on which each was made. `items` names what is counted.
    What is left is counted against the target in force and never less than nothing; `rising` shows what is done.
    """

    daily: pd.DataFrame
    plan: pd.DataFrame
    published: pd.DataFrame
    events: pd.DataFrame
    as_of: date
    items: str
    expected: pd.DataFrame | None = None
    rising: bool = False
    earlier: pd.DataFrame | None = None

    @property
    def in_force(self) -> pd.DataFrame:
        """The days of the plan in force; empty without a target."""
        return self.plan[self.plan["in_force"]]

    @property
    def target(self) -> int:
        """The target in force."""
        return int(self.in_force["target"].iloc[0])

    @property
    def deadline(self) -> pd.Timestamp:
        """The deadline in force."""
        return self.in_force["deadline"].iloc[0]

    def heights(self, totals: pd.Series, target: int | None = None) -> pd.Series:
        """Where totals stand on the count axis; `target` is another than the one in force."""
        return totals if self.rising else ((self.target if target is None else target) - totals).clip(lower=0)

    def line(self, frame: pd.DataFrame, column: str, target: int | None = None) -> pd.Series:
        """The same of a column of totals, by date."""
        return self.heights(frame.set_index("date")[column], target)
