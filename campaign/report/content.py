"""What a report says, made once for every format."""

from campaign import words
from campaign.language import formats
from campaign.report import Report
from campaign.report.sections import SECTIONS
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.subjects.standing import sentences as standing_sentences


@cached
def report(selection: Selection, link: str) -> Report:
    """The report on a unit on a day for a reader; `link` opens the view. LookupError for a unit out of scope."""
    campaign = catalogue.campaign()
    unit, as_of = campaign.unit[selection.unit], selection.as_of
    fresh = queries.one("freshness", selection)
    said = {"unit": unit.name, "campaign": campaign.name, "day": formats.day(as_of), "time": campaign.cut_off}
    found = [make(selection) for make in SECTIONS]
    return Report(
        unit=unit,
        parent=campaign.unit.get(unit.parent_code or ""),
        as_of=as_of,
        language=words.language(),
        office=campaign.office(unit),
        title=words.t("report.title", **said),
        subtitle=words.t("report.subtitle", **said),
        finding=standing_sentences.finding(queries.table("overview", selection), campaign),
        simulated=bool(fresh["simulated"]),
        snapshot=fresh["snapshot"],
        origin=(
            *standing_sentences.freshness(fresh, as_of, campaign),
            words.t("report.source", campaign=campaign.short_name, snapshot=fresh["snapshot"]),
        ),
        link=link,
        sections=tuple(filter(None, found)),
    )
