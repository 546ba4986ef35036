"""What a record of the campaign's files is called, and how its values are said."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from campaign import words
from campaign.definition import Definition
from campaign.language import formats
from campaign.subjects.events.sentences import kind
from campaign.upkeep.kept import Values
from campaign.upkeep.sections import AREA, DAY, FLAG, KIND, LISTED, MEASURE, ROLE, SPOKEN, UNIT, WHOLE, Field, Section

BETWEEN = " · "
# The fields by which a record is known among the others of its section, beside what it is about.
KNOWN_BY = {
    "quotas": ("target", "issued_on", "deadline"),
    "events": ("label", "first_on"),
    "people": ("email", "subject", "role", "unit", "revoked"),
}


def record(section: Section, values: Values, campaign: Definition) -> str:
    """A record by what tells it from the others of its section."""
    if section.name == "deadlines":
        return str(campaign.short_name)
    if section.name == "addressees":
        levels = {level.id: str(level.label) for level in campaign.levels}
        return BETWEEN.join(filter(None, (levels.get(values.get("level", "")), values.get("kind"))))
    by = {field.name: field for field in section.fields}
    if section.name in KNOWN_BY:
        return BETWEEN.join(filter(None, (said(by[name], values, campaign) for name in KNOWN_BY[section.name])))
    return spoken(values.get("label"))


def said(field: Field, values: Values, campaign: Definition) -> str:
    """The value of a field as the screen says it, or as it stands where it is no such value; "" where there is none."""
    value = values.get(field.name)
    if field.holds == SPOKEN and value is None:
        value = {one: values[f"{field.name}_{one}"] for one in words.offered() if values.get(f"{field.name}_{one}")}
    return "" if value in (None, "", {}, [], False) else WRITTEN.get(field.holds, _plain)(value, campaign)


def role(name: str) -> str:
    """A role in words."""
    key = f"columns.role_{name}"
    return words.t(key) if key in words.catalogue() else name


def spoken(value: Any) -> str:
    """A text of several languages in the one that is read."""
    if not isinstance(value, dict):
        return "" if value is None else str(value)
    return str(value.get(words.language()) or next(iter(value.values()), ""))


def _plain(value: Any, _campaign: Definition) -> str:
    return str(value)


def _unit(code: Any, campaign: Definition) -> str:
    return str(campaign.unit[code].name) if code in campaign.unit else str(code)


def _measure(id: Any, campaign: Definition) -> str:
    return str(campaign.measure[id].label) if id in campaign.measure else str(id)


def _whole(value: Any, _campaign: Definition) -> str:
    return formats.number(int(value)) if str(value).isdecimal() else str(value)


def _day(value: Any, _campaign: Definition) -> str:
    with suppress(ValueError):
        return formats.day(date.fromisoformat(str(value)))
    return str(value)


def _listed(value: Any, _campaign: Definition) -> str:
    return "; ".join(map(spoken, value)) if isinstance(value, list) else str(value)


WRITTEN: dict[str, Callable[[Any, Definition], str]] = {
    UNIT: _unit,
    AREA: _unit,
    MEASURE: _measure,
    ROLE: lambda value, _campaign: role(str(value)),
    KIND: lambda value, _campaign: kind(str(value)),
    FLAG: lambda _value, _campaign: words.t("settings.is_revoked"),
    WHOLE: _whole,
    DAY: _day,
    SPOKEN: lambda value, _campaign: spoken(value),
    LISTED: _listed,
}
