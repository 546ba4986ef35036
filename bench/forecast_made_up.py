"""Prints how good the forecast is on made-up campaigns it has never seen: python -m bench.forecast_made_up [SEED ...]

S-curves, ramps, supply steps; shocks, weekends, saturation below the eligible, reporting holes caught up later.
Seeds 0 to 11 were used while the method was chosen; 100 and above were not.
"""

import sys

import numpy as np
import pandas as pd

from campaign.forecast import Engine, Panel, backtest, record
from campaign.forecast.panel import HEADROOM

HELD_OUT = tuple(range(100, 112))


def main() -> None:
    seeds = [int(seed) for seed in sys.argv[1:]] or HELD_OUT
    judged = []
    for seed in seeds:
        known = made_up(seed)
        at = np.arange(known.days[48], known.days[-28], 7)
        judged.append(backtest(known, at=at, engine=Engine(paths=500)).assign(campaign=seed))
    rows = pd.concat(judged)
    rows["row"] = np.where(rows["unit_code"] == "root", "root", "units")
    rows["origin"] = rows["origin"].astype(str) + rows["campaign"].astype(str)
    print(f"{len(seeds)} campaigns, seeds {seeds}")
    print(record(rows, ("row", "horizon")).drop(columns="brier").round(4).to_string(index=False))


def made_up(seed: int) -> Panel:
    """A campaign of 8 to 63 units over 180 to 300 days."""
    random = np.random.default_rng(seed)
    units, days = int(random.choice([8, 16, 30, 63])), int(random.choice([180, 240, 300]))
    eligible = np.exp(random.normal(np.log(5e5), 1, units))
    willing = eligible * random.uniform(0.6, 1.0, units)
    pace = _pace(random, days)
    common = _wander(random, random.uniform(0.01, 0.06), 0.985, (days,))
    for _ in range(random.integers(0, 4)):
        start = random.integers(20, days - 10)
        common[start : start + random.integers(5, 30)] += random.choice([-1.2, -0.7, 0.5]) * random.uniform(0.5, 1)
    own = _wander(random, random.uniform(0.02, 0.07), 0.98, (units, days)) + random.normal(0, 0.15, (units, 1))
    week = np.array([1, 1.05, 1.05, 1, 1, random.uniform(0.4, 0.9), random.uniform(0.1, 0.7)])
    week = np.tile(week / week.mean() * np.exp(random.normal(0, 0.08, (units, 7))), days // 7 + 1)[:, :days]
    pace = pace * np.where(np.isin(np.arange(days), random.integers(0, days, 4)), random.uniform(0.1, 0.6), 1)
    hazard, delay = random.uniform(0.015, 0.06), random.integers(0, 14, units)
    counts, done = np.zeros((units, days)), np.zeros(units)
    for day in range(days):
        rate = eligible * pace[day] * np.exp(common[day] + own[:, day])
        rate = np.minimum(rate, hazard * (willing - done)) * week[:, day] * (day >= delay)
        counts[:, day] = np.minimum(random.poisson(rate * random.gamma(60, 1 / 60, units)), willing - done)
        done += counts[:, day]
    _holes(random, counts)
    target = np.append(eligible, eligible.sum())[:, None]
    return Panel(
        root="root",
        units=tuple(f"u{unit}" for unit in range(units)),
        measures=("done",),
        days=np.arange("2030-01-07", days, dtype="datetime64[D]"),
        counts=np.floor(counts)[:, None, :],
        opening=np.zeros((units, 1)),
        provisional=np.zeros((units, days), dtype=bool),
        target=target,
        deadline=np.full((units + 1, 1), np.datetime64("NaT", "D")),
        ceiling=HEADROOM * target[:-1],
    )


def _pace(random: np.random.Generator, days: int) -> np.ndarray:
    """Share of the eligible that capacity allows on each day; 0.7 to 1.6 in all."""
    day = np.arange(days)
    middle, width = days * random.uniform(0.35, 0.6), days * random.uniform(0.06, 0.12)
    steps = np.exp(np.cumsum(random.normal(0.05, 0.45, days // 14 + 1))).repeat(14)[:days]
    shapes = {
        "logistic": 1 / (np.exp((day - middle) / width) + 2 + np.exp((middle - day) / width)),
        "capacity": np.minimum(day / 30, 1),
        "supply": np.convolve(steps, np.ones(5) / 5, mode="same"),
        "ramp": day + 5.0,
    }
    shape = shapes[str(random.choice(list(shapes)))]
    return shape / shape.sum() * random.uniform(0.7, 1.6)


def _wander(random: np.random.Generator, step: float, kept: float, shape: tuple[int, ...]) -> np.ndarray:
    noise, walk = random.normal(0, step, shape), np.zeros(shape)
    for day in range(1, shape[-1]):
        walk[..., day] = kept * walk[..., day - 1] + noise[..., day]
    return walk


def _holes(random: np.random.Generator, counts: np.ndarray) -> None:
    """Up to two holes of 1 to 3 days per unit, six in ten of them caught up on the day after, in place."""
    for row in counts:
        for _ in range(random.integers(0, 3)):
            start = random.integers(15, len(row) - 10)
            end = start + random.integers(1, 4)
            if random.random() < 0.6:
                row[end] += row[start:end].sum()
            row[start:end] = 0


if __name__ == "__main__":
    main()
