"""What there is, as a table: how many of each resource, who told of it and when, what one of them does."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Definition
from campaign.figures.html import tag, text
from campaign.figures.table import Row, rows, table
from campaign.language import formats


def now(found: pd.DataFrame, campaign: Definition, as_of: date) -> str:
    """Rows of the query resources with what one does, `items_each`, in the campaign's order."""
    columns = ("resource", "number", "each", "tell", "age")
    headings = {column: words.t(f"resources.{column}") for column in columns}
    return table(words.t("resources.now"), headings, [_row(row, campaign, as_of) for row in rows(found)], "resources")


def _row(row: Row, campaign: Definition, as_of: date) -> dict[str, str]:
    resource = campaign.resource[row["resource"]]
    own = words.t("resources.own", own=formats.number(row["number_own"])) if row["number_own"] else ""
    items = campaign.measure[resource.measure].unit if resource.measure else ""
    each = formats.rate(row["items_each"])
    each = each if formats.missing(row["items_each"]) else f"{each} {items}"
    said = resource.items_per_day and words.t("resources.said", items=formats.number(resource.items_per_day))
    return {
        "resource": tag("b", text(resource.label)),
        "number": tag("b", formats.number(row["number"])) + tag("small", text(own)),
        "each": text(each) + tag("small", text(said or "")),
        "tell": formats.number(row["units_tell"]),
        "age": tag("time", text(formats.day(row["last_told"]))) + tag("small", text(_age(row, as_of))),
    }


def _age(row: Row, as_of: date) -> str:
    """How old the oldest figure in the sum is."""
    return words.t("resources.oldest", days=formats.days((as_of - row["first_told"].date()).days))
