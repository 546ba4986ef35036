"""What Word, slides and the PDF share: the numbers of figures, tables and annexes, and the widths of columns."""

import pandas as pd

from campaign import words
from campaign.report import Report, Section, pictures

# Widths of letters in their size, of Times New Roman and near enough of Arial: all others, and what is off by much.
WIDTHS = {".": 0.25, ",": 0.25, "/": 0.28, " ": 0.25, "%": 0.83, "+": 0.56, "−": 0.56, "m": 0.78, "i": 0.28}
LETTER, CAPITAL, BOLD = 0.5, 0.68, 1.1
LINES = 3  # of a heading, at most
PADDING = 11.5  # points a cell leaves free at its sides
WRAPS = 8  # widths of a letter's height from which on a text may go to a second line


def numbered(report: Report) -> dict[int, str]:
    """Titles with their numbers by the id() of each table and figure: `Bảng 1. …`, `Hình 2. …`, `Phụ lục 1. …`."""
    tables = [table for section in report.sections for table in section.tables if not table.long]
    figures = [exhibit for section in report.sections for exhibit in pictures.drawn(section.exhibits)]
    named = {
        id(exhibit): words.t("report.figure_of", number=number, title=f"{exhibit.title} ({exhibit.note})")
        for number, exhibit in enumerate(figures, start=1)
    }
    for key, listed in (("table_of", tables), ("annex_of", report.annexes)):
        named |= {
            id(table): words.t(f"report.{key}", number=number, title=table.title)
            for number, table in enumerate(listed, start=1)
        }
    return named


def references(section: Section, numbered: dict[int, str]) -> list[str]:
    """Sentences that point to the section's tables in the annexes."""
    return [words.t("report.see_annex", title=numbered[id(table)]) for table in section.tables if table.long]


def widths(shown: pd.DataFrame, text: list[int], size: float, total: float) -> list[float]:
    """Widths of the columns in points, `total` together: no number is broken, long texts are, at a word.

    `shown` has texts; `text` says which columns are words; `size` is that of the letters, in points.
    """
    least = [
        max(_heading(name), *(_in_two(value) if place in text else _width(value) for value in shown.iloc[:, place]))
        for place, name in enumerate(shown.columns)
    ]
    points = [width * size + PADDING for width in least]
    spare = max(total - sum(points), 0)
    shares = [2 if place in text else 1 for place in range(len(points))]
    points = [width + spare * share / sum(shares) for width, share in zip(points, shares, strict=True)]
    return [width * total / sum(points) for width in points]


def _heading(text: str) -> float:
    return max(_longest_word(text), _width(text) / LINES) * BOLD


def _in_two(text: str) -> float:
    """What a text needs if it may break once, or more often when it is very long."""
    whole = _width(text)
    return whole if whole <= WRAPS else min(max(_longest_word(text), whole * 0.6), 1.5 * WRAPS)


def _longest_word(text: str) -> float:
    return max(map(_width, text.split()), default=0)


def _width(text: str) -> float:
    """In sizes of the letters."""
    return sum(WIDTHS.get(letter, CAPITAL if letter.isupper() else LETTER) for letter in text)
