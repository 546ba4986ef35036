"""How fast each unit works on each day, against the average: no two units alike, weeks, holidays, lockdowns."""

import numpy as np

from campaign.definition import Measure
from campaign.demo.ground import Ground

HOLIDAY = "holiday"  # the kind of event that changes everybody's day


def calendar(ground: Ground) -> np.ndarray:
    """Pace of the whole campaign's days, shape (days,): weekday, holidays and the effects that hold for all."""
    weekday = (ground.days.astype(int) + 3) % 7  # 1 January 1970 was a Thursday
    profile = np.array(ground.recipe.profile["weekday"])[weekday]
    for event in ground.definition.events:
        if event.kind == HOLIDAY:
            profile[ground.between(event.first_on, event.last_on)] *= ground.recipe.profile["holiday"]
    for effect in ground.recipe.effects:
        if effect["unit_code"] == ground.definition.root:
            profile[ground.between(effect["first_on"], effect["last_on"])] *= effect["factor"]
    return profile


def paces(ground: Ground, measure: Measure, random: np.random.Generator) -> np.ndarray:
    """Pace of each unit on each day, shape (days, units); only its ratio within a day matters."""
    spread, days, units = ground.recipe.spread, ground.days, ground.units
    parent = np.unique([ground.line(unit)[1] for unit in units], return_inverse=True)[1]
    level = ground.factors(ground.recipe.pace) * np.exp(random.normal(0, spread["district"], len(units)))
    level *= np.exp(random.normal(0, spread["province"], parent.max() + 1))[parent]
    pace = level * np.exp(random.normal(0, spread["day"], (len(days), len(units))))
    if measure.id in spread["batched"]:
        week = (days - days[0]).astype(int) // 7
        pace *= np.exp(random.normal(0, spread["batch"], (week.max() + 1, parent.max() + 1)))[week][:, parent]
    opens = np.datetime64(measure.start) + random.integers(0, spread["start_days"] + 1, len(units))
    pace[days[:, None] < opens] *= spread["pilot"]
    for effect in ground.recipe.effects:
        if effect["unit_code"] != ground.definition.root:
            span = ground.between(effect["first_on"], effect["last_on"])
            pace[np.ix_(span, ground.below(effect["unit_code"]))] *= effect["factor"]
    return pace
