"""Open defects as a queue: what came, what went, how long it waits, when it will be empty."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from campaign import words

WINDOW = 28  # days over which today's pace is taken: four weekly reports


@dataclass(frozen=True)
class Queue:
    """One queue on `told_on`; what cannot be known from what was reported is None.

    `came` and `went` are those of the last `days` days, as is `change`. `wait` is the mean wait in days by Little's law
    (Little 1961): what is open ÷ what goes a day. `waiting_since` is the day since which the oldest waits if they are
    mended in the order they were found, at the latest the first day told. `empty_in` is in days, at the net pace of the
    window; None when the queue does not get shorter.
    """

    told_on: date
    open: int
    days: int
    change: int | None
    came: int | None
    went: int | None
    wait: float | None
    waiting_since: date | None
    empty_in: float | None


def queue(history: pd.DataFrame) -> Queue | None:
    """The queue at the end of a history: date, open, found, any number of classes; None without one."""
    if history.empty:
        return None
    days = by_day(history)
    now = days.iloc[-1]
    earlier = days[days["date"] <= now["date"] - pd.Timedelta(WINDOW, "D")]
    then = earlier.iloc[-1] if len(earlier) else days.iloc[0]
    span = (now["date"] - then["date"]).days
    known = span > 0 and pd.notna(now["found"]) and pd.notna(then["found"])
    change = int(now["open"] - then["open"]) if span else None
    came = int(now["found"] - then["found"]) if known else None
    went = came - change if came is not None and change is not None else None
    passed = days[days["found"] <= now["found"] - now["open"]]["date"]
    waits = now["open"] > 0 and pd.notna(now["found"])
    return Queue(
        told_on=now["date"].date(),
        open=int(now["open"]),
        days=span,
        change=change,
        came=came,
        went=went,
        wait=now["open"] / went * span if went and went > 0 else None,
        waiting_since=(passed if len(passed) else days["date"].head(1)).iloc[-1].date() if waits else None,
        empty_in=now["open"] / -change * span if change and change < 0 else 0.0 if not now["open"] else None,
    )


def by_day(history: pd.DataFrame) -> pd.DataFrame:
    """All classes together: date, open, found, with what came and went since the report before."""
    days = history.groupby("date", as_index=False).agg(
        open=("open", "sum"), found=("found", lambda all: all.sum(skipna=False))
    )
    came = days["found"].diff()
    return days.assign(came=came, went=came - days["open"].diff())


def classes(history: pd.DataFrame) -> pd.DataFrame:
    """The queue of each class: defect and the fields of Queue, the most open first, with `share` and
    `cumulative_share` of all that is open.
    """
    rows = [{"defect": defect, **vars(queue(own))} for defect, own in history.groupby("defect")]
    return pareto(pd.DataFrame(rows, columns=["defect", *Queue.__dataclass_fields__]), "open")


def units(below: pd.DataFrame) -> pd.DataFrame:
    """The frame of the query defects_below by unit, all classes together, the most open first, with shares."""
    names = words.in_each("unit_code", "name_*", "parent_*")
    told = below.groupby(names, as_index=False, dropna=False).agg(
        open=("open", "sum"), open_before=("open_before", "sum"), waiting_since=("waiting_since", "min")
    )
    return pareto(told.assign(change=told["open"] - told["open_before"]).drop(columns="open_before"), "open")


def pareto(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """The frame, the largest first, with the `share` of each in the sum of `column` and their `cumulative_share`."""
    ordered = frame.sort_values(column, ascending=False, kind="stable", ignore_index=True)
    share = ordered[column] / (ordered[column].sum() or 1)
    return ordered.assign(share=share, cumulative_share=share.cumsum())


def makers(frame: pd.DataFrame, part: float) -> int:
    """How many of the first rows of a Pareto make up `part` of the whole; 0 of nothing."""
    return int((frame["cumulative_share"] < part - 1e-9).sum()) + 1 if len(frame) and frame["share"].sum() else 0
