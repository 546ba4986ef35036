"""Extracts of what is connected to the database: services, links with units, applications on the chip."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from campaign.definition import Definition
from campaign.demo.monthly import SOURCE
from campaign.demo.recipe import Recipe

COLUMNS = ["service_id", "name", "kind", "owner", "unit_code", "planned_on", "tested_on", "connected_on"]


def services(definition: Definition, recipe: Recipe, random: np.random.Generator) -> dict[str, pd.DataFrame]:
    """A table for each day of `services.days`: every item, with the days of test and connection known by then."""
    settings = recipe.services
    kinds = _items(definition, settings)
    table = pd.concat(
        [
            pd.DataFrame(items, columns=["name", "owner", "unit_code"]).assign(
                kind=kind, **_days(len(items), settings, kind, random)
            )
            for kind, items in kinds.items()
        ],
        ignore_index=True,
    )
    table["service_id"] = [f"{number:04d}" for number in range(1, len(table) + 1)]
    return {str(day): _known(table[COLUMNS], day).assign(source=SOURCE) for day in settings["days"]}


def _items(definition: Definition, settings: dict[str, Any]) -> dict[str, list[tuple[str, str, str | None]]]:
    """(name, owner, unit it belongs to) of every item, by kind."""
    link, chip = settings["link"], settings["chip"]
    linked = [unit for unit in definition.units if unit.level == link["level"]]
    return {
        "service": [
            (f"{action} {subject}", owner, None)
            for owner, subjects in settings["subjects"].items()
            for subject in subjects
            for action in settings["actions"]
        ],
        "province_link": [
            (link["name"].format(name=unit.name.vi), link["owner"].format(name=unit.name.vi), unit.code)
            for unit in linked
        ],
        "chip_application": [(name, chip["owner"], None) for name in chip["names"]],
    }


def _days(
    length: int, settings: dict[str, Any], kind: str, random: np.random.Generator
) -> dict[str, list[date | None]]:
    """Days of plan, test and connection of `length` items, so many connected by each wave as it says."""
    days: list[tuple] = []
    opens = earlier = settings["first_on"]
    for closes, number in settings["waves"][kind]:
        for _ in range(min(number, length) - len(days)):
            connected = opens + timedelta(days=int(random.integers(1, (closes - opens).days + 1)))
            tested = connected - timedelta(days=int(random.integers(1, settings["test_days"] + 1)))
            slipped = earlier > settings["first_on"] and random.random() < settings["slipped"]
            days.append((earlier if slipped else closes, tested, connected))
        opens = earlier = closes
    days += [(closes, None, None)] * (length - len(days))
    planned, tested, connected = zip(*[days[place] for place in random.permutation(length)], strict=True)
    return {"planned_on": planned, "tested_on": tested, "connected_on": connected}


def _known(table: pd.DataFrame, day: date) -> pd.DataFrame:
    """The table as it was on a day: what came later is blank."""
    later = {
        column: [on if on and on <= day else None for on in table[column]] for column in ("tested_on", "connected_on")
    }
    return table.assign(**later)
