"""The formats of a report, by the name they have on the command line."""

from collections.abc import Callable
from dataclasses import dataclass

from campaign import words
from campaign.report import Report, brief, docx, pdf, pptx, xlsx

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Format:
    """A format: the end of its file's name, its type, who writes it, and whether Chrome draws for it."""

    suffix: str
    mime: str
    write: Callable[[Report], bytes]
    draws: bool

    def file(self, report: Report) -> bytes:
        """The report's file, in the report's language: a download is made after the page's script has ended."""
        words.use(*report.speaking)
        return self.write(report)

    def name(self, report: Report) -> str:
        """`bao-cao_01_2021-06-01.pdf`, in the report's language."""
        language, _ = report.speaking
        suffix = self.suffix.format(brief=words.said("report.file_brief", language))
        return f"{words.said('report.file', language)}_{report.unit.code}_{report.as_of}{suffix}"


FORMATS = {
    "docx": Format(".docx", f"{OFFICE}.wordprocessingml.document", docx.write, draws=True),
    "pptx": Format(".pptx", f"{OFFICE}.presentationml.presentation", pptx.write, draws=True),
    "xlsx": Format(".xlsx", f"{OFFICE}.spreadsheetml.sheet", xlsx.write, draws=False),
    "pdf": Format(".pdf", "application/pdf", pdf.write, draws=True),
    "brief": Format("_{brief}.pdf", "application/pdf", brief.write, draws=False),
}
