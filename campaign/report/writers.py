"""The formats of a report, by the name they have on the command line."""

from collections.abc import Callable
from dataclasses import dataclass

from campaign import words
from campaign.report import Report, brief, docx, pdf, pptx, xlsx

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """A format: the end of its file's name, its type, and who writes it."""

    suffix: str
    mime: str
    write: Callable[[Report], bytes]

    def file(self, report: Report) -> bytes:
        """The report's file, in the report's language: a download is made after the page's script has ended."""
        words.use(report.language)
        return self.write(report)

    def name(self, report: Report) -> str:
        """`bao-cao_01_2021-06-01.pdf`."""
        return f"bao-cao_{report.unit.code}_{report.as_of}{self.suffix}"


FORMATS = {
    "docx": Format(".docx", f"{OFFICE}.wordprocessingml.document", docx.write),
    "pptx": Format(".pptx", f"{OFFICE}.presentationml.presentation", pptx.write),
    "xlsx": Format(".xlsx", f"{OFFICE}.spreadsheetml.sheet", xlsx.write),
    "pdf": Format(".pdf", "application/pdf", pdf.write),
    "brief": Format("_nhanh.pdf", "application/pdf", brief.write),
}
