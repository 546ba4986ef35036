"""What is said of supplies: how long they last, what is to come, what is late, when a stage stops."""

from datetime import date

from campaign import words
from campaign.definition import Definition, Unit
from campaign.figures.table import Row
from campaign.language import formats


def lasting(row: Row, campaign: Definition, as_of: date) -> str:
    """How much is left of a supply and for how many days on `as_of`; what is next to come, and what is late."""
    supply = campaign.supply[row["supply"]]
    left = {"supply": supply.label, "left": formats.number(row["stock_left"]), "items": supply.unit}
    if formats.missing(row["stock_days"]):
        said = words.t("supplies.left", **left)
    else:
        said = words.t("supplies.lasts", days=formats.number(row["stock_days"], 1), **left)
    parts = [said]
    if not formats.missing(row["arrives_on"]):
        comes = formats.number(row["next_items"])
        key = "supplies.next" if row["arrives_on"].date() > as_of else "supplies.untold"
        parts.append(words.t(key, comes=comes, day=formats.day(row["arrives_on"]), items=supply.unit))
    else:
        parts.append(words.t("supplies.nothing_next"))
    if row["late_items"]:
        parts.append(words.t("supplies.late", late=formats.number(row["late_items"]), items=supply.unit))
    return " ".join(parts)


def told(row: Row, unit: Unit) -> str:
    """Whose stores they are and when they were told last."""
    return words.t(
        "supplies.told", unit=unit.name, stores=formats.number(row["stores"]), day=formats.day(row["told_on"])
    )
