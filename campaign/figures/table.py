"""A table of cells that are HTML already; on a phone each row becomes a card whose cells name themselves."""

from campaign.figures.html import tag, text


def table(label: str, headings: dict[str, str], rows: list[dict[str, str]], css: str) -> str:
    """Rows of `column: cell` under `column: heading`; `label` names the table to a screen reader."""
    head = "".join(tag("span", text(heading), css=column, role="columnheader") for column, heading in headings.items())
    body = (
        tag(
            "div",
            "".join(
                tag("span", row[column], css=column, role="cell", data_label=heading)
                for column, heading in headings.items()
            ),
            css="row",
            role="row",
        )
        for row in rows
    )
    return tag(
        "div",
        tag("div", head, css="row head", role="row") + "".join(body),
        css=f"board {css}",
        role="table",
        aria_label=label,
    )
