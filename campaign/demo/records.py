"""Record-level extracts of one unit, agreeing with its counts to the item. No person stands behind them."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from campaign.definition import Definition
from campaign.demo.monthly import SOURCE
from campaign.demo.recipe import Recipe
from campaign.demo.simulation import Simulation

BEFORE, NEVER = np.datetime64("1900-01-01"), np.datetime64("2200-01-01")  # the campaign's first day; its last


def records(
    definition: Definition, recipe: Recipe, simulation: Simulation, record: dict[str, Any], random: np.random.Generator
) -> pd.DataFrame:
    """One row per item with anything done in the month, or in the whole campaign where the record names none: id,
    district, the day of each stage, blank when it is later.

    The days of a stage are the counts of a district unrolled, in order of arrival at it; `overtaken`, a share of the
    items, are changed with others then (`_overtaken`). What was done before the campaign's first day has no day here.
    """
    month = np.datetime64(record["month"], "M") if "month" in record else None
    last = (month + 1).astype("datetime64[D]") if month else simulation.days[-1] + 1
    chain = [measure.id for measure in definition.chain(record["project"])]
    share = record.get("overtaken", 0)
    parts = [
        _unit(simulation, chain, position, simulation.days >= last, share, random).assign(district_code=unit)
        for position, unit in enumerate(simulation.units)
        if definition.unit[unit].parent_code == record["unit_code"]
    ]
    table = pd.concat(parts, ignore_index=True)
    days = table[[f"{measure}_on" for measure in chain]].to_numpy().astype("datetime64[M]")
    table = table[(days == month).any(axis=1) if month else ~np.isnat(days).all(axis=1)]
    table = table.sample(frac=1, random_state=random).reset_index(drop=True)
    ids = random.permutation(len(table)) + 1
    numbers = pc.utf8_lpad(pa.array(ids).cast(pa.string()), 7, "0")
    table.insert(0, record["id"], pc.binary_join_element_wise(record["prefix"], record["unit_code"], numbers, "-"))
    table.insert(1, "district_code", table.pop("district_code"))
    if record.get("defects"):
        table["defect"] = _defects(recipe.defects["share"], len(table), random)
    return table.assign(province_code=record["unit_code"], source=SOURCE)


def _unit(
    simulation: Simulation,
    chain: list[str],
    position: int,
    after: np.ndarray,
    share: float,
    random: np.random.Generator,
) -> pd.DataFrame:
    """Days of every stage of a unit's items, as they were known at the end of the time asked for."""
    days = np.where(after, np.datetime64("NaT"), simulation.days)
    before = [simulation.before[measure][position] for measure in chain]
    length = int(simulation.totals[chain[0]][-1, position])
    columns, arrived, order = {}, np.full(length, BEFORE), np.arange(length)
    for measure, there in zip(chain, before, strict=True):
        passed = np.where(np.arange(length) < there, BEFORE, NEVER)
        done = np.repeat(days, np.diff(simulation.totals[measure][:, position], prepend=there))
        passed[there : there + len(done)] = np.where(np.isnat(done), NEVER, done)
        column = np.empty(length, dtype="datetime64[D]")
        column[order] = _overtaken(arrived[order], passed, share, random) if share else passed
        columns[f"{measure}_on"] = np.where((column == BEFORE) | (column == NEVER), np.datetime64("NaT"), column)
        if share:
            arrived, order = column, np.argsort(column, kind="stable")
    return pd.DataFrame(columns)


def _overtaken(arrived: np.ndarray, passed: np.ndarray, share: float, random: np.random.Generator) -> np.ndarray:
    """The days on which items pass a stage, with `share` of the pairs changed at each of many distances in the queue:
    where the later item had arrived by the day of the earlier one. What passed before the campaign stays so.
    """
    passed, distance, place = passed.copy(), 1, np.arange(len(passed))
    while distance < len(passed):
        first = place[: len(passed) - distance][(place[: len(passed) - distance] // distance) % 2 == 0]
        first = first[random.random(len(first)) < share]
        later = first + distance
        may = (passed[first] != BEFORE) & (arrived[later] <= passed[first]) & (arrived[first] <= passed[later])
        first, later = first[may], later[may]
        passed[first], passed[later] = passed[later], passed[first]
        distance *= 4
    return passed


def _defects(share: dict[str, float], length: int, random: np.random.Generator) -> np.ndarray:
    """A class of defect for some of the items, an empty text for the others."""
    classes = np.array([*share, ""])
    weights = np.array([*share.values(), 1 - sum(share.values())])
    return random.choice(classes, length, p=weights)
