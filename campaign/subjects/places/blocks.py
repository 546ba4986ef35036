"""The list beside a map: every unit with its value in the colour of its class, worst first, each a link."""

from urllib.parse import urlencode

import pandas as pd

from campaign.figures.html import tag, text


def by_day(days: dict[str, str]) -> str:
    """HTML by day, as it is written, of which one day is seen: the last, until `front/page.js` shows another."""
    last = list(days)[-1]
    shown = "".join(tag("div", html, "now" if day == last else "", data_day=day) for day, html in days.items())
    return tag("div", shown, css="weekly")


def listed(listing: pd.DataFrame, query: dict[str, str], links: bool) -> str:
    """A list of campaign.subjects.places.values. A link keeps the reader's choices (`query`) and opens the unit."""
    rows = "".join(
        tag(
            "li",
            tag("i", style=f"background:{row.colour}")
            + (
                tag("a", text(row.name), href="?" + urlencode({**query, "unit": row.unit_code}))
                if links
                else tag("b", text(row.name))
            )
            + tag("span", text(row.told))
            + tag("small", text(row.detail)),
        )
        for row in listing.itertuples(index=False)
    )
    return tag("ol", rows, css="places")
