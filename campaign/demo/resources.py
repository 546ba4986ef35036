"""An extract of what the work is done with: machines, teams and collection points of districts, lines of the root."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from campaign.definition import Definition
from campaign.demo.ground import Ground
from campaign.demo.monthly import SOURCE
from campaign.demo.recipe import Recipe
from campaign.demo.simulation import Simulation

COLUMNS = ["date", "unit_code", "resource", "number", "communes", "communes_all"]


def resources(
    definition: Definition, recipe: Recipe, simulation: Simulation, random: np.random.Generator
) -> pd.DataFrame:
    """date, unit_code, resource, number, communes, communes_all: what each unit tells of itself, again and again."""
    settings, ground = recipe.resources, Ground(definition, recipe)
    first, last = settings["first_on"], recipe.last_on
    days = [first + timedelta(days=gone) for gone in range(0, (last - first).days + 1, settings["every"])]
    seed = int(random.integers(2**32))
    districts = pd.concat([_districts(ground, settings, day, np.random.default_rng(seed)) for day in days])
    told = _told(districts, days, simulation.units, settings, random)
    machines = [(day, unit.code, "machine", settings["own"]) for day in days for unit in _provinces(definition)]
    own = pd.DataFrame(machines, columns=COLUMNS[:4])
    steps = pd.DataFrame(
        [
            (day, one["unit_code"], one["resource"], number)
            for one in settings["steps"]
            for day, number in one["numbers"]
        ],
        columns=COLUMNS[:4],
    )
    table = pd.concat([told, own, steps]).drop_duplicates(COLUMNS[:3], keep="last")
    for step in settings["steps"]:  # from its first day on nothing else is told of it
        here = (table["unit_code"] == step["unit_code"]) & (table["resource"] == step["resource"])
        known = [day for day, _ in step["numbers"]]
        table = table[~here | (table["date"] < known[0]) | table["date"].isin(known)]
    for pin in settings["pins"]:
        table = _pinned(table, pin, ground)
    table = table.sort_values(["date", "unit_code", "resource"], ignore_index=True)
    days_told = pd.to_datetime(table["date"])
    whole = table.astype({"number": int, "communes": "Int64", "communes_all": "Int64"})
    return whole.assign(date=days_told, reported_on=days_told, source=SOURCE)


def _provinces(definition: Definition) -> list[Any]:
    return [unit for unit in definition.units if unit.parent_code == definition.root]


def _districts(ground: Ground, settings: dict[str, Any], day: date, random: np.random.Generator) -> pd.DataFrame:
    """What each district has on a day: machines and teams for its quota, points for its residents, communes reached.

    A district is what it is on every day: `random` begins anew on each.
    """
    units = [ground.definition.unit[code] for code in ground.units]
    first = next(iter(ground.quotas))
    quota = np.array([ground.quotas[first].get(unit.code, 0) for unit in units])
    residents = np.array([unit.population or 0 for unit in units])
    length = (ground.definition.deadline - ground.definition.measure[first].start).days
    full = quota / settings["per_machine_day"] / length * np.exp(random.normal(0, settings["spread"], len(units)))
    grown = np.clip((day - settings["first_on"]) / (settings["full_on"] - settings["first_on"]), 0.1, 1)
    machines = np.maximum(np.rint(full * grown), 1)
    known = ground.recipe.communes()
    communes = np.array([known.get(unit.code, 0) for unit in units])
    reach = np.minimum(settings["reach"] * grown * np.exp(random.normal(0, 0.15, len(units))), 1)
    numbers = {
        "machine": machines,
        "team": np.maximum(np.rint(machines * settings["teams"]), 1),
        "collection_point": np.maximum(np.rint(residents / settings["residents"]["point"] * grown), 1),
    }
    parts = [
        pd.DataFrame({"unit_code": ground.units, "resource": one, "number": number}) for one, number in numbers.items()
    ]
    parts[-1] = parts[-1].assign(
        communes=np.minimum(np.maximum(np.rint(communes * reach), 1), communes), communes_all=communes
    )
    return pd.concat(parts).assign(date=day)


def _told(
    districts: pd.DataFrame,
    days: list[date],
    units: tuple[str, ...],
    settings: dict[str, Any],
    random: np.random.Generator,
) -> pd.DataFrame:
    """What is told of it: some districts never do, some stop at a third of the reports."""
    luck = pd.Series(random.random(len(units)), units).reindex(districts["unit_code"]).to_numpy()
    stale = (luck < settings["untold"] + settings["stale"]) & (districts["date"] > days[len(days) // 3]).to_numpy()
    return districts[(luck >= settings["untold"]) & ~stale]


def _pinned(table: pd.DataFrame, pin: dict[str, Any], ground: Ground) -> pd.DataFrame:
    """The table with exactly `number` of a resource in a unit on a day: those below share it as they did before."""
    here = [code in ground.line(unit) for code, unit in ((pin["unit_code"], unit) for unit in table["unit_code"])]
    own = table[np.array(here) & (table["resource"] == pin["resource"]) & (table["date"] <= pin["on"])]
    latest = own.sort_values("date").drop_duplicates("unit_code", keep="last")
    below = latest[latest["unit_code"] != pin["unit_code"]] if len(latest) > 1 else latest
    left = pin["number"] - pin.get("own", 0) if len(latest) > 1 else pin["number"]
    exact = below["number"].to_numpy(dtype=float) * left / below["number"].sum()
    shared = np.floor(exact)
    shared[np.argsort(shared - exact, kind="stable")[: int(left - shared.sum())]] += 1
    told = below.assign(number=shared, date=pin["on"])
    if "own" in pin:
        themselves = {
            "date": pin["on"],
            "unit_code": pin["unit_code"],
            "resource": pin["resource"],
            "number": pin["own"],
        }
        told = pd.concat([told, pd.DataFrame([themselves])])
    return pd.concat([table, told]).drop_duplicates(COLUMNS[:3], keep="last")
