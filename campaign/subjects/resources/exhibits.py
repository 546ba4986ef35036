"""With what the work is done, in a unit and in those below it: asked, judged and drawn."""

import pandas as pd

from campaign import words
from campaign.definition import Resource
from campaign.figures.exhibit import Exhibit, unit_subtitle
from campaign.figures.html import note
from campaign.figures.native import NativeChart
from campaign.figures.table import Row, rows
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.serving.untold import untold
from campaign.subjects.resources import blocks, charts, judging, sentences
from campaign.subjects.resources.capacity import Capacity, capacities

SHOWN = 20  # units of a chart; the table has all


def missing(selection: Selection) -> str:
    """What keeps the page empty and what would mend it; nothing where somebody has told of resources."""
    key, known = untold(selection, catalogue.campaign().resources, told)
    return words.t(f"resources.{key}", **known) if key else ""


@cached
def told(selection: Selection) -> pd.DataFrame:
    """The query resources of the kinds that the campaign declares, in its order."""
    order = {one.id: place for place, one in enumerate(catalogue.campaign().resources)}
    found = queries.table("resources", selection.of(None))
    found = found[found["resource"].isin(order)]
    return found.sort_values("resource", key=lambda ids: ids.map(order), ignore_index=True)


@cached
def work(selection: Selection, resource: str) -> pd.DataFrame:
    """The query resource_work of one resource, with the `load` of each unit; none where it is of no measure."""
    one = catalogue.campaign().resource[resource]
    found = queries.table("resource_work", selection.of(one.measure or catalogue.campaign().measures[0].id))
    return judging.judged(found[found["resource"] == resource], one.items_per_day)


@cached
def capacity(selection: Selection) -> dict[str, Capacity]:
    """What a machine does in a day in the unit and in those right below it, by code, and who says so."""
    campaign = catalogue.campaign()
    codes = [selection.unit, *(unit.code for unit in campaign.units if unit.parent_code == selection.unit)]
    measured = selection.of(campaign.machine_measure or campaign.measures[0].id)
    return capacities(codes, queries.table("resource_capacity", measured), campaign)


def kinds(selection: Selection) -> dict[str, str]:
    """The resources told of, by id, with their names: those that work on a measure first."""
    campaign = catalogue.campaign()
    here = [campaign.resource[id] for id in told(selection)["resource"]]
    return {one.id: str(one.label) for one in sorted(here, key=lambda one: one.measure is None)}


@cached
def finding(selection: Selection, resource: str) -> tuple[str, str]:
    """The page's answer, and below it how many there are and how many communes are reached."""
    campaign, one = catalogue.campaign(), catalogue.campaign().resource[resource]
    units, unit = work(selection, resource), campaign.unit[selection.unit]
    own, below = _own(selection, resource), units[units["unit_code"] != selection.unit]
    there = _now(selection, resource)
    said = sentences.finding(there, own, below, one, campaign, unit)
    beneath = sentences.beneath(there, one, selection.as_of)
    return said, f"{beneath} {sentences.covered(_reaching(selection), campaign)}"


@cached
def now(selection: Selection) -> Exhibit:
    """How many of each there are, who told of it, and what one of them does."""
    campaign, found = catalogue.campaign(), told(selection)
    own = [_own(selection, resource) or {} for resource in found["resource"]]
    table = found.assign(items_each=pd.Series([one.get("items_each") for one in own], dtype=float))
    said = words.t("resources.now_sentence", unit=campaign.unit[selection.unit].name, day=formats.day(selection.as_of))
    figure = blocks.now(table, campaign, selection.as_of)
    return Exhibit("resources", figure, words.t("resources.now"), unit_subtitle(selection), said, table)


@cached
def paces(selection: Selection, resource: str) -> Exhibit:
    """What one does in a day in each unit below (or in the unit, where nothing is below), beside its like units."""
    one, units = catalogue.campaign().resource[resource], work(selection, resource)
    below = units[units["unit_code"] != selection.unit]
    shown = judging.standing_out(below if len(below) else units, SHOWN)
    title = words.t("resources.paces", resource=str(one.label).lower())
    rule = sentences.rule(one)
    if shown.empty:
        return Exhibit("paces", note(_unknown(one)), title, unit_subtitle(selection), _unknown(one), units)
    points = _points(selection, f"resources.{resource}.each")
    points = points[points["unit_code"].isin(shown["unit_code"])]
    figure = charts.work(shown, points, one.items_per_day)
    native = NativeChart("bar", "name", ("items_each",))
    parts = (
        sentences.loads(below),
        words.t("resources.paces_sentence"),
        words.t("resources.numbers_published") if len(points) else "",
        rule,
        sentences.cut("resources.cut_apart", len(shown), below["items_each"].count()),
    )
    said = " ".join(filter(None, parts))
    return Exhibit("paces", figure, title, unit_subtitle(selection), said, units, native)


@cached
def numbers(selection: Selection, resource: str) -> Exhibit:
    """How many of it there were over the campaign, with what was published."""
    one = catalogue.campaign().resource[resource]
    history = queries.table("resource_history", selection.of(None))
    history = history[history["resource"] == resource].reset_index(drop=True)
    points = _own_points(selection, f"resources.{resource}")
    figure = charts.numbers(history, points, selection.as_of, str(one.label))
    said = words.t("resources.numbers_sentence", unit=catalogue.campaign().unit[selection.unit].name)
    return Exhibit(
        "numbers",
        figure,
        words.t("resources.numbers", resource=str(one.label).lower()),
        unit_subtitle(selection),
        f"{said} {sentences.published(points, one)}".strip(),
        history,
        NativeChart("line", "date", ("number",)),
    )


@cached
def output(selection: Selection, resource: str) -> Exhibit | None:
    """What all of them did a day, with the capacity that was published; None of a resource that works on nothing."""
    campaign = catalogue.campaign()
    one = campaign.resource[resource]
    if one.measure is None:
        return None
    daily = queries.table("daily_progress", selection.of(one.measure))
    points = _own_points(selection, f"resources.{resource}.all")
    measure = campaign.measure[one.measure]
    said = words.t("resources.output_sentence", measure=measure.label, unit=campaign.unit[selection.unit].name)
    return Exhibit(
        "output",
        charts.output(daily, points, selection.as_of, str(measure.label)),
        words.t("resources.output", measure=measure.label),
        unit_subtitle(selection),
        f"{said} {words.t('resources.output_published') if len(points) else ''}".strip(),
        daily,
        NativeChart("line", "date", ("count",)),
    )


@cached
def coverage(selection: Selection) -> Exhibit:
    """The communes that are reached of each unit below, the fewest first."""
    campaign, row = catalogue.campaign(), _reaching(selection)
    said, title = sentences.covered(row, campaign), words.t("resources.coverage_title")
    if row is None:
        return Exhibit("coverage", note(said), title, unit_subtitle(selection), said, told(selection))
    units = work(selection, row["resource"])
    below = units[units["unit_code"] != selection.unit]
    reached = (below if len(below) else units).dropna(subset=["communes", "communes_all"])
    reached = reached.assign(share=reached["communes"] / reached["communes_all"].where(reached["communes_all"] > 0))
    reached = reached.dropna(subset="share").sort_values(["share", "unit_code"], ignore_index=True)
    table = reached[words.in_each("unit_code", "name_*", "number", "communes", "communes_all", "share")]
    figure = charts.coverage(reached.head(SHOWN))
    native = NativeChart("bar", "name", ("share",))
    said = f"{said} {sentences.cut('resources.cut_least', SHOWN, len(reached))}".strip()
    return Exhibit("coverage", figure, title, unit_subtitle(selection), said, table, native)


@cached
def published(selection: Selection) -> pd.DataFrame:
    """Everything that was published of resources here, with what it is of in words."""
    found, named = queries.table("resource_points", selection.of(None)), catalogue.campaign().resource
    found = found[found["aspect"].str.split(".").str[1].isin(named)]
    spoken = {f"aspect_{one}": [_figure(figure, one) for figure in found["aspect"]] for one in words.offered()}
    return found.drop(columns="aspect").assign(**spoken)


def _figure(figure: str, language: str) -> str:
    """`Máy thu nhận: số lượng` for resources.machine."""
    _, id, what = [*figure.split("."), "number"][:3]
    return f"{catalogue.campaign().resource[id].label[language]}: {words.said(f'resources.of_{what}', language)}"


def _own(selection: Selection, resource: str) -> Row | None:
    """The row of the unit itself, None where there is none or the resource works on nothing."""
    if catalogue.campaign().resource[resource].measure is None:
        return None
    units = work(selection, resource)
    return next(iter(rows(units[units["unit_code"] == selection.unit])), None)


def _now(selection: Selection, resource: str) -> Row:
    found = told(selection)
    return rows(found[found["resource"] == resource])[0]


def _reaching(selection: Selection) -> Row | None:
    """The resource of which it is told how many communes it reaches; None where it is of none."""
    found = told(selection)
    return next(iter(rows(found[found["communes_all"] > 0])), None)


def _points(selection: Selection, figure: str) -> pd.DataFrame:
    found = queries.table("resource_points", selection.of(None))
    return found[found["aspect"] == figure]


def _own_points(selection: Selection, figure: str) -> pd.DataFrame:
    found = _points(selection, figure)
    return found[found["unit_code"] == selection.unit]


def _unknown(resource: Resource) -> str:
    return words.t("resources.paces_none" if resource.measure else "resources.paces_nothing", resource=resource.label)
