"""The pace there is and the pace it takes, when it will be done and with what chance."""

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit
from campaign.forecast import past, served
from campaign.language import formats
from campaign.report import Section, Table
from campaign.report.sections import prose
from campaign.report.sections.burndown import forecast
from campaign.report.sections.caption import captioned
from campaign.report.sections.sentences import with_names
from campaign.serving import catalogue, queries
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.subjects.pace import exhibits as pace
from campaign.subjects.reasons import exhibits as reasons
from campaign.subjects.shortfall import exhibits as shortfall

AHEAD = ["measure_*", "target", "deadline", "p_by_deadline", "median_completion", "expected_shortfall"]


def outlook(selection: Selection) -> Section:
    """Of the measures that decide: the first of each project, and its slowest stage."""
    overview = queries.table("overview", selection)
    rows = [row for id in _deciding(overview) if (row := queries.row("overview", selection.of(id)))["target"]]
    slow = [row["measure"] for row in rows if row["slowest"]]
    looked_at = [selection.of(id) for id in slow or [row["measure"] for row in rows[:1]]]
    firsts = [selection.of(id) for id in overview.groupby("project", sort=False)["measure"].first()]
    table = pd.concat([served.forecast(first).answers for first in firsts])
    told = past.told(with_names(table, AHEAD), selection.as_of)
    said = tuple(text for row in rows if (text := _said(selection, row)))
    whys = {one: why for one in looked_at if (why := pace.why(one))}
    explained = [selection.of(row["measure"]) for row in rows]
    explained = [one for one in explained if not reasons.absent(one)][:1]
    paragraphs = (*said, *(why.sentence for why in whys.values()), *map(_explained, explained))
    done = rows and not any(formats.missing(row["reached_on"]) for row in rows)
    return Section(
        "ahead",
        words.t("report.ahead"),
        paragraphs or ((words.t("report.nothing_left"),) if done else ()),
        tables=(
            *((Table("ahead", words.t("report.ahead_table"), told),) if len(table) else ()),
            *(
                Table("remedies", words.t("report.remedies_table"), reasons.remedies(one).table, list=True)
                for one in explained
            ),
        ),
        exhibits=(
            *(captioned(pace.ahead(one), "ahead", one) for one in looked_at),
            *(captioned(why, "why", one) for one, why in [*whys.items()][:1]),  # the text says the causes of all
            *_shortfall(looked_at),
        ),
        charts=tuple(filter(None, map(forecast, looked_at))),
    )


def _deciding(overview: pd.DataFrame) -> list[str]:
    """Ids of measures, in their order."""
    firsts = overview.groupby("project", sort=False)["measure"].first()
    chosen = {*firsts, *overview[overview["slowest"]]["measure"]}
    return [id for id in overview["measure"] if id in chosen]


def _said(selection: Selection, row: Row) -> str:
    """The pace it takes, which is told of the first stages before, and what is expected of a measure."""
    campaign = catalogue.campaign()
    measure, unit = campaign.measure[row["measure"]], campaign.unit[selection.unit]
    ahead = served.forecast(selection.of(measure.id)).of(measure.id)
    needed = "" if campaign.chain(measure.project)[0] == measure else prose.pace(row, measure)
    return " ".join(filter(None, (needed, prose.expected(row, ahead, measure, unit))))


def _explained(selection: Selection) -> str:
    """The reason that most have of what is missing in a measure."""
    measure = catalogue.campaign().measure[selection.measured]
    return words.t("report.reasons", measure=measure.label, finding=reasons.why(selection, ahead=False).title)


def _shortfall(looked_at: list[Selection]) -> list[Exhibit]:
    """Where it will be missing, of the whole campaign; elsewhere the forecasts would take a third of the time."""
    first = looked_at[:1] if looked_at and looked_at[0].unit == catalogue.campaign().root else []
    return [
        captioned(found, "shortfall_past" if shortfall.past(one) else "shortfall", one)
        for one in first
        if len((found := shortfall.largest(one)).table)
    ]
