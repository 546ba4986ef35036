"""How far what is connected is used: transactions, papers no longer asked for, whatever the campaign names."""

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.definition import Uptake
from campaign.figures import axes, lines
from campaign.figures.exhibit import Exhibit
from campaign.figures.lines import Look
from campaign.figures.native import NativeChart
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.subjects.connections import use_counts

WITHIN = 30  # days, of what came last


def figures(selection: Selection) -> list[str]:
    """Figures of uptake of which anything is known here, in the campaign's order."""
    known = set(queries.table("uptake", selection)["figure"])
    return [one.id for one in catalogue.campaign().uptake if one.id in known]


def lacking(selection: Selection) -> str:
    """What is not known of the use, in one line; nothing where each figure has been told."""
    campaign = catalogue.campaign()
    if not campaign.uptake:
        return words.t("connections.uptake_undeclared")
    missing = [one for one in campaign.uptake if one.id not in figures(selection)]
    labels = ", ".join(str(one.label) for one in missing)
    return words.t("connections.uptake_missing", day=formats.day(selection.as_of), figures=labels) if missing else ""


@cached
def uptake(selection: Selection, figure: str) -> Exhibit:
    """One figure over time, summed over the items of the unit."""
    of = next(one for one in catalogue.campaign().uptake if one.id == figure)
    told = queries.table("uptake", selection)
    own = told[told["figure"] == figure]
    course = use_counts.course(own)
    last, total = course["date"].iloc[-1], course["total"].iloc[-1]
    published = queries.table("published", selection.of(figure))
    more = use_counts.since(course, WITHIN)
    said = words.t(
        "connections.uptake_sentence",
        day=formats.day(last),
        unit=catalogue.campaign().unit[selection.unit].name,
        label=of.label,
        total=formats.number(total),
        items=formats.number(own["service_id"].nunique()),
    )
    grew = words.t("connections.uptake_more", days=formats.days(WITHIN), more=formats.number(more, sign=True))
    return Exhibit(
        f"uptake_{figure}",
        _drawn(course, of, published),
        words.t("connections.uptake_title", label=of.label, total=formats.number(total)),
        words.t("connections.uptake_note", items=of.unit, day=formats.day(last)),
        said if formats.missing(more) else f"{said} {grew}",
        course,
        NativeChart("line", "date", ("total",), names=(str(of.label),)),
    )


def _drawn(course: pd.DataFrame, of: Uptake, published: pd.DataFrame) -> go.Figure:
    figure = theme.figure(words.language(), height=220, margin={"l": 8, "r": 24, "t": 16, "b": 8})
    line = course.set_index("date")["total"]
    lines.over_days(figure, line, str(of.label), Look(theme.ACCENT, 3))
    lines.published(figure, published, published["value"])
    axes.counts(figure, 0, max([1, *course["total"], *published["value"]]))
    figure.update_xaxes(tickformat=formats.pattern("short_day"), nticks=4)
    return figure


@cached
def by_item(selection: Selection) -> pd.DataFrame:
    """The latest of every figure and item, the most used first: figure_*, item_*, date, total."""
    campaign, told = catalogue.campaign(), queries.table("uptake", selection)
    labels = {one.id: one.label for one in campaign.uptake}
    found = use_counts.latest(told[told["figure"].isin(labels)])
    named = found.rename(columns=dict(zip(words.in_each("name_*"), words.in_each("item_*"), strict=True)))
    spoken = {f"figure_{one}": [labels[id][one] for id in named["figure"]] for one in words.offered()}
    return named.drop(columns="figure").assign(**spoken)[[*words.in_each("figure_*", "item_*"), "date", "total"]]
