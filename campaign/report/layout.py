"""What Word and the PDF share: the numbers of figures, tables and annexes, and how wide a table's columns are."""

import pandas as pd

from campaign import words
from campaign.report import Report, Section, pictures

LETTER = 0.52  # mean width of a letter of Times New Roman, in its size
BOLD = 1.15  # letters of a heading are wider
LINES = 3  # of a heading, at most
PADDING = 11.5  # points a cell leaves free at its sides
WRAPS = 16  # letters from which on words of a text may go to a second line


def numbered(report: Report) -> dict[int, str]:
    """Titles with their numbers by the id() of each table and figure: `Bảng 1. …`, `Hình 2. …`, `Phụ lục 1. …`."""
    tables = [table for section in report.sections for table in section.tables if not table.long]
    figures = [exhibit for section in report.sections for exhibit in pictures.drawn(section.exhibits)]
    named = {id(exhibit): words.t("report.figure_of", number=number, title=f"{exhibit.title} ({exhibit.note})")
             for number, exhibit in enumerate(figures, start=1)}
    for key, listed in (("table_of", tables), ("annex_of", report.annexes)):
        named |= {id(table): words.t(f"report.{key}", number=number, title=table.title)
                  for number, table in enumerate(listed, start=1)}
    return named


def references(section: Section, numbered: dict[int, str]) -> list[str]:
    """Sentences that point to the section's tables in the annexes."""
    return [words.t("report.see_annex", title=numbered[id(table)]) for table in section.tables if table.long]


def widths(shown: pd.DataFrame, text: list[int], size: float, total: float) -> list[float]:
    """Widths of the columns in points, `total` together: no number is broken, long texts are, at a word.

    `shown` has texts; `text` says which columns are words; `size` is that of the letters, in points.
    """
    least = [max(_heading(name), 4, *(min(_in_two(value), WRAPS) if place in text else len(value)
                                      for value in shown.iloc[:, place]))
             for place, name in enumerate(shown.columns)]
    points = [letters * size * LETTER + PADDING for letters in least]
    spare = max(total - sum(points), 0)
    shares = [2 if place in text else 1 for place in range(len(points))]
    points = [width + spare * share / sum(shares) for width, share in zip(points, shares, strict=True)]
    return [width * total / sum(points) for width in points]


def _heading(text: str) -> float:
    return max(_longest_word(text), len(text) / LINES) * BOLD


def _in_two(text: str) -> int:
    """Letters that a text needs in a line if it may break once."""
    return max(_longest_word(text), -(-len(text) * 3 // 5) if len(text) > WRAPS else len(text))


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)
