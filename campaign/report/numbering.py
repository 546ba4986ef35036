"""The numbers of figures, tables and annexes, the same in Word and in the PDF."""

from campaign import words
from campaign.report import Report, Section, pictures
from campaign.report.letterhead import roman


def numbered_titles(report: Report) -> dict[int, str]:
    """Titles with their numbers by the id() of each table and figure: `Bảng 1. …`, `Hình 2. …`, `Phụ lục I. …`."""
    tables = [table for section in report.sections for table in section.tables if not table.long]
    figures = [exhibit for section in report.sections for exhibit in pictures.figures(section.exhibits)]
    named = {
        id(exhibit): words.t("report.figure_of", number=number, title=exhibit.title)
        for number, exhibit in enumerate(figures, start=1)
    }
    for number, table in enumerate(tables, start=1):
        named[id(table)] = words.t("report.table_of", number=number, title=table.title)
    for number, table in enumerate(report.annexes, start=1):
        named[id(table)] = words.t("report.annex_of", number=roman(number), title=table.title)
    return named


def references(section: Section, numbered: dict[int, str]) -> list[str]:
    """Sentences that point to the section's tables in the annexes."""
    return [words.t("report.see_annex", annex=_name(numbered[id(table)])) for table in section.tables if table.long]


def _name(title: str) -> str:
    """`Phụ lục I` of `Phụ lục I. Hồ sơ thu nhận theo đơn vị`."""
    return title.partition(".")[0]
