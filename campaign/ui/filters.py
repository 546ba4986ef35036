"""What the reader has chosen stands in the URL and nowhere else: a link, Back and Forward give the exact view."""

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date, timedelta
from typing import Literal
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from campaign import words
from campaign.definition import Measure, Named, Text, Unit
from campaign.figures import html
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Scope, Selection

Width = int | Literal["stretch"]  # pixels, or all there is


def speak() -> None:
    """From here on this script speaks the language of the URL (`lang`)."""
    words.use(chosen("lang", words.LANGUAGES))


def bar(scope: Scope, below: int | None = None) -> Selection:
    """The row at the top of a page: unit (`unit`), day (`as_of`), language (`lang`). All measures are selected.

    A page that looks at the units below names how many levels under the root it goes, `below`; a unit whose units
    below are not for the reader's eyes cannot be chosen there.
    """
    campaign = catalogue.campaign()
    latest_of_all = Selection(scope, campaign.root, date.max)
    names = _names(latest_of_all, below)
    latest = queries.one("freshness", latest_of_all.at(next(iter(names))))["cut_off"].date()
    first, last = campaign.start, max(latest, campaign.start)
    opens = min(campaign.opens_on or latest, latest)
    missed, day = _asked_day(first, last, opens)
    above = _above(names, scope)
    with st.container(horizontal=True, vertical_alignment="center"):
        unit = _list("unit", names, 340, above)
        st.session_state["pick_as_of"] = day
        as_of = st.date_input(
            words.t("filters.as_of"),
            min_value=first,
            max_value=last,
            format="DD/MM/YYYY",
            required=True,
            key="pick_as_of",
            on_change=_remembering("as_of", _days(first, last)),
            label_visibility="collapsed",
            width=170,
        )
        _buttons("lang", words.LANGUAGES)
    _say(_missed("unit", names, above), missed, _missed("lang", words.LANGUAGES))
    return Selection(scope, unit, as_of)


def _asked_day(first: date, last: date, opens: date) -> tuple[str, date]:
    """The day of the URL, else the one that pages open on; and what to say where it cannot be shown."""
    asked = st.query_params.get("as_of")
    if asked is None:
        return "", opens
    with suppress(ValueError):
        if first <= date.fromisoformat(asked) <= last:
            return "", date.fromisoformat(asked)
    span = {"first": formats.day(first), "last": formats.day(last)}
    return words.t("filters.no_day", asked=asked[:40], shown=formats.day(opens), **span), opens


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(number) for number in range((last - first).days + 1)]


def _above(names: Collection[str], scope: Scope) -> str | None:
    """The closest unit above the one in the URL that may be chosen here, if the reader may see that one."""
    units, code = catalogue.campaign().unit, st.query_params.get("unit")
    if scope.units is not None and code not in scope.units:
        return None
    while code in units and code not in names:
        code = units[code].parent_code
    return code if code in names else None


def _say(*sentences: str) -> None:
    """A line for each thing that a link asked for and that is not what is shown; nothing for an empty one."""
    for sentence in filter(None, sentences):
        st.html(html.tag("p", html.text(sentence), "instead", role="status"))


@cached
def _names(selection: Selection, below: int | None) -> dict[str, str]:
    """Names of the units that may be chosen, by code, as the tree goes.

    Below the first level with the name of the unit above, since names of districts repeat.
    """
    campaign, tree = catalogue.campaign(), queries.table("unit_tree", selection)
    if below is not None:
        hidden = {unit.parent_code for unit in campaign.units} - set(tree["parent_code"])
        tree = tree[(tree["depth"] <= below) & ~tree["unit_code"].isin(hidden)]
    return {code: _name(campaign.unit[code]) for code in tree["unit_code"]}


def _name(unit: Unit) -> str:
    campaign = catalogue.campaign()
    if unit.parent_code is None or unit.parent_code == campaign.root:
        return str(unit.name)
    return f"{unit.name}, {campaign.unit[unit.parent_code].name}"


def measure(measures: list[str] | None = None, width: Width = "stretch") -> Measure:
    """The measure (`measure`), one of `measures` or of the whole campaign."""
    campaign = catalogue.campaign()
    names = {id: str(campaign.measure[id].label) for id in measures or campaign.measure}
    return campaign.measure[dropdown("measure", names, width)]


def search(key: str, label: str, width: int = 320) -> str:
    """Text to look for, kept in the URL as `key`; empty when nothing is."""
    return (
        st.text_input(
            label,
            key=key,
            type="search",
            live=True,
            placeholder=label,
            label_visibility="collapsed",
            width=width,
            bind="query-params",
        )
        or ""
    )


def project() -> Named:
    """The project (`project`) whose chain of stages is looked at; no choice where there is only one."""
    campaign = catalogue.campaign()
    projects = {project.id: project for project in campaign.projects if campaign.chain(project.id)}
    if len(projects) == 1:
        return next(iter(projects.values()))
    return projects[option("project", {id: str(project.label) for id, project in projects.items()})]


def stage(measure: Measure, overview: pd.DataFrame) -> str:
    """A stage of the measure's chain (`stage`), the slowest one of the query overview unless chosen otherwise."""
    campaign = catalogue.campaign()
    names = {stage.id: str(stage.label) for stage in campaign.chain(measure.project)}
    slow = overview[overview["slowest"] & overview["measure"].isin(names)]["measure"]
    first = next(iter(slow), measure.id)
    return dropdown("stage", {first: names[first]} | names, width=240)


def option(key: str, names: dict[str, str], label: str = "") -> str:
    """One of `names` (id to name), beside one another; the first unless chosen otherwise.

    Its id is kept in the URL as `key`, so that a link is the same in both languages; Streamlit's own `bind` writes the
    label instead, which changes with the language.
    """
    picked = _buttons(key, names, label)
    _say(_missed(key, names))
    return picked


def dropdown(key: str, names: dict[str, str], width: Width) -> str:
    """The same where there are many, in a list that opens."""
    picked = _list(key, names, width)
    _say(_missed(key, names))
    return picked


def _buttons(key: str, names: dict[str, str], label: str = "") -> str:
    st.session_state[f"pick_{key}"] = first = chosen(key, names)
    picked = st.segmented_control(
        label or words.t(f"filters.{key}"),
        names,
        format_func=lambda id: names.get(id, id),
        key=f"pick_{key}",
        on_change=_remembering(key, names),
        label_visibility="collapsed",
        required=True,
        wrap=True,
    )
    return picked or first


def _list(key: str, names: dict[str, str], width: Width, instead: str | None = None) -> str:
    """`instead` is shown where the URL asks for something else than `names`."""
    st.session_state[f"pick_{key}"] = chosen(key, names, instead)
    return st.selectbox(
        words.t(f"filters.{key}"),
        names,
        format_func=lambda id: names.get(id, id),
        key=f"pick_{key}",
        on_change=_remembering(key, names),
        label_visibility="collapsed",
        width=width,
    )


def _missed(key: str, names: dict[str, str], instead: str | None = None) -> str:
    """What to say where the URL asks for something that cannot be chosen here; empty where it asks for nothing else.

    Whether a unit exists outside the reader's scope is not said.
    """
    asked = st.query_params.get(key)
    if asked is None or asked in names:
        return ""
    shown = names[instead or next(iter(names))]
    if key == "unit" and instead:
        return words.t("filters.unit_above", asked=catalogue.campaign().unit[asked].name, shown=shown)
    return words.t("filters.not_here", what=words.t(f"filters.{key}").lower(), asked=asked[:40], shown=shown)


def _remembering(key: str, options: Collection[object]) -> Callable[[], None]:
    """What happens when something else is chosen: the URL has it, if it is one of the options and not forged."""

    def remember() -> None:
        if (picked := st.session_state[f"pick_{key}"]) in options:
            st.query_params[key] = str(picked)

    return remember


def chosen(key: str, options: Collection[str], instead: str | None = None) -> str:
    """What the URL says about `key`, else what is shown `instead`, else the first of the options."""
    asked = st.query_params.get(key)
    return asked if asked is not None and asked in options else instead or next(iter(options))


def choice(key: str, options: list[str], **names: Text) -> str:
    """One of a few views of the same thing (`key`), named in `names` or in words as `map.KEY_OPTION`."""
    if len(options) == 1:
        return options[0]
    labels = {view: str(names[view]) if view in names else words.t(f"map.{key}_{view}") for view in options}
    return option(key, labels, words.t(f"map.{key}"))


def trail(unit: Unit) -> None:
    """The units above `unit`, each a button that goes there."""
    campaign = catalogue.campaign()
    above: list[Unit] = []
    while unit.parent_code:
        unit = campaign.unit[unit.parent_code]
        above.insert(0, unit)
    with st.container(horizontal=True):
        for one in above:
            st.button(
                f"‹ {html.escape_markdown(one.name)}",
                type="tertiary",
                key=f"trail_{one.code}",
                on_click=open_unit,
                args=(one.code,),
            )


def open_unit(code: str) -> None:
    """From the next run on, look at this unit; at the one above it when there is nothing below."""
    campaign = catalogue.campaign()
    unit = campaign.unit[code]
    opened = unit.code if campaign.level_below(unit) or unit.parent_code is None else unit.parent_code
    st.query_params["unit"] = opened


def query() -> dict[str, str]:
    """All choices of the reader, as the address of this view has them."""
    return st.query_params.to_dict()


def address(selection: Selection) -> str:
    """The address of this very view, for somebody else or for later: unit, day and language are always in it."""
    pinned = {"unit": selection.unit, "as_of": selection.as_of.isoformat(), "lang": words.language()}
    return f"{st.context.url or ''}?{urlencode(query() | pinned)}"


def weeks(measure: Measure, as_of: date) -> list[date]:
    """Days a week apart from the measure's start to `as_of`, which is the last."""
    return [as_of - timedelta(weeks=back) for back in range((as_of - measure.start).days // 7, -1, -1)] or [as_of]
