"""Where every measure stands, and the pace it takes beside the pace there is."""

from campaign import words
from campaign.report import Section, Table
from campaign.report.sections import prose
from campaign.report.sections.burndown import burndown
from campaign.report.sections.caption import captioned
from campaign.report.sections.sentences import with_names
from campaign.serving import catalogue, queries
from campaign.serving.selection import Selection
from campaign.subjects.pace import exhibits as pace

STAGES = [
    "measure_*",
    "total",
    "target",
    "completion",
    "days_ahead",
    "rate_7d",
    "required_rate",
    "projected_on",
]


def situation(selection: Selection) -> Section:
    """The pace of the first measure of every project, or where it stands once that is over; a table of all."""
    campaign, overview = catalogue.campaign(), queries.table("overview", selection)
    firsts = [selection.of(measure) for measure in overview.groupby("project", sort=False)["measure"].first()]
    rows = [queries.row("overview", first) for first in firsts]
    unit = campaign.unit[selection.unit]
    measured = [(row, campaign.measure[row["measure"]]) for row in rows]
    said = tuple(prose.pace(row, measure) or prose.position(row, measure, unit) for row, measure in measured)
    return Section(
        "situation",
        words.t("report.situation"),
        said,
        tables=(Table("stages", words.t("report.stages_table"), with_names(overview, STAGES)),),
        exhibits=(captioned(pace.burndown(firsts[0]), "burndown", firsts[0]),),
        charts=tuple(filter(None, [burndown(firsts[0])])),
    )
