"""What a page says of a unit that has ended, is new, or goes on with others: who they are, as links."""

from collections.abc import Iterable
from datetime import date, timedelta
from urllib.parse import urlencode

import streamlit as st

from campaign import words
from campaign.definition import Unit
from campaign.figures import html
from campaign.language import formats
from campaign.serving import catalogue
from campaign.serving.selection import Scope


def say(code: str, latest: date, scope: Scope) -> None:
    """A line for whatever changed of the unit until the day `latest`, for a reader of this scope."""
    campaign = catalogue.campaign()
    unit = campaign.unit[code]
    if unit.ends_on < latest:
        heirs = [campaign.unit[one.code] for one in unit.successors]
        _line("ended" if heirs else "ended_alone", unit, unit.ends_on, heirs, scope)
        return
    earlier: dict[date, list[Unit]] = {}
    for one in campaign.predecessors(code):
        earlier.setdefault(one.ends_on + timedelta(days=1), []).append(one)
    for day, taken in earlier.items():
        if day <= latest:
            _line("founded" if day == unit.opens_on else "took_over", unit, day, taken, scope)
    if unit.valid_from and unit.valid_from not in earlier:
        _line("new", unit, unit.valid_from, [], scope)


def _line(key: str, unit: Unit, day: date, others: Iterable[Unit], scope: Scope) -> None:
    said = html.text(words.t(f"filters.{key}", unit=_name(unit), day=formats.day(day)))
    links = ", ".join(_link(one) if scope.sees(one.code) else html.text(_name(one)) for one in others)
    st.html(html.tag("p", f"{said} {links}." if links else said, "instead", role="status"))


def _link(unit: Unit) -> str:
    """The same view of another unit."""
    query = st.query_params.to_dict() | {"unit": unit.code}
    return html.tag("a", html.text(_name(unit)), href=f"?{urlencode(query)}", target="_self")


def _name(unit: Unit) -> str:
    return ", ".join(str(one.name) for one in catalogue.campaign().named(unit.code))
