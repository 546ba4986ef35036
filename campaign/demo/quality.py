"""Extracts on quality: defects still open, and samples drawn of what was called clean."""

import numpy as np
import pandas as pd

from campaign.demo.monthly import SOURCE
from campaign.demo.recipe import Recipe
from campaign.demo.simulation import Simulation


def defects(recipe: Recipe, simulation: Simulation, random: np.random.Generator) -> pd.DataFrame:
    """date, unit_code, defect, open, found: every seventh day, every unit and class.

    Of what is entered a share is found to have a defect; it is mended with the cleansing, at a `tempo` of its class (1
    is evenly, below 1 the hard ones), but for what is `left`.
    """
    settings = recipe.defects
    weeks = np.arange(6, len(simulation.days), 7)
    known = simulation.totals[settings["from"]][weeks]
    waiting = np.clip(1 - simulation.totals[settings["to"]][weeks] / np.maximum(known, 1), 0, 1)
    parts = []
    for defect, share in settings["share"].items():
        own = np.exp(random.normal(0, 0.4, len(simulation.units)))
        found = np.rint(known * share * own).astype(int)
        mended = np.rint(found * (1 - settings["left"]) * (1 - waiting ** settings["tempo"][defect])).astype(int)
        there = found - np.maximum.accumulate(mended)
        parts.append(
            pd.DataFrame(
                {
                    "date": np.repeat(simulation.days[weeks], len(simulation.units)),
                    "unit_code": np.tile(simulation.units, len(weeks)),
                    "defect": defect,
                    "open": there.ravel(),
                    "found": found.ravel(),
                }
            )
        )
    table = pd.concat(parts, ignore_index=True)
    return table.assign(reported_on=table["date"], source=SOURCE)


def verification(recipe: Recipe, simulation: Simulation, random: np.random.Generator) -> dict[str, pd.DataFrame]:
    """date, unit_code, sample_size, defects_found of each round, by its day; the same units overclaim in all."""
    settings = recipe.verification
    overclaiming = random.random(len(simulation.units)) < settings["overclaiming"]
    rounds = {}
    for day in settings["rounds"]:
        chance = settings["defective"] * np.exp(random.normal(0, 0.35, len(simulation.units)))
        chance = np.minimum(np.where(overclaiming, chance * settings["bad"], chance), 0.5)
        clean = simulation.totals[recipe.defects["to"]][np.flatnonzero(simulation.days == np.datetime64(day))[0]]
        size = np.minimum(settings["sample_size"], clean)
        rounds[str(day)] = pd.DataFrame(
            {
                "date": np.datetime64(day),
                "unit_code": simulation.units,
                "sample_size": size,
                "defects_found": random.binomial(size, chance),
                "source": SOURCE,
            }
        )[size > 0]
    return rounds
