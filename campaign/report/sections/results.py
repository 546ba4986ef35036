"""The stages of every project: how far, and where it narrows."""

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit
from campaign.forecast import served
from campaign.report import Section
from campaign.report.sections.caption import captioned
from campaign.report.sections.chart import chart
from campaign.report.sections.sentences import sentences
from campaign.serving import catalogue
from campaign.serving.selection import Selection
from campaign.subjects.pipeline import exhibits as pipeline
from campaign.subjects.pipeline import sentences as pipeline_sentences


def results(selection: Selection) -> Section:
    """Of every project with more than one stage."""
    campaign = catalogue.campaign()
    chains = {project.id: pipeline.chain(selection, project.id) for project in campaign.projects}
    chains = {project: rows for project, rows in chains.items() if len(rows) > 1}
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
            captioned(
                pipeline.stages(selection, project), "stages", selection, project=campaign.project[project].label
            )
            for project in chains
        ),
        charts=tuple(_done_and_left(selection, project, rows) for project, rows in chains.items()),
    )


def _done_and_left(selection: Selection, project: str, stages: pd.DataFrame) -> Exhibit:
    campaign = catalogue.campaign()
    label = campaign.project[project].label
    return chart(
        f"stages_{project}",
        "stacked",
        str(label),
        words.t("pipeline.chain_note", project=label, unit=campaign.unit[selection.unit].name),
        pipeline_sentences.first_to_last(stages, campaign),
        pd.DataFrame(
            {
                "name": [str(campaign.measure[id].label) for id in stages["measure"]],
                "total": stages["total"].array,
                "remaining": (stages["target"] - stages["total"]).clip(lower=0).array,
            }
        ),
        (words.t("report.done"), words.t("report.left")),
    )
