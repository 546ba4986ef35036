"""What the pace figures show."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Measure, Unit
from campaign.figures.table import Row, rows
from campaign.language import formats


def events(frame: pd.DataFrame) -> tuple[str, ...]:
    """What the ticks at the foot of the burn-down stand for: the frame of the query events."""
    return tuple(f"{days(row)}: {row[f'label_{words.language()}']}" for row in rows(frame))


def days(row: Row) -> str:
    """`10/02 – 16/02/2021`; one day of an event of one day."""
    last = formats.day(row["last_on"])
    return last if row["first_on"] == row["last_on"] else f"{formats.short_day(row['first_on'])} – {last}"


def weekdays(profile: pd.DataFrame, measure: Measure, unit: Unit, as_of: date) -> str:
    """The strongest and the weakest day of the week; why none is known, where numbers speak for whole weeks."""
    known = {"measure": measure.label, "unit": unit.name, "day": formats.day(as_of)}
    if profile.empty:
        return words.t("pace.weekdays_untold", **known)
    if not profile["mean_count"].sum():
        return words.t("pace.weekdays_none", **known)
    ordered = profile.sort_values("mean_count")
    worst, best = (formats.weekday(day, wide=True) for day in ordered["weekday"].iloc[[0, -1]])
    return words.t(
        "pace.weekdays_sentence",
        best=best,
        most=formats.number(ordered["mean_count"].iloc[-1]),
        worst=worst,
        least=formats.percent(ordered["to_mean"].iloc[0], 0),
        items=measure.unit,
        **known,
    )


def record(table: pd.DataFrame, measure: Measure, unit: Unit, as_of: date) -> str:
    """How many old forecasts named a day, and how far off those were whose day has come; `table` of record.beside.

    Where the target was another one once, that may have been reached and today's not.
    """
    off, came = table["said_late"].dropna().abs(), table["came_on"].notna()
    key = "pace.made_came" if came.all() else "pace.made_partly" if len(off) else "pace.made_open"
    return words.t(
        key,
        made=formats.number(len(table)),
        measure=measure.label,
        unit=unit.name,
        first=formats.day(table["made_on"].iloc[0]),
        last=formats.day(table["made_on"].iloc[-1]),
        said=formats.number(table["median_completion"].notna().sum()),
        judged=formats.number(len(off)),
        off=formats.days(off.mean()) if len(off) else formats.MISSING,
        day=formats.day(as_of),
    )
