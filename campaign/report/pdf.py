"""The report as PDF: laid out as in Word, with vector figures, bookmarks and tags."""

from dataclasses import asdict

from campaign import render, words
from campaign.export import qr_codes
from campaign.figures.exhibit import Exhibit
from campaign.language import columns
from campaign.report import Report, Section, Table, pictures, typeset
from campaign.report.column_widths import column_widths
from campaign.report.fit import fitted
from campaign.report.letterhead import annexed, author, dated, letterhead, roman
from campaign.report.numbering import numbered_titles, references
from campaign.serving import catalogue

CELL, TEXT = 9.5, 165 * 72 / 25.4  # points: letters of a cell, width between the margins
WORDS = ("kind", "number", "number_blank", "recipients", "signature", "origin")


def write(report: Report) -> bytes:
    """The report as PDF."""
    numbered = numbered_titles(report)
    head = letterhead(report)
    files = codes(report)
    data = about(report) | {
        "words": {word: words.t(f"report.{word}") for word in WORDS},
        "head": asdict(head) if head else None,
        "dated": dated(report),
        "annexed": annexed(report, head),
        "sections": [
            _section(position, section, numbered, files, report.reader)
            for position, section in enumerate(report.sections, start=1)
        ],
        "annexes": [rows(table, numbered[id(table)]) for table in report.annexes],
    }
    return typeset.pdf("report.typ", fitted("report.typ", data, files), files)


def about(report: Report) -> typeset.Data:
    """What every PDF of a report says of itself."""
    return {
        "title": report.title,
        "subtitle": report.subtitle,
        "language": words.language(),
        "author": author(report),
        "made": made(),
        "reference": report.reference,
        "margins": report.style.margins,
        "numbered": report.style.numbered,
        "simulated": report.simulated,
        "mark": words.t("screen.simulated"),
        "footer": " · ".join((report.subtitle, report.origin[-1])),
        "origin": list(report.origin),
        "place": report.place,
        "address": report.address,
    }


def codes(report: Report) -> dict[str, bytes]:
    """The code that opens the view, as a file, where there is an address that others can reach."""
    return {"qr.svg": qr_codes.svg(report.address)} if report.address else {}


def made() -> list[int]:
    """Year, month and day of today."""
    today = catalogue.campaign().today()
    return [today.year, today.month, today.day]


def _section(
    position: int, section: Section, numbered: dict[int, str], files: dict[str, bytes], reader: str
) -> typeset.Data:
    tables = [rows(table, numbered[id(table)]) for table in section.tables if not table.long]
    maps = pictures.maps(section.exhibits)
    plots = [one for one in pictures.figures(section.exhibits) if one not in maps]
    return {
        "title": f"{roman(position)}. {section.title}",
        "paragraphs": [*section.paragraphs, *references(section, numbered)],
        "points": [list(point) for point in section.points],
        "beside": [_figure(exhibit, numbered, files, reader) for exhibit in maps],
        "parts": [*(_figure(exhibit, numbered, files, reader) for exhibit in plots), *tables],
    }


def rows(table: Table, title: str) -> typeset.Data:
    """A table as the templates draw it."""
    shown = columns.shown(table.frame)
    text = columns.texts(table.frame)
    return {
        "kind": "table",
        "title": title,
        "head": list(shown.columns),
        "text": text,
        "rows": shown.astype(str).to_numpy().tolist(),
        "widths": column_widths(shown, text, CELL, TEXT),
    }


def _figure(exhibit: Exhibit, numbered: dict[int, str], files: dict[str, bytes], reader: str) -> typeset.Data:
    """A figure; without a Chrome the sentence that reads it and why there is no picture."""
    name = f"figure-{len(files)}.svg"
    figure = {
        "kind": "figure",
        "title": numbered[id(exhibit)],
        "alt": exhibit.sentence,
        "events": pictures.events(exhibit),
    }
    try:
        files[name] = pictures.svg(exhibit, reader)
    except render.RenderError as error:
        return {**figure, "file": None, "missing": str(error)}
    return {**figure, "file": name, "missing": ""}
