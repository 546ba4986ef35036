"""How fast each unit works on each day, against the average: no two units alike, weeks, holidays, lockdowns."""

from datetime import date

import numpy as np

from campaign.definition import Definition, Measure
from campaign.demo.recipe import Recipe

HOLIDAY = "holiday"  # the kind of event that changes everybody's day


def calendar(definition: Definition, recipe: Recipe, days: np.ndarray) -> np.ndarray:
    """Pace of the root's days, shape (days,): weekday, holidays and the effects that hold for all."""
    weekday = (days.astype(int) + 3) % 7  # 1 January 1970 was a Thursday
    profile = np.array(recipe.profile["weekday"])[weekday]
    for event in definition.events:
        if event.kind == HOLIDAY:
            profile[_between(days, event.first_on, event.last_on)] *= recipe.profile["holiday"]
    for effect in recipe.effects:
        if effect["unit_code"] == definition.root:
            profile[_between(days, effect["first_on"], effect["last_on"])] *= effect["factor"]
    return profile


def paces(
    definition: Definition, recipe: Recipe, measure: Measure, units: tuple[str, ...],
    days: np.ndarray, random: np.random.Generator,
) -> np.ndarray:
    """Pace of each unit on each day, shape (days, units); only its ratio within a day matters."""
    spread, shape = recipe.spread, (len(days), len(units))
    parents = [definition.unit[unit].parent_code for unit in units]
    parent = np.unique(parents, return_inverse=True)[1]
    level = np.array([factor_of(definition, recipe.pace, unit) for unit in units])
    level = level * np.exp(random.normal(0, spread["province"], parent.max() + 1))[parent]
    level = level * np.exp(random.normal(0, spread["district"], len(units)))
    pace = level * np.exp(random.normal(0, spread["day"], shape))
    if measure.id in spread["batched"]:
        week = (days - days[0]).astype(int) // 7
        batches = np.exp(random.normal(0, spread["batch"], (week.max() + 1, parent.max() + 1)))
        pace *= batches[week][:, parent]
    opens = np.datetime64(measure.start) + random.integers(0, spread["start_days"] + 1, len(units))
    pace[days[:, None] < opens[None, :]] *= spread["pilot"]
    for effect in recipe.effects:
        if effect["unit_code"] != definition.root:
            here = np.array([factor_of(definition, {effect["unit_code"]: 0.0}, unit) == 0 for unit in units])
            pace[np.ix_(_between(days, effect["first_on"], effect["last_on"]), here)] *= effect["factor"]
    return pace


def factor_of(definition: Definition, factors: dict[str, float], code: str) -> float:
    """Product of the factors of a unit and of every unit above it."""
    product, at = 1.0, code
    while at is not None:
        product *= factors.get(at, 1.0)
        at = definition.unit[at].parent_code
    return product


def _between(days: np.ndarray, first: date, last: date) -> np.ndarray:
    return (days >= np.datetime64(first)) & (days <= np.datetime64(last))
