"""The numbers of figures, tables and annexes, the same in Word and in the PDF."""

from campaign import words
from campaign.report import Report, Section, pictures


def numbered_titles(report: Report) -> dict[int, str]:
    """Titles with their numbers by the id() of each table and figure: `Bảng 1. …`, `Hình 2. …`, `Phụ lục 1. …`."""
    tables = [table for section in report.sections for table in section.tables if not table.long]
    figures = [exhibit for section in report.sections for exhibit in pictures.figures(section.exhibits)]
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
