"""Prints what a forecast of 63 units x 9 measures and a what-if of one unit cost: python -m bench.forecast_speed"""

import time
from collections.abc import Callable

import numpy as np

from campaign.forecast import Engine, Panel, Scenario, compare

UNITS, MEASURES, DAYS, ROUNDS = 63, 9, 180, 3


def panel() -> Panel:
    random = np.random.default_rng(1)
    week = np.array([1.1, 1.2, 1.2, 1.2, 1.2, 0.8, 0.3])[np.arange(DAYS) % 7]
    noise = np.exp(random.normal(0, 0.2, (UNITS, MEASURES, DAYS)) + np.cumsum(random.normal(0, 0.02, DAYS)))
    counts = np.floor(1000 * week * noise)
    done = counts.sum(axis=2)
    target = np.vstack([1.5 * done, 1.5 * done.sum(axis=0)])
    days = np.arange("2030-01-01", DAYS, dtype="datetime64[D]")
    return Panel(
        root="root",
        units=tuple(f"{unit:02}" for unit in range(UNITS)),
        measures=tuple(f"m{measure}" for measure in range(MEASURES)),
        days=days,
        counts=counts,
        opening=np.zeros((UNITS, MEASURES)),
        provisional=np.zeros((UNITS, DAYS), dtype=bool),
        target=target,
        deadline=np.full((UNITS + 1, MEASURES), days[-1] + 60),
        ceiling=1.1 * target[:-1],
        chains=((0, 1, 2, 3, 4), (5, 6, 7, 8)),
    )


def cost(job: Callable[[], object]) -> tuple[float, float]:
    """Best processor and wall seconds of a few rounds."""
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time(), time.perf_counter()
        job()
        spent.append((time.process_time() - start[0], time.perf_counter() - start[1]))
    return min(spent)


def main() -> None:
    known, engine = panel(), Engine()
    fits = engine.fit(known)
    whole = cost(lambda: engine.forecast(known))
    scenario = Scenario(known.as_of + 7, pace=0.1, added={"m0": 3500})
    one = cost(lambda: compare(known, fits, known.units[0], scenario, engine))
    print(f"{UNITS} units x {MEASURES} measures, {engine.paths} paths over {engine.horizon(known)} weeks")
    print(f"  forecast           {whole[0]:6.2f} s processor {whole[1]:6.2f} s wall")
    print(f"  what-if, one unit  {one[0]:6.2f} s processor {one[1]:6.2f} s wall   {one[0] / whole[0]:.3f} of it")


if __name__ == "__main__":
    main()
