"""The figures that a unit is asked to confirm, as HTML."""

import pandas as pd

from campaign import words
from campaign.definition import Definition
from campaign.figures.html import note as quiet
from campaign.figures.html import tag, text
from campaign.figures.table import Row, rows, table
from campaign.language import columns

COLUMNS = ("measure", "total", "confirmed", "change", "revised")


def note(sentence: str) -> str:
    """A quiet line; nothing of none."""
    return quiet(sentence) if sentence else ""


def figures(shown: pd.DataFrame, campaign: Definition) -> str:
    """A row for each measure: its total, what was confirmed last, the change since, what of that is of old days."""
    headings = {column: columns.label(column) for column in COLUMNS}
    cells = [_cells(row, campaign) for row in rows(shown)]
    return table(words.t("confirmation.figures"), headings, cells, "confirming")


def _cells(row: Row, campaign: Definition) -> dict[str, str]:
    numbers = {column: text(columns.written(column, row[column])) for column in COLUMNS[1:]}
    late = "behind" if row["revised"] and not pd.isna(row["revised"]) else ""
    return numbers | {
        "measure": tag("b", text(campaign.measure[row["measure"]].label)),
        "revised": tag("b", numbers["revised"], css=late),
    }
