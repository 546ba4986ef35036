"""Prints how good the measured effect of an event is: python -m bench.events [SEED ...]

Made-up campaigns (bench.forecast_made_up). In each, a day on which something happens to some units, and to all, for so
many days: nothing at all, or four tenths are lost on each of its days; so, too, for units forecast as parts of one.
Measured by campaign.forecast.event_effect, as the page does, and compared with what was lost in truth. `missed`: how
often the 80 % band does not hold the true one; `clear`: how often one is told from chance, of those without an effect
chance itself; `back`: of those, the pace was so in the first week; `caught_up`: said to have been made up for, which
nothing ever was.
"""

import sys
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from bench.forecast_made_up import made_up
from campaign.forecast import Engine, Panel
from campaign.forecast.event_effect import WEEKS, of_event
from campaign.forecast.raking import gained
from campaign.forecast.scenario import narrow
from campaign.forecast.without_event import without

SEEDS = tuple(range(400, 500))  # WIDER of campaign.forecast.event_effect was chosen on 300 to 399
LOST = 0.4  # of each day of an event that costs something
LENGTHS = (1, 4, 7, 14, 28, 56)  # days
UNITS = 6  # in a campaign, and the whole of it
DIVIDED, PARTS = 5, 3  # units that are one, with the rest beside it, and how many of them are measured as its parts
DAY = np.timedelta64(1, "D")


def main() -> None:
    seeds = [int(seed) for seed in sys.argv[1:]] or SEEDS
    rows = pd.concat([measured(seed) for seed in seeds], ignore_index=True)
    rows["all"] = np.where(rows["unit"] == "root", "all", np.where(rows["part"], "part", "unit"))
    print(f"{len(seeds)} campaigns, {len(rows)} events measured, claimed: 20 % missed")
    asked = ["missed", "clear", "back", "caught_up"]
    for by in (["all", "lost", "length"], ["all", "lost"]):
        groups = rows.groupby(by)
        print(groups[asked].mean().assign(events=groups.size()).astype(float).round(3).to_string())


def measured(
    seed: int, paths: int = 1000, lengths: tuple[int, ...] = LENGTHS, units: int = UNITS, parts: int = PARTS
) -> pd.DataFrame:
    """An event a row: its unit, length and what it `lost` of a day; whether its band `missed` that, whether it is
    `clear`, and of clear ones whether the pace came `back` within a week of its end, and it is said to be caught up."""
    random = np.random.default_rng([seed, 2])
    panel = made_up(seed)
    last = max(lengths) + 7 * WEEKS
    day: np.datetime64 = random.choice(panel.days[56:-last])
    at = int((day - panel.days[0]).astype(int))
    known, engine = panel.until(day), Engine(paths=paths, weeks=last // 7 + 1)
    chosen = [*random.choice(panel.units, min(units, len(panel.units)), replace=False), "root"]
    above, below = divided(known)
    within = gained(engine.courses(*narrow(above, engine.fit(above), below.root)), below.root)
    found = []
    for unit, part in [*((str(unit), False) for unit in chosen), *((unit, True) for unit in below.units[:parts])]:
        ahead = (
            without(below, unit, "done", last, engine, within) if part else without(known, unit, "done", last, engine)
        )
        counts = _counts(panel, unit)[at + 1 : at + 1 + last]
        if ahead.guard is not None:
            continue
        for length in lengths:
            if not counts[: length + 7].all():
                continue  # days that nobody told are not measured
            for lost in (0.0, LOST):
                came = counts.copy()
                came[:length] = np.floor(came[:length] * (1 - lost))
                effect = of_event(_date(day + DAY), length, ahead.gains, np.append(0, np.cumsum(came)))
                true = came[:length].sum() - counts[:length].sum()
                found.append(
                    {
                        "seed": seed,
                        "unit": unit,
                        "part": part,
                        "length": length,
                        "lost": lost,
                        "missed": not effect.days.least <= true <= effect.days.most,
                        "clear": effect.clear,
                        "back": (effect.back_on == _date(day + (length + 7) * DAY)) if effect.clear else np.nan,
                        "caught_up": effect.caught_up if effect.clear else np.nan,
                    }
                )
    return pd.DataFrame(found)


def divided(panel: Panel) -> tuple[Panel, Panel]:
    """The panel with its first units in one, and that one with them as its parts."""
    first, rest = panel.units[:DIVIDED], panel.units[DIVIDED:]
    parts = replace(panel.only(first, panel.measures), root="parts")

    def together(rows: np.ndarray) -> np.ndarray:
        return np.concatenate([rows[:DIVIDED].sum(axis=0, keepdims=True), rows[DIVIDED:]])

    target = together(panel.target)
    above = replace(
        panel,
        units=(parts.root, *rest),
        counts=together(panel.counts),
        opening=together(panel.opening),
        provisional=np.concatenate(
            [panel.provisional[:DIVIDED].any(axis=0, keepdims=True), panel.provisional[DIVIDED:]]
        ),
        target=target,
        deadline=panel.deadline[DIVIDED - 1 :],
        ceiling=together(panel.ceiling),
    )
    return above, replace(parts, target=np.vstack([parts.target[:-1], target[:1]]))


def _counts(panel: Panel, unit: str) -> np.ndarray:
    counts = panel.counts[:, 0]
    return counts.sum(axis=0) if unit == panel.root else counts[panel.units.index(unit)]


def _date(day: np.datetime64) -> date:
    return date.fromisoformat(str(day))


if __name__ == "__main__":
    main()
