"""Captions: what a figure shows, of whom and when. The finding stands in the text beside it."""

from dataclasses import replace

from campaign import words
from campaign.figures.exhibit import Exhibit
from campaign.report.sections import prose
from campaign.serving import catalogue
from campaign.serving.selection import Selection


def captioned(exhibit: Exhibit, key: str, selection: Selection, **values: object) -> Exhibit:
    """The exhibit with the caption `caption_<key>` for its title; of the selection's measure, where it has one."""
    campaign = catalogue.campaign()
    if selection.measure:
        measure = campaign.measure[selection.measure]
        values = {"what": prose.items(measure), "items": measure.unit} | values
    title = words.t(
        "report.captioned",
        what=words.t(f"report.caption_{key}", **values),
        unit=prose.subject(campaign.unit[selection.unit]),
        moment=prose.moment(selection.as_of),
    )
    return replace(exhibit, title=title[:1].upper() + title[1:], note="")
