"""Totals of use summed over items that are told on days of their own."""

import pandas as pd


def course(told: pd.DataFrame) -> pd.DataFrame:
    """Total of all items on each day on which any was told: date, total. An item keeps its last total until the next.

    `told` are the rows of one figure of the query uptake.
    """
    by_item = told.assign(service_id=told["service_id"].fillna("")).pivot_table(
        index="date", columns="service_id", values="total"
    )
    return by_item.sort_index().ffill().sum(axis=1).rename("total").reset_index()


def since(course: pd.DataFrame, days: int) -> float:
    """What the last `days` days brought: the last total less the one that held that long before; NaN with none yet."""
    before = course[course["date"] <= course["date"].iloc[-1] - pd.Timedelta(days, "D")]
    return float(course["total"].iloc[-1] - before["total"].iloc[-1]) if len(before) else float("nan")


def latest(told: pd.DataFrame) -> pd.DataFrame:
    """The last total of each figure and item, figure by figure, the largest first; rows of the query uptake."""
    last = told.sort_values("date").groupby(["figure", "service_id"], dropna=False, sort=False).tail(1)
    ordered = last.sort_values(["figure", "total", "service_id"], ascending=[True, False, True])
    return ordered.drop(columns="reported_on").reset_index(drop=True)
