"""What is said of resources: what one does in a day, who has them idle or overloaded, how many communes are reached."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Definition, Resource, Unit
from campaign.figures.table import Row, rows
from campaign.language import formats
from campaign.subjects.resources.judging import IDLE, LEAST, OVERLOADED

NAMED = 3


def finding(
    now: Row, own: Row | None, below: pd.DataFrame, resource: Resource, campaign: Definition, unit: Unit
) -> str:
    """What one of them does in the unit, and in how many units below they are idle or overloaded."""
    known = {"unit": unit.name, "items": _items(resource, campaign)}
    if own is None or formats.missing(own["items_each"]):
        key = "finding_unknown" if resource.measure else "finding_number"
        return words.t(f"resources.{key}", number=formats.number(now["number"]), one=resource.unit, **known)
    said = words.t("resources.finding", each=formats.rate(own["items_each"]), one=_one(resource), **known)
    return " ".join(filter(None, (said, loads(below))))


def loads(below: pd.DataFrame) -> str:
    """How many units have idle ones, and how many overloaded ones, each with the first names."""
    known = below["load"].notna().sum()
    if not known:
        return ""
    parts = {load: _named(below, load) for load in ("idle", "overloaded")}
    if not any(parts.values()):
        return words.t("resources.loads_none", units=formats.number(known))
    return " ".join(words.t(f"resources.loads_{load}", units=formats.number(len(below[below["load"] == load])),
                            named=named) for load, named in parts.items() if named)  # fmt: skip


def _named(below: pd.DataFrame, load: str) -> str:
    """The first names of a load, those farthest from like units first."""
    found = below[below["load"] == load]
    apart = found["items_each"] / found["peers_median"].fillna(1)
    order = found.assign(apart=apart).sort_values("apart", ascending=load == "idle")
    names = ", ".join(order[f"name_{words.language()}"].head(NAMED))
    more = len(order) - NAMED
    return words.t("resources.and_more", names=names, more=formats.number(more)) if more > 0 else names


def beneath(now: Row, resource: Resource, as_of: date) -> str:
    """How many there are, how many units have told of it, and how old that is."""
    return words.t(
        "resources.beneath",
        number=formats.number(now["number"]),
        one=resource.unit,
        units=formats.number(now["units_tell"]),
        last=formats.day(now["last_told"]),
        days=formats.days((as_of - now["first_told"].date()).days),
    )


def rule(resource: Resource) -> str:
    """When one is idle, when overloaded."""
    said = resource.items_per_day
    beyond = words.t("resources.rule_said", items=formats.number(said)) if said else ""
    times = {"idle": formats.percent(IDLE, 0), "overloaded": formats.percent(OVERLOADED, 0)}
    return f"{words.t('resources.rule', least=formats.number(LEAST), **times)} {beyond}".strip()


def covered(row: Row | None, campaign: Definition) -> str:
    """How many communes are reached of how many; what is missing where nobody tells."""
    if row is None or formats.missing(row["communes_all"]):
        return words.t("resources.coverage_untold")
    return words.t(
        "resources.coverage",
        communes=formats.number(row["communes"]),
        all=formats.number(row["communes_all"]),
        percent=formats.percent(row["communes"] / row["communes_all"] if row["communes_all"] else None),
        resource=str(campaign.resource[row["resource"]].label).lower(),
        units=formats.number(row["units_reach"]),
    )


def cut(key: str, shown: int, known: int) -> str:
    """Which units a figure has where it has not all that are known; nothing where it has."""
    if known <= shown:
        return ""
    return words.t(key, shown=formats.number(shown), known=formats.number(known))


def published(points: pd.DataFrame, resource: Resource) -> str:
    """The published points that are drawn, each with its source; nothing where none is."""
    sources = [
        words.t(
            "resources.published",
            value=formats.number(row["value"]),
            one=resource.unit,
            day=formats.day(row["date"]),
            source=row["source_title"],
        )
        for row in rows(points)
    ]
    return " ".join([words.t("resources.numbers_published"), *sources]) if sources else ""


def _one(resource: Resource) -> str:
    """A single one of it."""
    return format(resource.unit, "1")


def _items(resource: Resource, campaign: Definition) -> object:
    return campaign.measure[resource.measure].unit if resource.measure else ""
