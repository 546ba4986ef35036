"""What was said of a day of completion, week by week, beside the day that came."""

import pandas as pd

DAYS = ["median_completion", "earliest", "latest"]


def beside(answers: pd.DataFrame, daily: pd.DataFrame) -> pd.DataFrame:
    """Each forecast of `answers` (of campaign.forecast.past_forecasts) with the day on which its target was reached.

    `daily` is the frame of the query daily_progress. Columns: made_on, target, median_completion, earliest, latest,
    guard, came_on (the first day from which the total never fell below that target again), said_late (days by which
    the day that was said lies after the one that came).
    """
    shown = answers.rename(columns={"as_of": "made_on"}).drop(columns="deadline")
    shown = shown.assign(**{column: pd.to_datetime(shown[column]) for column in DAYS})
    came = pd.to_datetime(shown["target"].map(lambda target: _reached(daily, target)))
    late = (shown["median_completion"] - came).dt.days.astype("Int64")
    return shown.assign(came_on=came, said_late=late)


def _reached(daily: pd.DataFrame, target: float) -> pd.Timestamp | None:
    below = daily.loc[daily["total"] < target, "date"]
    later = daily["date"] if below.empty else daily.loc[daily["date"] > below.iloc[-1], "date"]
    return None if later.empty else later.iloc[0]
