"""Extracts of what is connected to the database: services, links with units and owners, applications on the chip."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from campaign.definition import Definition
from campaign.demo.monthly import SOURCE
from campaign.demo.recipe import Recipe

NAMES = ["name", "name_en", "owner", "owner_en"]
DAYS = ["planned_on", "ready_on", "tested_on", "connected_on"]
BODIES = ["responsible", "responsible_en", "counterpart", "counterpart_en"]
COLUMNS = ["service_id", *NAMES, "kind", "unit_code", *DAYS, "route", *BODIES]

Item = tuple[str, str, str, str, str | None]


def services(definition: Definition, recipe: Recipe, random: np.random.Generator) -> dict[str, pd.DataFrame]:
    """A table for each day of `services.days`: every item, with the days of test and connection known by then."""
    settings = recipe.services
    table: pd.DataFrame = pd.concat(
        [
            pd.concat(
                [
                    pd.DataFrame(items, columns=[*NAMES, "unit_code"]).assign(kind=kind),
                    _days(len(items), settings, kind, random),
                ],
                axis="columns",
            )
            for kind, items in _items(definition, settings).items()
        ],
        ignore_index=True,
    )
    table["service_id"] = [f"{number:04d}" for number in range(1, len(table) + 1)]
    table["ready_on"] = _ready(table["tested_on"], settings["bodies"]["ready_days"], random.spawn(1)[0])
    table[BODIES] = [
        _bodies(settings["bodies"], {"vi": vi, "en": en}) for vi, en in table[["owner", "owner_en"]].values
    ]
    own = table["owner"] == settings["chip"]["owner"]["vi"]
    table["route"] = table["kind"].map(settings["routes"]).mask(own & table["kind"].isin(settings["routes"]), "direct")
    return {str(day): _known(table[COLUMNS], day).assign(source=SOURCE) for day in settings["days"]}


def _items(definition: Definition, settings: dict[str, Any]) -> dict[str, list[Item]]:
    """Every item, by kind: its names, its owner's names, and the unit that it belongs to."""
    link, chip = settings["link"], settings["chip"]
    return {
        "service": [
            (*_names(settings["name"], action=action, subject=subject), *_names(owner), None)
            for owner in settings["owners"]
            for subject in owner["subjects"]
            for action in settings["actions"]
        ],
        "province_link": [
            (*_names(link["name"], name=unit.name.texts), *_names(link["owner"], name=unit.name.texts), unit.code)
            for unit in definition.units
            if unit.level == link["level"]
        ],
        "chip_application": [(*_names(name), *_names(chip["owner"]), None) for name in chip["names"]],
        "ministry_link": [
            (*_names(settings["ministry"]["name"], name=owner), *_names(owner), None)
            for owner in settings["owners"]
            if owner["vi"] != chip["owner"]["vi"]
        ],
    }


def _names(pattern: dict[str, str], **parts: dict[str, str]) -> tuple[str, str]:
    """A name in Vietnamese and in English, with its parts in the same language."""
    vi, en = ({part: text[language] for part, text in parts.items()} for language in ("vi", "en"))
    return pattern["vi"].format(**vi), pattern["en"].format(**en)


def _bodies(settings: dict[str, Any], owner: dict[str, str]) -> tuple[str, ...]:
    """Who is responsible for an owner, and who on the other side, in Vietnamese and in English."""
    return (*_names(settings["responsible"], name=owner), *_names(settings["counterpart"]))


def _ready(tested: pd.Series, most: int, random: np.random.Generator) -> list[date | None]:
    """Days on which owners were ready, at most so many before the test."""
    before = random.integers(1, most + 1, len(tested))
    return [day - timedelta(days=int(earlier)) if day else None for day, earlier in zip(tested, before, strict=True)]


def _days(length: int, settings: dict[str, Any], kind: str, random: np.random.Generator) -> pd.DataFrame:
    """Days of plan, test and connection of `length` items, so many connected by each wave as it says."""
    days: list[tuple[date, date | None, date | None]] = []
    opens = earlier = settings["first_on"]
    for closes, number in settings["waves"][kind]:
        for _ in range(min(number, length) - len(days)):
            connected = opens + timedelta(days=int(random.integers(1, (closes - opens).days + 1)))
            tested = connected - timedelta(days=int(random.integers(1, settings["test_days"] + 1)))
            slipped = earlier > settings["first_on"] and random.random() < settings["slipped"]
            days.append((earlier if slipped else closes, tested, connected))
        opens = earlier = closes
    days += [(closes, None, None)] * (length - len(days))
    shuffled = [days[position] for position in random.permutation(length)]
    return pd.DataFrame(shuffled, columns=["planned_on", "tested_on", "connected_on"])


def _known(table: pd.DataFrame, day: date) -> pd.DataFrame:
    """The table as it was on a day: what came later is blank."""
    known = table.copy()
    for column in ("ready_on", "tested_on", "connected_on"):
        known[column] = [on if on and on <= day else None for on in table[column]]
    return known
