"""The stages of every project: how far, and where it narrows."""

import pandas as pd

from campaign import theme, words
from campaign.figures.exhibit import Exhibit
from campaign.forecast import served
from campaign.language import formats
from campaign.language.schedule import gap
from campaign.report import Section
from campaign.report.sections import prose
from campaign.report.sections.caption import captioned
from campaign.report.sections.chart import chart
from campaign.report.sections.sentences import sentences
from campaign.serving import catalogue
from campaign.serving.selection import Selection
from campaign.subjects.pipeline import exhibits as pipeline
from campaign.subjects.pipeline import sentences as pipeline_sentences


def results(selection: Selection) -> Section | None:
    """Of every project with more than one stage; None where no stage follows another."""
    campaign = catalogue.campaign()
    chains = {project.id: pipeline.chain(selection, project.id) for project in campaign.projects}
    chains = {project: rows for project, rows in chains.items() if len(rows) > 1}
    if not chains:
        return None
    said = []
    for rows in chains.values():
        moves = served.forecast(selection.of(rows["measure"].iloc[0])).moves()
        said.append(
            f"{pipeline_sentences.first_to_last(rows, campaign)} {pipeline_sentences.bottleneck(rows, moves, campaign)}"
        )
    return Section(
        "results",
        words.t("report.results"),
        sentences(*said),
        exhibits=tuple(
            captioned(pipeline.stages(selection, project), "stages", selection, project=campaign.project[project].label)
            for project in chains
        ),
        charts=tuple(_done_and_planned(selection, project, rows) for project, rows in chains.items()),
    )


def _done_and_planned(selection: Selection, project: str, stages: pd.DataFrame) -> Exhibit:
    """Done, what the plan has on the last full day, and the target, stage by stage."""
    campaign = catalogue.campaign()
    label = campaign.project[project].label
    until, deadline = (formats.day(stages[day].max()) for day in ("full_until", "deadline"))
    return chart(
        f"stages_{project}",
        "bar",
        _finding(stages, str(label)),
        " · ".join((str(label), prose.subject(campaign.unit[selection.unit]), prose.moment(selection.as_of))),
        pipeline_sentences.first_to_last(stages, campaign),
        pd.DataFrame(
            {
                "name": [str(campaign.measure[id].label) for id in stages["measure"]],
                "total": stages["total"].array,
                "planned": stages["planned"].array,
                "target": stages["target"].array,
            }
        ),
        (
            words.t("report.done"),
            words.t("report.planned", day=until),
            words.t("report.target", day=deadline),
        ),
        (theme.ACCENT, theme.FAINT, theme.RULE),
    )


def _finding(stages: pd.DataFrame, project: str) -> str:
    """The slowest stage of a project, or that none is behind."""
    slow = stages[stages["slowest"]]
    if slow.empty:
        return words.t("report.none_slow", project=project)
    row = slow.iloc[0]
    measure = catalogue.campaign().measure[row["measure"]]
    return words.t(
        "report.slow",
        what=prose.items(measure),
        percent=formats.percent(row["completion"]),
        gap=gap(row["days_ahead"]),
    )
