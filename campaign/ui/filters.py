"""What the reader has chosen stands in the URL and nowhere else: a link, Back and Forward give the exact view."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from campaign import words
from campaign.definition import Measure, Named, Unit
from campaign.figures import html
from campaign.language import formats
from campaign.language import names as language_names
from campaign.maps.views import VIEWS
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Scope, Selection
from campaign.subjects.comparison import exhibits as comparison
from campaign.ui import choices, day_picker, lives, picker

LISTED = 290  # px, a list of names, the same on every page; on a phone as wide as that


def bar(scope: Scope, below: int | None = None) -> Selection:
    """The row at the top of a page: unit (`unit`), day (`as_of`), language (`lang`). All measures are selected.

    A page that looks at the units below names how many levels under the root it goes, `below`; a unit whose units
    below are not for the reader's eyes cannot be chosen there.
    """
    campaign = catalogue.campaign()
    latest_of_all = Selection(scope, campaign.root, date.max)
    names, languages = _names(latest_of_all, below), language_names.own(campaign.languages)
    latest = queries.one("freshness", latest_of_all.at(next(iter(names))))["cut_off"].date()
    missed_unit, above = _asked_unit(names, scope)
    with st.container(horizontal=True, vertical_alignment="center", key="choices"):
        unit = picker.picked("unit", names, partial(_sought, names), _near, above)
        as_of, missed = _day(campaign.unit[unit], latest)
        choices.buttons("lang", languages)
    choices.say(missed_unit, missed, choices.missed("lang", languages))
    asked = st.query_params.get("unit", "")
    lives.say(asked if asked in campaign.unit and scope.sees(asked) else unit, latest, scope)
    return Selection(scope, unit, as_of)


def _day(unit: Unit, latest: date) -> tuple[date, str]:
    """The day that is shown, and what to say where the URL asks for none of the campaign's, as day_picker gives them.

    A unit is shown while it is there.
    """
    campaign = catalogue.campaign()
    first, last = campaign.start, max(latest, campaign.start)
    first, last = max(first, min(unit.opens_on, last)), max(min(last, unit.ends_on), first)
    return day_picker.picked("as_of", first, last, min(max(campaign.opens(latest), first), last))


def _asked_unit(names: dict[str, str], scope: Scope) -> tuple[str, str | None]:
    """What to say of a unit in the URL that cannot be chosen here, and the closest one above it that can.

    Whether a unit exists outside the reader's scope is not said.
    """
    campaign, code = catalogue.campaign(), st.query_params.get("unit", "")
    seen = code in campaign.unit and (scope.units is None or code in scope.units)
    above = next((one for one in campaign.line(code) if one in names), None) if seen else None
    if above in (None, code):
        return choices.missed("unit", names), above
    return words.t("filters.unit_above", asked=campaign.unit[code].name, shown=names[above]), above


@cached
def _names(selection: Selection, below: int | None) -> dict[str, str]:
    """Names of the units that may be chosen, by code, as the tree goes.

    Below the first level with the name of the unit above, since names of districts repeat.
    """
    campaign, tree = catalogue.campaign(), queries.table("unit_tree", selection)
    if below is not None:
        hidden = {unit.parent_code for unit in campaign.units} - set(tree["parent_code"])
        tree = tree[(tree["depth"] <= below) & ~tree["unit_code"].isin(hidden)]
    return {code: name(code) for code in tree["unit_code"]}


def units(scope: Scope) -> dict[str, str]:
    """Names of all units that somebody may look at, by code, as the tree goes."""
    return _names(Selection(scope, catalogue.campaign().root, date.max), None)


def name(code: str) -> str:
    """A unit with the one above it, and its last day if it has one."""
    campaign = catalogue.campaign()
    name, last = ", ".join(str(unit.name) for unit in campaign.named(code)), campaign.unit[code].valid_to
    return words.t("filters.until", unit=name, day=formats.day(last)) if last else name


def _near(code: str) -> list[str]:
    """The units above one, the highest first, itself, and those below it; beside it where nothing is below."""
    campaign, line = catalogue.campaign(), catalogue.campaign().line(code)
    over = code if campaign.level_below(campaign.unit[code]) else campaign.unit[code].parent_code
    below = [unit.code for unit in campaign.units if unit.parent_code == over]
    return list(dict.fromkeys([*reversed(line), *below]))


def _sought(codes: Iterable[str]) -> dict[str, str]:
    """What units are looked for by, the highest levels first."""
    campaign = catalogue.campaign()
    return {code: campaign.sought(code) for code in sorted(codes, key=lambda code: len(campaign.line(code)))}


def peer(names: dict[str, str]) -> str:
    """Another unit to compare with (`peer`), the first of `names` unless chosen otherwise."""
    picked = picker.picked("peer", names, partial(_sought, names), lambda _: names)
    choices.say(choices.missed("peer", names))
    return picked


def measure(measures: list[str] | None = None) -> Measure:
    """The measure (`measure`), one of `measures` or of the whole campaign."""
    campaign = catalogue.campaign()
    names = {id: str(campaign.measure[id].label) for id in measures or campaign.measure}
    return campaign.measure[choices.dropdown("measure", names, LISTED)]


def project() -> Named:
    """The project (`project`) whose chain of stages is looked at; no choice where there is only one."""
    campaign = catalogue.campaign()
    projects = {project.id: project for project in campaign.projects if campaign.chain(project.id)}
    if len(projects) == 1:
        return next(iter(projects.values()))
    return projects[choices.option("project", {id: str(project.label) for id, project in projects.items()})]


def stage(measure: Measure, overview: pd.DataFrame) -> str:
    """A stage of the measure's chain (`stage`), the slowest one of the query overview unless chosen otherwise."""
    campaign = catalogue.campaign()
    names = {stage.id: str(stage.label) for stage in campaign.chain(measure.project)}
    slow = overview[overview["slowest"] & overview["measure"].isin(names)]["measure"]
    first = next(iter(slow), measure.id)
    return choices.dropdown("stage", {first: names[first]} | names, width=240)


def trail(unit: Unit) -> None:
    """The units above `unit`, each a button that goes there."""
    campaign = catalogue.campaign()
    above = [campaign.unit[code] for code in reversed(campaign.line(unit.code)[1:])]
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


def known() -> dict[str, Collection[str]]:
    """What a link may ask for on any page, whether that page has a choice of it or not."""
    campaign = catalogue.campaign()
    return {"measure": campaign.measure, "project": campaign.project, "view": {*VIEWS, *comparison.VIEWS}}


def query() -> dict[str, str]:
    """All choices of the reader, as the address of this view has them."""
    return st.query_params.to_dict()


def address(selection: Selection) -> str:
    """The address of this very view, for somebody else or for later: unit, day and language are always in it."""
    pinned = {"unit": selection.unit, "as_of": selection.as_of.isoformat(), "lang": words.language()}
    return f"{st.context.url or ''}?{urlencode(query() | pinned)}"


def weeks(measure: Measure, as_of: date) -> list[date]:
    """Days a week apart from the measure's start to `as_of`, the last; none where that is one, and nothing to play."""
    days = [as_of - timedelta(weeks=back) for back in range((as_of - measure.start).days // 7, -1, -1)]
    return days if len(days) > 1 else []
