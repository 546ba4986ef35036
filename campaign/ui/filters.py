"""What the reader has chosen, kept in the URL: a link is the exact view."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from campaign import words
from campaign.definition import Measure, Named, Unit
from campaign.figures import html
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Scope


def speak() -> None:
    """From here on this script speaks the language of the URL (`lang`)."""
    words.use(chosen("lang", words.LANGUAGES))


def bar(scope: Scope, below: int | None = None) -> tuple[Unit, date]:
    """The row at the top of a page: unit (`unit`), day (`as_of`), language (`lang`).

    A page that looks at the units below names how many levels under the root it goes, `below`; a unit whose units
    below are not for the reader's eyes cannot be chosen there.
    """
    campaign = catalogue.campaign()
    names = _places(scope, below)
    latest = queries.one("freshness", scope, unit=next(iter(names)), as_of=date.max)["cut_off"].date()
    with st.container(horizontal=True, vertical_alignment="center"):
        code = option("unit", names, st.selectbox, width=340)
        as_of = st.date_input(
            words.t("filters.as_of"),
            value=min(campaign.opens_on or latest, latest),
            min_value=campaign.start,
            max_value=max(latest, campaign.start),
            format="DD/MM/YYYY",
            required=True,
            key="as_of",
            bind="query-params",
            label_visibility="collapsed",
            width=170,
        )
        option("lang", words.LANGUAGES)
    return campaign.unit[code], as_of


@cached
def _places(scope: Scope, below: int | None) -> dict[str, str]:
    """Names of the units that may be chosen, by code, as the tree goes.

    Below the first level with the name of the unit above, since names of districts repeat.
    """
    campaign, tree = catalogue.campaign(), queries.table("unit_tree", scope)
    if below is not None:
        hidden = {unit.parent_code for unit in campaign.units} - set(tree["parent_code"])
        tree = tree[(tree["depth"] <= below) & ~tree["unit_code"].isin(hidden)]
    units = [campaign.unit[code] for code in tree["unit_code"]]
    return {
        unit.code: str(unit.name)
        if unit.parent_code in (None, campaign.root)
        else f"{unit.name}, {campaign.unit[unit.parent_code].name}"
        for unit in units
    }


def measure(measures: list[str] | None = None, width: int | str = "stretch") -> Measure:
    """The measure (`measure`), one of `measures` or of the whole campaign."""
    campaign = catalogue.campaign()
    names = {id: str(campaign.measure[id].label) for id in measures or campaign.measure}
    return campaign.measure[option("measure", names, st.selectbox, width)]


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
    return option("stage", {first: names[first]} | names, widget=st.selectbox, width=240)


def option(
    key: str,
    names: dict[str, str],
    widget: Callable = st.segmented_control,
    width: int | str = "content",
    label: str = "",
) -> str:
    """One of `names` (id to name), the first unless chosen otherwise.

    Its id is kept in the URL as `key`, so that a link is the same in both languages; Streamlit's own `bind` writes the
    label instead, which changes with the language.
    """
    shown = f"pick_{key}"
    st.session_state[shown] = chosen(key, names)

    def remember() -> None:
        st.query_params[key] = st.session_state[f"chosen_{key}"] = st.session_state[shown]

    extra = {"required": True, "wrap": True} if widget is st.segmented_control else {}
    return widget(
        label or words.t(f"filters.{key}"),
        names,
        format_func=names.get,
        key=shown,
        on_change=remember,
        label_visibility="collapsed",
        width=width,
        **extra,
    )


def chosen(key: str, options: Collection[str]) -> str:
    """What the URL says about `key`, else what was chosen before on another page, else the first of the options."""
    asked = st.query_params.get(key, st.session_state.get(f"chosen_{key}"))
    return asked if asked in options else next(iter(options))


def choice(key: str, options: list[str], **names: object) -> str:
    """One of a few ways of seeing the same thing (`key`), named in `names` or in words as `map.KEY_OPTION`."""
    if len(options) == 1:
        return options[0]
    called = {way: str(names.get(way) or words.t(f"map.{key}_{way}")) for way in options}
    return option(key, called, label=words.t(f"map.{key}"))


def trail(unit: Unit) -> None:
    """The units above `unit`, each a button that goes there."""
    campaign = catalogue.campaign()
    above = []
    while unit.parent_code:
        unit = campaign.unit[unit.parent_code]
        above.insert(0, unit)
    with st.container(horizontal=True):
        for place in above:
            st.button(
                f"‹ {html.escape_markdown(place.name)}",
                type="tertiary",
                key=f"trail_{place.code}",
                on_click=open_unit,
                args=(place.code,),
            )


def open_unit(code: str) -> None:
    """From the next run on, look at this unit; at the one above it when there is nothing below."""
    campaign = catalogue.campaign()
    unit = campaign.unit[code]
    chosen_code = unit.code if campaign.level_below(unit) else unit.parent_code
    st.query_params["unit"] = st.session_state["chosen_unit"] = chosen_code


def query() -> dict[str, str]:
    """All choices of the reader, as the address of this view has them."""
    remembered = {
        key.removeprefix("chosen_"): str(value)
        for key, value in st.session_state.items()
        if str(key).startswith("chosen_")
    }
    return remembered | st.query_params.to_dict()


def address(unit: Unit, as_of: date) -> str:
    """The address of this very view, for somebody else or for later: unit, day and language are always in it."""
    pinned = {"unit": unit.code, "as_of": as_of.isoformat(), "lang": words.language()}
    return f"{st.context.url or ''}?{urlencode(query() | pinned)}"


def weeks(measure: Measure, as_of: date) -> list[date]:
    """Days a week apart from the measure's start to `as_of`, which is the last."""
    return [as_of - timedelta(weeks=back) for back in range((as_of - measure.start).days // 7, -1, -1)] or [as_of]
