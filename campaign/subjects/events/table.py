"""What events cost or brought, as a frame: a row for each, and by kind."""

from collections.abc import Sequence

import pandas as pd

from campaign import words
from campaign.definition import Definition
from campaign.forecast.effect import FELL, HELPED
from campaign.forecast.event_effect import Measured

SAID = {HELPED: "brought", FELL: "cost"}
NUMBERS = (
    "effect",
    "measured_until",
    "back_on",
    "event_came",
    "without_event",
    "effect_items",
    "effect_low",
    "effect_high",
    "effect_share",
    "share_low",
    "share_high",
    "after_items",
    "after_low",
    "after_high",
)


def table(listed: pd.DataFrame, found: Sequence[Measured], campaign: Definition) -> pd.DataFrame:
    """A row for each event of the question events: name_* of the unit in which it was measured, kind, label_*,
    first_on, last_on, measured_until, effect, then numbers where it could be measured.

    Items: event_came, without_event, effect_items and its 80 % band effect_low, effect_high, and of the days after it
    until the pace was back on back_on after_items, after_low, after_high. effect_share is the effect as a part of what
    such days usually bring, share_low and share_high its band.
    """
    names = {
        column: [campaign.unit[one.unit_code].name[language] for one in found]
        for column, language in zip(words.in_each("name_*"), words.offered(), strict=True)
    }
    numbers = pd.DataFrame([_numbers(one) for one in found], listed.index, columns=list(NUMBERS))
    return pd.concat(
        [
            pd.DataFrame(names, listed.index),
            listed[words.in_each("kind", "label_*", "first_on", "last_on")],
            numbers.astype(dict.fromkeys(NUMBERS[3:], float)),
        ],
        axis=1,
    )


def _numbers(one: Measured) -> tuple[object, ...]:
    if one.effect is None:
        return one.reason, pd.NaT, pd.NaT, *[None] * 11
    days, after, back_on = one.effect.days, one.effect.after, one.effect.back_on
    items = days.items, days.least, days.most
    return (
        SAID.get(days.verdict, days.verdict),
        pd.Timestamp(one.until),
        pd.NaT if back_on is None else pd.Timestamp(back_on),
        days.came,
        round(days.median),
        *map(round, items),
        *map(days.share, items),
        *((None, None, None) if after is None else map(round, (after.items, after.least, after.most))),
    )


def by_kind(events: pd.DataFrame) -> pd.DataFrame:
    """kind, events (how many were measured), effect_share (the median of them); the most measured first."""
    measured = events.dropna(subset="effect_share").groupby("kind")["effect_share"].agg(["size", "median"])
    measured = measured.rename(columns={"size": "events", "median": "effect_share"}).reset_index()
    return measured.sort_values(["events", "kind"], ascending=[False, True], ignore_index=True)
