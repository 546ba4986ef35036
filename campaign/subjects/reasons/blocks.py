"""What can be done about each reason, as HTML."""

from collections.abc import Mapping

import pandas as pd

from campaign import words
from campaign.figures.html import tag, text
from campaign.figures.table import Row, rows, table
from campaign.language import formats


def remedies(reasons: pd.DataFrame, colours: Mapping[str, str], label: str) -> str:
    """A row for each reason of reasons.counts.by_reason, with the colour it has in the figure."""
    headings = {column: words.t(f"reasons.{column}") for column in ("reason", "persons", "remedy")}
    cells = [
        {
            "reason": tag("i", css="swatch", style=f"background:{colours[row['reason']]}")
            + tag("b", text(row[f"reason_{words.language()}"])),
            "persons": tag("b", formats.number(row["persons"]))
            + ("" if formats.missing(row["lacking_share"]) else tag("small", formats.percent(row["lacking_share"]))),
            "remedy": text(_remedy(row)),
        }
        for row in rows(reasons)
    ]
    return table(label, headings, cells, "reasons")


def _remedy(row: Row) -> str:
    told = row[f"remedy_{words.language()}"]
    return words.t("reasons.no_remedy" if row["owed"] else "reasons.revise") if formats.missing(told) else told
