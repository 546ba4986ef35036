"""What the units say of what happened: late, silent for a while, wrong and then corrected."""

from dataclasses import dataclass

import numpy as np

from campaign.definition import Definition
from campaign.demo.recipe import Recipe
from campaign.demo.simulation import Simulation


@dataclass(frozen=True)
class Correction:
    """One count that was said wrongly at first; the right one follows on day `reported`."""

    measure: str
    day: int
    unit: int
    wrong: int
    right: int
    reported: int


@dataclass(frozen=True)
class Reporting:
    """`delay` in days (days, units) of each district-day, the corrections, and totals that were too high at first."""

    delay: np.ndarray
    corrections: tuple[Correction, ...]
    falls: dict[str, np.ndarray]


def report(definition: Definition, recipe: Recipe, simulation: Simulation, random: np.random.Generator) -> Reporting:
    """How this campaign was reported. A later stage never exceeds an earlier one, even in what is wrong."""
    prompt = _prompt(definition, recipe, simulation, {record["project"] for record in recipe.records})
    delay = _delays(recipe, simulation, prompt, random)
    return Reporting(
        delay,
        _corrections(definition, recipe, simulation, prompt, random),
        _falls(definition, recipe, simulation, random),
    )


def _prompt(definition: Definition, recipe: Recipe, simulation: Simulation, projects: set[str]) -> np.ndarray:
    """Units whose records of these projects are delivered too: they report in time and rightly, so that both agree."""
    above = {record["unit_code"] for record in recipe.records if record["project"] in projects}
    return np.array([definition.unit[unit].parent_code in above for unit in simulation.units])


def _delays(recipe: Recipe, simulation: Simulation, prompt: np.ndarray, random: np.random.Generator) -> np.ndarray:
    days, units, settings = simulation.days, simulation.units, recipe.reporting
    shape = (len(days), len(units))
    delay = np.where(random.random(shape) < settings["late"], random.integers(1, 4, shape), 0)
    silences = [
        (units.index(silence["unit_code"]), np.datetime64(silence["first_on"]), np.datetime64(silence["last_on"]))
        for silence in recipe.silences
    ]
    for _ in range(settings["silent_weeks"]):
        first = days[random.integers(60, len(days) - 14)]
        silences.append((int(random.integers(len(units))), first, first + 6))
    for unit, first, last in silences:
        silent = (days >= first) & (days <= last)
        delay[silent, unit] = 1 - (days[silent] - last).astype(int)
    delay[:, prompt] = 0
    return np.minimum(delay, (len(days) - 1 - np.arange(len(days)))[:, None])


def _corrections(
    definition: Definition, recipe: Recipe, simulation: Simulation, prompt: np.ndarray, random: np.random.Generator
) -> tuple[Correction, ...]:
    """Too many of a first stage or too few of a last one: neither breaks the chain before it is corrected."""
    corrections = []
    counted = {file["project"] for file in recipe.files if file["kind"] == "counts"}
    chains = [definition.chain(project) for project in counted]
    for number in range(recipe.reporting["revisions"] if chains else 0):
        chain = chains[number % len(chains)]
        measure, factor = (
            (chain[0].id, random.uniform(1.1, 1.4)) if number % 2 else (chain[-1].id, random.uniform(0.4, 0.9))
        )
        day, unit = int(random.integers(60, len(simulation.days) - 21)), int(random.integers(len(simulation.units)))
        right = int(simulation.totals[measure][day, unit] - simulation.totals[measure][day - 1, unit])
        wrong = round(right * factor)
        if wrong != right and not prompt[unit]:
            corrections.append(Correction(measure, day, unit, wrong, right, day + int(random.integers(5, 21))))
    return tuple({(one.measure, one.day, one.unit): one for one in corrections}.values())


def _falls(
    definition: Definition, recipe: Recipe, simulation: Simulation, random: np.random.Generator
) -> dict[str, np.ndarray]:
    """Totals (days, units) of the measure of which some units say too much for some days, as they say them."""
    falls = recipe.reporting.get("falls")
    if not falls:
        return {}
    measure = definition.measure[falls["measure"]]
    chain = [one.id for one in definition.chain(measure.project)]
    prompt = _prompt(definition, recipe, simulation, {measure.project})
    said = simulation.totals[measure.id].copy()
    earlier = simulation.totals[chain[chain.index(measure.id) - 1]]
    for unit in random.choice(np.flatnonzero(~prompt), falls["units"], replace=False):
        first = int(random.integers(90, len(said) - 60))
        span = slice(first, first + falls["days"])
        said[span, unit] = np.minimum(np.rint(said[span, unit] * falls["factor"]), earlier[span, unit])
    return {measure.id: said}
