"""Prints how good the measured effect of an event is: python -m bench.events [SEED ...]

Made-up campaigns (bench.forecast_made_up). In each, a day on which something happens to some units, and to all, for so
many days: nothing at all, or four tenths are lost on each of its days. Measured by campaign.forecast.event_effect, as
the page does, and compared with what was lost in truth. `missed`: how often the 80 % band does not hold the true one;
`clear`: how often one is told from chance, of those without an effect chance itself; `back`: of those, the pace was so
in the first week; `caught_up`: said to have been made up for, which nothing ever was.
"""

import sys
from datetime import date

import numpy as np
import pandas as pd

from bench.forecast_made_up import made_up
from campaign.forecast import Engine, Panel
from campaign.forecast.event_effect import WEEKS, of_event
from campaign.forecast.without_event import without

SEEDS = tuple(range(300, 350))
LOST = 0.4  # of each day of an event that costs something
LENGTHS = (1, 4, 7, 14, 28, 56)  # days
UNITS = 6  # in a campaign, and the whole of it
DAY = np.timedelta64(1, "D")


def main() -> None:
    seeds = [int(seed) for seed in sys.argv[1:]] or SEEDS
    rows = pd.concat([measured(seed) for seed in seeds], ignore_index=True)
    rows["all"] = rows["unit"] == "root"
    print(f"{len(seeds)} campaigns, {len(rows)} events measured, claimed: 20 % missed")
    asked = ["missed", "clear", "back", "caught_up"]
    for by in (["all", "lost", "length"], ["all", "lost"]):
        groups = rows.groupby(by)
        print(groups[asked].mean().assign(events=groups.size()).astype(float).round(3).to_string())


def measured(seed: int, paths: int = 1000, lengths: tuple[int, ...] = LENGTHS) -> pd.DataFrame:
    """An event a row: its unit, length and what it `lost` of a day; whether its band `missed` that, whether it is
    `clear`, and of clear ones whether the pace came `back` within a week of its end, and it is said to be caught up."""
    random = np.random.default_rng([seed, 2])
    panel = made_up(seed)
    last = max(lengths) + 7 * WEEKS
    day: np.datetime64 = random.choice(panel.days[56:-last])
    at = int((day - panel.days[0]).astype(int))
    known, engine = panel.until(day), Engine(paths=paths, weeks=last // 7 + 1)
    chosen = [*random.choice(panel.units, min(UNITS, len(panel.units)), replace=False), "root"]
    found = []
    for unit in map(str, chosen):
        ahead = without(known, unit, "done", last, engine)
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
                        "length": length,
                        "lost": lost,
                        "missed": not effect.days.least <= true <= effect.days.most,
                        "clear": effect.clear,
                        "back": (effect.back_on == _date(day + (length + 7) * DAY)) if effect.clear else np.nan,
                        "caught_up": effect.caught_up if effect.clear else np.nan,
                    }
                )
    return pd.DataFrame(found)


def _counts(panel: Panel, unit: str) -> np.ndarray:
    counts = panel.counts[:, 0]
    return counts.sum(axis=0) if unit == panel.root else counts[panel.units.index(unit)]


def _date(day: np.datetime64) -> date:
    return date.fromisoformat(str(day))


if __name__ == "__main__":
    main()
