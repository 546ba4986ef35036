"""What the slides of a report show: each its finding as the title, one figure and one sentence."""

from dataclasses import dataclass

from campaign import words
from campaign.figures.exhibit import Exhibit, brief
from campaign.language import formats
from campaign.report import Report, Section, Table, pictures

MOST = 12  # slides, the first and the last among them


@dataclass(frozen=True)
class Shown:
    """A slide: of chart, map, table and points one is there. `note` says of what, whom and when."""

    title: str
    sentence: str = ""
    note: str = ""
    chart: Exhibit | None = None
    map: Exhibit | None = None
    table: Table | None = None
    points: tuple[tuple[str, str], ...] = ()


def slides(report: Report) -> list[Shown]:
    """The answer with every measure, then the findings, last what to decide."""
    first = Shown(f"{report.finding}.", report.title, report.subtitle, table=_table(report, "stages"))
    found = [(place, slide) for section in report.sections for place, slide in enumerate(_of(section))]
    last = [
        Shown(words.t("report.deck_decisions", count=formats.number(len(section.points))), points=section.points)
        for section in report.sections
        if section.points
    ]
    return [first, *_most(found, MOST - 1 - len(last)), *last]


def slide_of(exhibit: Exhibit) -> Shown:
    """An exhibit on a slide of its own: a chart that PowerPoint draws, where there is one, else a picture."""
    sentence = brief(exhibit.sentence)
    if exhibit.native:
        return Shown(exhibit.title, sentence, exhibit.note, chart=exhibit)
    return Shown(exhibit.title, sentence, exhibit.note, map=exhibit)


def _of(section: Section) -> list[Shown]:
    """The maps of a section, which are pictures, and its charts."""
    maps = [
        Shown(section.finding or section.title, brief(one.sentence), one.title, map=one)
        for one in pictures.maps(section.exhibits)
    ]
    return [*maps, *map(slide_of, section.charts)]


def _most(found: list[tuple[int, Shown]], room: int) -> list[Shown]:
    """As many as there is room for, in their order: the first of each section before the second of any."""
    kept = sorted(range(len(found)), key=lambda at: found[at][0])[:room]
    return [found[at][1] for at in sorted(kept)]


def _table(report: Report, key: str) -> Table:
    return next(table for section in report.sections for table in section.tables if table.key == key)
