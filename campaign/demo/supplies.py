"""Extracts on supplies: what lies in each store, and what was announced to come."""

import numpy as np
import pandas as pd

from campaign.definition import Definition
from campaign.demo.monthly import SOURCE
from campaign.demo.recipe import Recipe
from campaign.demo.simulation import Simulation


def stock(definition: Definition, recipe: Recipe, simulation: Simulation) -> pd.DataFrame:
    """date, unit_code, supply, in_hand, delivered, used: every `every` days from `first_on` on, at the end of the day.

    What all units made took what they use; what came is in the recipe. DefinitionError where that is not enough.
    """
    parts = []
    for store in recipe.supplies:
        supply = definition.supply[store["supply"]]
        made = simulation.totals[supply.measure].sum(axis=1)
        used = np.ceil(made * supply.per_item).astype(int)
        came = sum((simulation.days >= np.datetime64(day)) * items for day, items in store["deliveries"])
        if (short := np.flatnonzero(came < used)).size:
            raise recipe.fail("no_stock", supply=supply.id, day=str(simulation.days[short[0]]))
        days = np.flatnonzero(simulation.days >= np.datetime64(store["first_on"]))[:: store["every"]]
        rows = {"in_hand": (came - used)[days], "delivered": came[days], "used": used[days]}
        parts.append(
            pd.DataFrame({"date": simulation.days[days], "unit_code": store["unit_code"], "supply": supply.id, **rows})
        )
    table = pd.concat(parts, ignore_index=True)
    return table.assign(reported_on=table["date"], source=SOURCE)


def expected(recipe: Recipe) -> pd.DataFrame:
    """expected_on, unit_code, supply, items, reported_on: what was announced, and when."""
    rows = [
        (day, store["unit_code"], store["supply"], items, said)
        for store in recipe.supplies
        for said, day, items in store["expected"]
    ]
    table = pd.DataFrame(rows, columns=["expected_on", "unit_code", "supply", "items", "reported_on"])
    return table.assign(source=SOURCE)
