"""Where figures come from: it goes into every file."""

from dataclasses import dataclass
from datetime import date

from campaign import words
from campaign.export import reference
from campaign.figures.exhibit import Exhibit
from campaign.language import formats


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

    @property
    def reference(self) -> str:
        """What stands for the snapshot in a file."""
        return reference.reference(self.snapshot)

    @property
    def address(self) -> str:
        """The link, where others can follow it."""
        return reference.address(self.link)

    def line(self) -> str:
        """In one line, for below a figure."""
        return words.t(
            "export.line",
            campaign=self.campaign,
            time=self.cut_off,
            day=formats.day(self.as_of),
            reference=self.reference,
        )

    def about(self, exhibit: Exhibit) -> list[tuple[str, str]]:
        """Label and text, what it is and where it comes from, for a sheet of a workbook or the end of a CSV file."""
        told = {
            "kind": words.t("screen.simulated") if self.simulated else "",
            "title": exhibit.title,
            "note": exhibit.note,
            "says": exhibit.sentence,
            "source": self.campaign,
            "cut_off": f"{self.cut_off} {formats.day(self.as_of)}",
            "reference": self.reference,
            "link": reference.place(self.link),
        }
        return [(words.t(f"export.{key}"), text) for key, text in told.items() if text]
