"""How the units below stand beside one another."""

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.language import formats
from campaign.language.schedule import gap, state
from campaign.report import Section, Table
from campaign.report.sections.caption import captioned
from campaign.report.sections.chart import DAYS, chart
from campaign.report.sections.sentences import sentences
from campaign.serving import catalogue, queries
from campaign.serving.selection import Selection
from campaign.subjects.comparison import exhibits as comparisons
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.places import exhibits as places
from campaign.subjects.standing import sentences as standing_sentences

UNITS = ["name_*", "total", "target", "completion", "days_ahead", "rate_7d", "state"]
MOVES = ["from_*", "to_*", "machines", "first_on", "last_on", "gain"]
SHOWN = 20  # bars of units on one slide


def comparison(selection: Selection) -> Section | None:
    """By the measure that machines are counted by; None where nothing is below."""
    measure = direction.machines()
    chosen = selection.of(measure.id)
    below = queries.table("units_below", chosen)
    if below.empty:
        return None
    unit = catalogue.campaign().unit[selection.unit]
    plan = comparisons.plan(chosen)
    moved = (
        Table("moves", words.t("report.moves_table"), plan.table[words.in_each(*MOVES)])
        if "gain" in plan.table and len(plan.table)
        else None
    )
    finding, _ = standing_sentences.spread_finding(below, measure, unit, selection.as_of)
    said = (
        standing_sentences.spread(below, measure, unit, selection.as_of),
        *comparisons.finding(chosen, by="target"),
        *(comparisons.plan_said(chosen) if moved else ()),
    )
    return Section(
        "compared",
        words.t("report.compared"),
        sentences(*said),
        finding=finding,
        exhibits=(captioned(places.below(chosen), "below", chosen),),
        tables=(
            Table("units", words.t("report.units_table", measure=measure.label), below[words.in_each(*UNITS)]),
            *filter(None, [moved]),
        ),
        charts=tuple(filter(None, [_ranking(chosen, below)])),
    )


def _ranking(selection: Selection, below: pd.DataFrame) -> Exhibit | None:
    """Days against the plan, which is 0, the most behind first; None where no unit has a plan."""
    below = below.dropna(subset="days_ahead")
    if below.empty:
        return None
    shown = below.head(SHOWN)
    note = words.t("report.most_behind", shown=formats.number(len(shown)), units=formats.number(len(below)))
    measure, worst = catalogue.campaign().measure[selection.measured], shown.iloc[0]
    most = "report.least_ahead" if state(worst["days_ahead"]) == "ahead" else "report.most"
    return chart(
        "ranking",
        "bar",
        words.t(most, unit=worst[f"name_{words.language()}"], gap=gap(worst["days_ahead"])),
        f"{subtitle(selection)} · {note}",
        standing_sentences.spread(below, measure, catalogue.campaign().unit[selection.unit], selection.as_of),
        shown[[f"name_{words.language()}", "days_ahead"]].set_axis(["name", "days_ahead"], axis="columns"),
        (words.t("report.against_plan_days"),),
        number_format=DAYS,
    )
