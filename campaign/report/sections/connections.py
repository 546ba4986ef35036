"""What is connected of what is to be."""

import pandas as pd

from campaign import theme, words
from campaign.figures.exhibit import Exhibit
from campaign.language import formats
from campaign.report import Section, Table
from campaign.report.sections import prose
from campaign.report.sections.caption import captioned
from campaign.report.sections.chart import chart
from campaign.report.sections.sentences import sentences
from campaign.serving.selection import Selection
from campaign.subjects.connections import exhibits, outlook, uses
from campaign.subjects.connections.counts import Progress

OWNERS = ["owner_*", "items", "connected", "testing", "planned", "overdue"]
OUTLOOK = ["kind_*", "connected", "target", "deadline", "q10", "q50", "q90", "p_by_deadline"]
HELD = ["body_*", "held_by", "overdue", "days_overdue"]


def connections(selection: Selection) -> Section | None:
    """None where the unit has no list."""
    if exhibits.missing(selection):
        return None
    kinds = exhibits.progress(selection)
    owners = exhibits.owners(selection).table[words.in_each(*OWNERS)]
    late = Table("owners", words.t("report.late_owners"), owners[owners["overdue"] > 0], list=True)
    said = exhibits.finding(selection)
    coming, held = outlook.outlook(selection), outlook.held(selection)
    expected = coming.table[coming.table["guard"].isna()]
    tables = (
        late,
        Table("outlook", coming.title, expected[words.in_each(*OUTLOOK)]),
        Table("held", held.title, held.table[words.in_each(*HELD)]),
    )
    used = [uses.uptake(selection, figure=figure).sentence for figure in uses.figures(selection)]
    return Section(
        "connections",
        words.t("report.connections"),
        sentences(*said, coming.sentence if len(expected) else "", " ".join(used)),
        tables=tuple(one for one in tables if len(one.frame)),
        exhibits=tuple(_largest(selection, kinds)),
        charts=(_connected(selection, list(kinds.values()), *said),),
    )


def _largest(selection: Selection, kinds: dict[str, Progress]) -> list[Exhibit]:
    """The course of the kind with the most to connect; a single connection has none."""
    most = max(kinds.values(), key=lambda one: one.target)
    if most.target < 2:
        return []
    return [captioned(exhibits.burnup(selection, kind=most.kind.id), "burnup", selection, items=most.kind.unit)]


def _connected(selection: Selection, kinds: list[Progress], said: str, beneath: str) -> Exhibit:
    """Of each kind what is connected, what is overdue by the plan, and the rest."""
    return chart(
        "connections",
        "stacked",
        said.removesuffix("."),
        prose.moment(selection.as_of),
        beneath.split(". ", 1)[-1],
        pd.DataFrame(
            {
                "name": [
                    words.t("report.due", what=one.kind.label, day=formats.day(one.kind.deadline)) for one in kinds
                ],
                "connected": [one.connected for one in kinds],
                "overdue": [one.overdue for one in kinds],
                "remaining": [max(one.target - one.connected - one.overdue, 0) for one in kinds],
            }
        ),
        (words.t("report.connected"), words.t("report.overdue"), words.t("report.not_due")),
        (theme.ACCENT, theme.BEHIND, theme.RULE),
    )
