"""Where figures come from: it goes into every file."""

import io
from dataclasses import dataclass
from datetime import date

import segno

from campaign import formats, words
from campaign.exhibits import Exhibit


@dataclass(frozen=True)
class Origin:
    """The campaign's name, the unit's code, the cut-off, the snapshot, and the address of the exact view.

    `reader` is whoever takes the file away, for the queue of the renderer.
    """

    campaign: str
    unit: str
    cut_off: str
    as_of: date
    snapshot: str
    simulated: bool
    link: str
    reader: str = ""

    def line(self) -> str:
        """In one line, for below a figure."""
        return words.t("export.line", campaign=self.campaign, time=self.cut_off, day=formats.day(self.as_of),
                       snapshot=self.snapshot)

    def code(self) -> io.BytesIO:
        """A QR code to the view, as PNG."""
        file = io.BytesIO()
        self._code().save(file, kind="png", scale=3, border=2)
        return file

    def code_inline(self) -> str:
        """The same as SVG that takes the size it is given."""
        return self._code().svg_inline(omitsize=True, border=2)

    def _code(self) -> segno.QRCode:
        """The lowest correction makes the largest squares, and nothing will cover them."""
        return segno.make(self.link, error="l", boost_error=False)

    def about(self, exhibit: Exhibit) -> list[tuple[str, str]]:
        """Label and text, what it is and where it comes from, for a sheet of a workbook or the end of a CSV file."""
        told = {"kind": words.t("screen.simulated") if self.simulated else "", "title": exhibit.title,
                "note": exhibit.note, "says": exhibit.sentence, "source": self.campaign,
                "cut_off": f"{self.cut_off} {formats.day(self.as_of)}", "snapshot": self.snapshot, "link": self.link}
        return [(words.t(f"export.{key}"), text) for key, text in told.items() if text]
