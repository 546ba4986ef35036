"""Widgets for the fields of a record of the campaign's files, each holding what the file says."""

from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

import streamlit as st

from campaign import words
from campaign.definition.calendar import KINDS
from campaign.definition.row import PLACES
from campaign.language import formats, typed_days
from campaign.people.roster import OF_A_UNIT, SEES_ALL
from campaign.serving import catalogue
from campaign.subjects.events.sentences import kind
from campaign.subjects.upkeep import names
from campaign.ui import choices
from campaign.upkeep.kept import Values
from campaign.upkeep.sections import AREA, DAY, FLAG, KIND, LISTED, MEASURE, ROLE, SPOKEN, UNIT, WHOLE, Field, Section

ROLES = (*SEES_ALL, *OF_A_UNIT)
LONGEST = 1000  # characters of a text
BESIDE = timedelta(days=366)  # by which a day may lie before the campaign or after it


def all_of(section: Section, before: Values, key: str) -> Values:
    """A widget for each field of a record that had the values `before`; what they hold, by name, in JSON's types."""
    given: Values = {}
    for field in section.fields:
        if field.holds == SPOKEN and not section.table:
            for one in catalogue.languages():
                given |= {(name := f"{field.name}_{one}"): _text(field, before.get(name), f"{key}_{name}", one)}
        else:
            given[field.name] = DRAWN.get(field.holds, _text)(field, before.get(field.name), f"{key}_{field.name}")
            if not section.table and given[field.name] is not None:
                given[field.name] = str(given[field.name])
    return given


def _label(field: Field, language: str = "") -> str:
    optional = words.t("settings.optional") if field.optional else ""
    spoken = f" ({language})" if language else ""
    return f"{words.t(f'settings.field_{field.name}')}{spoken}{optional}"


def _text(field: Field, value: Any, key: str, language: str = "") -> str:
    return st.text_input(_label(field, language), "" if value is None else str(value), LONGEST, key=key).strip()


def _whole(field: Field, value: Any, key: str) -> int | None:
    known = int(value) if str(value).isdecimal() else None
    return st.number_input(_label(field), value=known, min_value=0, max_value=10**PLACES - 1, step=1, key=key)


def _day(field: Field, value: Any, key: str) -> str:
    """A day as hands type it; what is none goes on as it stands, for the check to say so."""
    typed = st.text_input(_label(field), _written(value), key=key, placeholder=words.t("settings.day_hint")).strip()
    campaign = catalogue.campaign()
    within = typed_days.read(typed, campaign.start, campaign.deadline)
    near = within or typed_days.read(typed, campaign.start - BESIDE, max(campaign.deadline, campaign.today()) + BESIDE)
    return near.isoformat() if near else typed


def _written(value: Any) -> str:
    """A day of a file as it is written here."""
    try:
        return formats.day(date.fromisoformat(str(value)))
    except ValueError:
        return "" if value is None else str(value)


def _flag(field: Field, value: Any, key: str) -> bool:
    return st.checkbox(words.t(f"settings.field_{field.name}"), value is True, key=key)


def _choice(field: Field, value: Any, key: str, offered: dict[str, str]) -> str:
    """One of a few, "" for none; what stands in the file is offered too, whatever it is."""
    shown = choices.apart(offered)
    options = [*([""] if field.optional or not value else []), *offered]
    options += [str(value)] if value and str(value) not in options else []
    at = options.index(str(value)) if value else 0
    return st.selectbox(_label(field), options, at, lambda id: shown.get(id, id or formats.MISSING), key=key)


def _unit(field: Field, value: Any, key: str) -> str:
    campaign = catalogue.campaign()
    offered = {code: ", ".join(str(unit.name) for unit in campaign.named(code)) for code in campaign.unit}
    return _choice(field, value, key, offered)


def _area(field: Field, value: Any, key: str) -> str:
    campaign = catalogue.campaign()
    near = [unit for unit in campaign.units if unit.parent_code in (None, campaign.root)]
    return _choice(field, value, key, {unit.code: str(unit.name) for unit in near})


def _measure(field: Field, value: Any, key: str) -> str:
    return _choice(field, value, key, {id: str(one.label) for id, one in catalogue.campaign().measure.items()})


def _role(field: Field, value: Any, key: str) -> str:
    return _choice(field, value, key, {one: names.role(one) for one in ROLES})


def _kind(field: Field, value: Any, key: str) -> str:
    kinds = dict.fromkeys([*KINDS, *catalogue.campaign().rest_events])
    return _choice(field, value, key, {one: kind(one) for one in kinds})


def _spoken(field: Field, value: Any, key: str) -> dict[str, str]:
    had = value if isinstance(value, dict) else {}
    said = {one: _text(field, had.get(one), f"{key}_{one}", one) for one in catalogue.languages()}
    return {one: text for one, text in said.items() if text}


def _listed(field: Field, value: Any, key: str) -> list[dict[str, str]]:
    """A text area for each language, a line for each text."""
    had = value if isinstance(value, list) else []
    lines = {
        one: st.text_area(_label(field, one), "\n".join(str(text.get(one, "")) for text in had), key=f"{key}_{one}")
        for one in catalogue.languages()
    }
    spoken = [[(one, line.strip()) for line in (text or "").splitlines()] for one, text in lines.items()]
    several = [{one: text for one, text in pairs if text} for pairs in zip_longest(*spoken, fillvalue=("", ""))]
    return [one for one in several if one]


DRAWN = {
    WHOLE: _whole,
    DAY: _day,
    FLAG: _flag,
    UNIT: _unit,
    AREA: _area,
    MEASURE: _measure,
    ROLE: _role,
    KIND: _kind,
    SPOKEN: _spoken,
    LISTED: _listed,
}
