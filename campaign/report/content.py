"""What a report says, made once for every format."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from campaign import words
from campaign.export.reference import reference
from campaign.figures.exhibit import Exhibit
from campaign.report import Report, Section
from campaign.report.sections import SECTIONS, prose
from campaign.report.sections.direction import changes, decisions
from campaign.report.sections.situation import situation
from campaign.report.styles import styles
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.subjects.standing import exhibits as standing
from campaign.subjects.standing import sentences as standing_sentences

Makers = tuple[Callable[[Selection], Section | None], ...]
BRIEF: Makers = (situation, changes, decisions)  # what the brief is made of


@cached
def report(selection: Selection, link: str, sections: Makers = SECTIONS) -> Report:
    """The report on a unit on a day for a reader; `link` opens the view. LookupError for a unit out of scope.

    Of its `sections` only those that are named are made.
    """
    campaign = catalogue.campaign()
    unit, as_of = campaign.unit[selection.unit], selection.as_of
    parent = campaign.unit.get(unit.parent_code or "")
    fresh = queries.one("freshness", selection)
    said = {"unit": unit.name, "campaign": campaign.name, "moment": prose.moment(as_of)}
    found = [make(selection) for make in sections]
    return Report(
        unit=unit,
        parent=parent,
        as_of=as_of,
        speaking=words.speaking(),
        office=campaign.office(unit),
        superior=campaign.office(parent) if parent else None,
        title=words.t("report.title", **said),
        subtitle=words.t("report.subtitle", **said),
        publisher=str(campaign.short_name),
        finding=standing.finding(selection),
        simulated=bool(fresh["simulated"]),
        reference=reference(fresh["snapshot"]),
        origin=(
            *standing_sentences.freshness(fresh, as_of, campaign),
            words.t("report.source", campaign=campaign.short_name, reference=reference(fresh["snapshot"])),
        ),
        link=link,
        sections=_events_once(filter(None, found)),
        style=styles()[campaign.report_style],
    )


def _events_once(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Events under the first figure that marks them: three courses of one unit have the same eight lines."""
    told: set[tuple[str, ...]] = set()
    return tuple(replace(section, exhibits=tuple(_told(one, told) for one in section.exhibits)) for section in sections)


def _told(exhibit: Exhibit, told: set[tuple[str, ...]]) -> Exhibit:
    if exhibit.events in told:
        return replace(exhibit, events=())
    told.add(exhibit.events)
    return exhibit
