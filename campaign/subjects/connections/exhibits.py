"""What is connected of what is to be: asked, counted and drawn."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Connection
from campaign.figures.exhibit import Exhibit
from campaign.language import formats
from campaign.maps import figures, layers
from campaign.maps.views import LINK
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.subjects.connections import blocks, charts, counts, holders, named
from campaign.subjects.connections.counts import Progress

OWNERS = 14  # listed; the table has all


def missing(selection: Selection) -> str:
    """What keeps the page empty and what would mend it; nothing where there is a list."""
    campaign = catalogue.campaign()
    if not campaign.connections:
        return words.t("connections.not_declared", stages=", ".join(str(one.label) for one in campaign.measures))
    if len(items(selection)):
        return ""
    key = "no_list" if items(selection.on(date.max)).empty else "not_yet"
    return words.t(f"connections.{key}", unit=campaign.unit[selection.unit].name, day=formats.day(selection.as_of))


@cached
def items(selection: Selection) -> pd.DataFrame:
    """The list as last told, of the kinds that the campaign declares."""
    known = queries.table("connections", selection)
    return known[known["kind"].isin(catalogue.campaign().connection)]


@cached
def progress(selection: Selection) -> dict[str, Progress]:
    """Where each kind stands that has items here."""
    listed, campaign = items(selection), catalogue.campaign()
    kinds = [kind for kind in campaign.connections if (listed["kind"] == kind.id).any()]
    return {kind.id: counts.progress(listed, kind, whole=_whole(selection, kind)) for kind in kinds}


def gridded(selection: Selection) -> list[str]:
    """Kinds whose links are shown unit by unit: of the whole campaign, to a reader who may see all units they have."""
    return [kind.id for kind in catalogue.campaign().connections if kind.level and _whole(selection, kind)]


@cached
def finding(selection: Selection) -> tuple[str, str]:
    """The page's answer, and a quieter sentence below it."""
    listed = items(selection)
    said = words.t("connections.finding", parts=_parts(selection), overdue=_overdue(listed))
    tested = (listed["tested_on"].notna() & listed["connected_on"].isna()).sum()
    took = listed[listed["connected_on"].notna()]["days_in_test"].mean()
    told = formats.day(listed["reported_on"].max())
    unit = catalogue.campaign().unit[selection.unit].name
    key, known = "beneath" if tested else "beneath_untested", {"day": told, "unit": unit}
    beneath = words.t(f"connections.{key}", tested=formats.number(tested), **known)
    lasted = "" if formats.missing(took) else words.t("connections.beneath_took", days=formats.days(took))
    return said, f"{beneath} {lasted}".strip()


@cached
def line(selection: Selection) -> str:
    """The same in one line for the overview; nothing where there is no list."""
    listed = items(selection)
    if listed.empty:
        return ""
    waits = holders.holders(listed[listed["held_by"].isin(list(holders.SIDES))])
    said = words.t("connections.line", parts=_parts(selection), overdue=_overdue(listed))
    if waits.empty or not (body := waits[f"body_{words.language()}"].iloc[0]):
        return said
    return words.t("connections.line_waits", line=said, body=body, overdue=formats.number(waits["overdue"].iloc[0]))


@cached
def burnup(selection: Selection, kind: str) -> Exhibit:
    """Items of a kind planned, tested and connected over time."""
    listed, here = items(selection), progress(selection)[kind]
    own = listed[listed["kind"] == kind]
    told = own["reported_on"].max()
    days = counts.curve(own, told)
    published = queries.table("published", selection.of(kind))
    told_counts = {count: formats.number(getattr(here, count)) for count in ("connected", "testing", "overdue")}
    said = words.t(
        "connections.burnup",
        told=formats.day(told),
        unit=catalogue.campaign().unit[selection.unit].name,
        items=here.kind.unit,
        deadline=formats.day(here.kind.deadline),
        **told_counts,
    )
    points = " ".join(
        words.t("connections.burnup_published", value=formats.number(value), day=formats.day(day))
        for value, day in zip(published["value"], published["date"], strict=True)
    )
    every = pd.concat([listed[f"{stage}_on"] for stage in ("planned", "tested", "connected")])
    return Exhibit(
        f"burnup_{kind}",
        charts.burnup(days, here, published, selection.as_of, every.min()),
        words.t(
            "connections.title",
            label=here.kind.label,
            parts=_part(here),
        ),
        words.t("connections.note", items=here.kind.unit, told=formats.day(told), day=formats.day(selection.as_of)),
        f"{said} {points}".strip(),
        days,
    )


@cached
def grid(selection: Selection, kind: str) -> Exhibit:
    """The units of a kind's level by the state of their link, in a tile grid where there is one, else on a map."""
    campaign, listed = catalogue.campaign(), items(selection)
    own = listed[(listed["kind"] == kind) & listed["unit_code"].notna()]
    ordered = own.sort_values("state", key=lambda states: states.map(counts.STATES.index))
    worst = ordered.drop_duplicates("unit_code").set_index("unit_code")
    level = campaign.connection[kind].level or campaign.reporting_level
    codes = [one.code for one in campaign.units if one.level == level and one.there(selection.as_of)]
    shown = pd.DataFrame([_drawn(code, worst) for code in codes])
    figure = figures.draw(shown, LINK, layers.tiles(campaign, level) or layers.areas(campaign, level), 700)
    said, told = _counts(worst), formats.day(listed["reported_on"].max())
    return Exhibit(
        f"grid_{kind}",
        figure,
        words.t("connections.grid", done=said["connected"], units=formats.number(len(codes))),
        words.t("connections.grid_note", label=campaign.connection[kind].label),
        words.t("connections.grid_sentence", told=told, label=campaign.connection[kind].label, **said),
        named.table(own, campaign),
    )


@cached
def owners(selection: Selection) -> Exhibit:
    """Who answers for what belongs to no unit, the most overdue first; for all where everything belongs to one."""
    listed = items(selection)
    shared = listed[listed["unit_code"].isna()]
    found = counts.owners(shared if len(shared) else listed)
    return Exhibit(
        "owners",
        blocks.owners(found, OWNERS),
        words.t("connections.owners"),
        words.t("connections.owners_note"),
        words.t(
            "connections.owners_sentence",
            told=formats.day(listed["reported_on"].max()),
            unit=catalogue.campaign().unit[selection.unit].name,
            owners=formats.number(len(found)),
            late=formats.number((found["overdue"] > 0).sum()),
        ),
        found,
    )


@cached
def listing(selection: Selection, find: str, show: str) -> Exhibit:
    """The list item by item, narrowed to what is looked for."""
    listed = items(selection)
    found = counts.selection(listed, find, show)
    note = words.t("connections.list_note", found=formats.number(len(found)), all=formats.number(len(listed)))
    return Exhibit(
        "connections",
        blocks.items(found, progress(selection)),
        words.t("connections.list"),
        note,
        words.t(
            "connections.list_sentence",
            unit=catalogue.campaign().unit[selection.unit].name,
            told=formats.day(listed["reported_on"].max()),
            found=formats.number(len(found)),
            **_counts(found),
        ),
        named.table(found, catalogue.campaign()),
    )


@cached
def shows(selection: Selection) -> dict[str, str]:
    """What the list can be narrowed to: everything, the states and the kinds that occur."""
    listed = items(selection)
    states = {state: words.t(f"columns.state_{state}") for state in counts.STATES if (listed["state"] == state).any()}
    kinds = {kind: str(here.kind.label) for kind, here in progress(selection).items()}
    return {"": words.t("connections.show_all")} | states | kinds


def _whole(selection: Selection, kind: Connection) -> bool:
    """Whether all items of a kind are looked at: those of the root, with every unit that has one in the scope."""
    campaign = catalogue.campaign()
    having = {one.code for one in campaign.units if one.level == kind.level}
    return selection.unit == campaign.root and all(map(selection.scope.sees, having))


def _parts(selection: Selection) -> str:
    return ", ".join(map(_part, progress(selection).values()))


def _part(here: Progress) -> str:
    """Connected of all that is in the list, with the goal where that is another number."""
    return words.t(
        "connections.part" if here.target == here.items else "connections.part_goal",
        done=formats.number(here.connected),
        items_all=formats.number(here.items),
        target=formats.number(here.target),
        items=here.kind.unit,
    )


def _overdue(listed: pd.DataFrame) -> str:
    late = listed["days_overdue"].dropna()
    return (
        words.t("connections.overdue_some", overdue=formats.number(len(late)), days=formats.days(late.max()))
        if len(late)
        else words.t("connections.overdue_none")
    )


def _counts(listed: pd.DataFrame) -> dict[str, str]:
    """How many items are in each state, as text."""
    return {state: formats.number((listed["state"] == state).sum()) for state in counts.STATES}


def _drawn(code: str, links: pd.DataFrame) -> Row:
    """What campaign.maps.figures draws of one unit, with the words of its hover text."""
    if code not in links.index:
        return {"unit_code": code, "value": None, "state": "missing", "told": "", "detail": "", "target": 1}
    link = links.loc[[code]].to_dict("records")[0]
    value = counts.STATES.index(link["state"])
    days = {stage: formats.day(link[f"{stage}_on"]) for stage in ("planned", "tested", "connected")}
    return {
        "unit_code": code,
        "value": value,
        "state": "",
        "told": LINK.form(value),
        "detail": words.t("connections.grid_detail", **days),
        "target": 1,
    }
