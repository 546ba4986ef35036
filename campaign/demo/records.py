"""Record-level extracts of one unit and month, agreeing with its counts to the item. No person stands behind them."""

from typing import Any

import numpy as np
import pandas as pd

from campaign.definition import Definition
from campaign.demo.monthly import SOURCE
from campaign.demo.recipe import Recipe
from campaign.demo.simulation import Simulation


def records(
    definition: Definition, recipe: Recipe, simulation: Simulation, record: dict[str, Any], random: np.random.Generator
) -> pd.DataFrame:
    """One row per item with anything done in the month: id, district, the day of each stage, blank when it is later.

    Items of a district pass every stage in order of arrival, so the days of a stage are its counts unrolled. What was
    done before the campaign's first day has no day here.
    """
    month = np.datetime64(record["month"], "M")
    after = simulation.days >= (month + 1).astype("datetime64[D]")
    chain = [measure.id for measure in definition.chain(record["project"])]
    parts = [
        _unit(simulation, chain, position, after).assign(district_code=unit)
        for position, unit in enumerate(simulation.units)
        if definition.unit[unit].parent_code == record["unit_code"]
    ]
    table = pd.concat(parts, ignore_index=True)
    stages = [f"{measure}_on" for measure in chain]
    days = table[stages].to_numpy()
    table = table[(days.astype("datetime64[M]") == month).any(axis=1)]
    table = table.sample(frac=1, random_state=random).reset_index(drop=True)
    ids = random.permutation(len(table)) + 1
    table.insert(0, record["id"], [f"{record['prefix']}-{record['unit_code']}-{number:07d}" for number in ids])
    table.insert(1, "district_code", table.pop("district_code"))
    if record.get("defects"):
        table["defect"] = _defects(recipe.defects["share"], len(table), random)
    return table.assign(province_code=record["unit_code"], source=SOURCE)


def _unit(simulation: Simulation, chain: list[str], position: int, after: np.ndarray) -> pd.DataFrame:
    """Days of every stage of a unit's items, in order of arrival, as they were known at the end of the month."""
    days = np.where(after, np.datetime64("NaT"), simulation.days)
    before = [simulation.before[measure][position] for measure in chain]
    length = int(simulation.totals[chain[0]][-1, position])
    columns = {}
    for measure, there in zip(chain, before, strict=True):
        column = np.full(length, np.datetime64("NaT"), dtype="datetime64[D]")
        done = np.repeat(days, simulation.counts(measure)[:, position])
        column[there : there + len(done)] = done
        columns[f"{measure}_on"] = column
    return pd.DataFrame(columns)


def _defects(share: dict[str, float], length: int, random: np.random.Generator) -> np.ndarray:
    """A class of defect for some of the items, an empty text for the others."""
    classes = np.array([*share, ""])
    weights = np.array([*share.values(), 1 - sum(share.values())])
    return random.choice(classes, length, p=weights)
