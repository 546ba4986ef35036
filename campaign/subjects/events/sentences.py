"""What is said of what an event cost or brought: always as an estimate, with its band."""

from collections.abc import Sequence
from datetime import date
from math import floor, log10

import pandas as pd

from campaign import words
from campaign.definition import Measure, Unit
from campaign.figures.table import Row, rows
from campaign.forecast.effect import FELL, UNCLEAR, Effect
from campaign.forecast.event_effect import EventEffect, Measured
from campaign.language import columns, formats
from campaign.language.schedule import capital

DIGITS = 3  # of an estimate: its band is wider than what the others would say
BETWEEN = "; "


def kind(name: str) -> str:
    """A kind of events in words; one of the campaign's own by its name."""
    key = f"settings.kind_{name}"
    return words.t(key) if key in words.catalogue() else name


def said(found: Sequence[Measured], listed: pd.DataFrame, measure: Measure) -> dict[int, str]:
    """What is said of each event, by its row in the list; `listed` is the frame of the question events."""
    labels = list(listed[f"label_{words.language()}"])
    return {at: one_event(one, labels, measure) for at, one in enumerate(found)}


def one_event(found: Measured, labels: Sequence[str], measure: Measure) -> str:
    """What one event cost or brought, or why that cannot be said."""
    if found.effect is None:
        other = "" if found.other is None else labels[found.other]
        why = columns.written("effect", str(found.reason))
        return capital(words.t("effects.because" if other else "effects.not_measured", why=why, other=other))
    parts = [
        until(found, found.effect.days, measure),
        words.t("effects.holiday") if found.holiday else "",
        _after(found.effect, measure),
    ]
    return capital(BETWEEN.join(filter(None, parts))) + "."


def until(found: Measured, days: Effect, measure: Measure) -> str:
    """The effect, of an event that goes on with the day until which it was measured."""
    so_far = words.t("effects.so_far", day=formats.day(found.until)) if found.going_on else ""
    return BETWEEN.join(filter(None, (effect(days, measure), so_far)))


def effect(days: Effect, measure: Measure) -> str:
    """The effect alone: `cost 12,300 to 48,000 applications (estimate)`."""
    if days.verdict == UNCLEAR:
        ends = {"low": _about(days.least, sign=True), "high": _about(days.most, sign=True)}
        return words.t("effects.unclear", items=measure.unit, **ends)
    low, high = sorted(map(abs, (days.least, days.most)))
    return words.t(
        "effects.cost" if days.verdict == FELL else "effects.brought",
        low=_about(low),
        high=_about(high),
        items=measure.unit,
        percent=signed(days.share(days.items)).lstrip("−+"),
    )


def _after(found: EventEffect, measure: Measure) -> str:
    """What came after it, until the pace was back; "" where nothing of that is told."""
    if not found.clear or found.seen_until is None:
        return ""
    if found.after is None:
        return words.t("effects.not_back", day=formats.day(found.seen_until))
    low, high = sorted(map(abs, (found.after.least, found.after.most)))
    key = {UNCLEAR: "back", FELL: "back_fewer"}.get(found.after.verdict, "back_more")
    return words.t(
        f"effects.{key}", day=formats.day(found.back_on), low=_about(low), high=_about(high), items=measure.unit
    )


def finding(events: pd.DataFrame) -> str:
    """How many events can be told apart from chance, of those that were measured; `events` of table.table."""
    measured = events["effect_share"].notna()
    clear = events["effect"].isin(["cost", "brought"])
    return words.t(
        "effects.finding",
        clear=formats.number(clear.sum()),
        measured=formats.number(measured.sum()),
    )


def kinds(found: pd.DataFrame) -> str:
    """The median effect of each kind; `found` of table.by_kind."""
    return BETWEEN.join(_kind(row) for row in rows(found))


def _kind(row: Row) -> str:
    return words.t(
        "effects.of_kind",
        kind=kind(str(row["kind"])),
        percent=signed(row["effect_share"]),
        events=formats.number(row["events"]),
    )


def sentence(events: pd.DataFrame, found: pd.DataFrame, measure: Measure, unit: Unit, day: date) -> str:
    """All of it, to stand alone."""
    return words.t(
        "effects.sentence",
        measure=measure.label,
        unit=unit.name,
        day=formats.day(day),
        finding=finding(events),
        events=formats.number(len(events)),
        kinds=kinds(found),
    )


def signed(share: float) -> str:
    """`−41 %`, a change of a usual day."""
    return f"{formats.number(100 * share, sign=True)}%"


def _about(value: float, sign: bool = False) -> str:
    """A number with DIGITS digits that say something."""
    places = 0 if abs(value) < 1 else max(floor(log10(abs(value))) + 1 - DIGITS, 0)
    return formats.number(round(value, -places), sign=sign)
