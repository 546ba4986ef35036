"""A table of cells that are HTML already; on a phone each row becomes a card whose cells name themselves."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from campaign.figures.html import tag, text

Row = dict[str, Any]  # of a frame: value by column


def rows(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame, in its order."""
    names = [str(column) for column in frame.columns]
    columns = (frame[name].tolist() for name in names)  # half the time of to_dict, which boxes every value anew
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def table(
    label: str, headings: dict[str, str], cells: list[dict[str, str]], css: str = "", marks: Sequence[str] = ()
) -> str:
    """Rows of `column: cell` under `column: heading`; `label` names the table to a screen reader.

    `css` is the class of the table, `marks` one of each row, "" for none.
    """
    head = "".join(tag("span", text(heading), css=column, role="columnheader") for column, heading in headings.items())
    body = (
        tag(
            "div",
            "".join(
                tag("span", row[column], css=column, role="cell", data_label=heading)
                for column, heading in headings.items()
            ),
            css=f"row {mark}".strip(),
            role="row",
        )
        for row, mark in zip(cells, marks or [""] * len(cells), strict=True)
    )
    return tag(
        "div",
        tag("div", head, css="row head", role="row") + "".join(body),
        css=f"board {css}".strip(),
        role="table",
        aria_label=label,
    )
