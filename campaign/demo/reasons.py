"""The extract that says why applications are missing, and how many for each reason."""

import numpy as np
import pandas as pd

from campaign.definition import Definition
from campaign.demo.monthly import SOURCE
from campaign.demo.recipe import Recipe
from campaign.demo.simulation import Simulation


def told(definition: Definition, recipe: Recipe, simulation: Simulation, random: np.random.Generator) -> pd.DataFrame:
    """date, unit_code, reason, persons: every few days, every unit that lacks something or did the time before.

    Of those whom a unit has come to a share is not to be had, for each reason its own; never more than the share `most`
    of what the unit lacks on that day, rounded down.
    """
    how = recipe.reasons
    first = np.flatnonzero(simulation.days == np.datetime64(how["first_on"]))[0]
    days = np.arange(first, len(simulation.days), how["every"])
    done = simulation.totals[how["measure"]][days]
    lacking = np.maximum(_quotas(definition, how["measure"], simulation)[days] - done, 0)
    share = np.array(list(how["share"].values())) * np.exp(
        random.normal(0, how["spread"], (len(simulation.units), len(how["share"])))
    )
    found = done[:, :, None] * share
    room = np.minimum(1, how["most"] * lacking / np.maximum(found.sum(axis=2), 1))
    number = np.floor(found * room[:, :, None]).astype(int)
    before = np.vstack([np.zeros_like(lacking[:1]), lacking[:-1]])
    tells = ((lacking > 0) | (before > 0)) & (random.random(len(simulation.units)) >= how["untold"])
    day, unit = np.nonzero(tells)
    reasons = list(how["share"])
    table = pd.DataFrame(
        {
            "date": np.repeat(simulation.days[days][day], len(reasons)),
            "unit_code": np.repeat(np.array(simulation.units)[unit], len(reasons)),
            "reason": np.tile(reasons, len(day)),
            "persons": number[day, unit].ravel(),
        }
    )
    return table.assign(reported_on=table["date"], source=SOURCE)


def _quotas(definition: Definition, measure: str, simulation: Simulation) -> np.ndarray:
    """The quota in force of each unit on each day, (days, units); 0 before the first."""
    place = {unit: column for column, unit in enumerate(simulation.units)}
    found = np.zeros((len(simulation.days), len(place)), dtype=int)
    for target in sorted(definition.targets, key=lambda one: one.issued_on):
        if target.measure == measure and target.unit_code in place:
            found[simulation.days >= np.datetime64(target.issued_on), place[target.unit_code]] = target.target
    return found
