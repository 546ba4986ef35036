"""Prints how often an order is said to have helped that did, and that did not: python -m bench.orders [SEED ...]

Made-up campaigns (bench.forecast_made_up). In each, a day; the units that will lack most of a target at the pace they
have get an order, as the rules propose it. Half of them, drawn by lot, do nothing with it; the others do 30 % more
from then on. Judged by campaign.forecast.effect, as the page does. Also: of orders that ask for so many times the best
week so far, how many are reached.
"""

import sys

import numpy as np
import pandas as pd

from bench.forecast_made_up import made_up
from campaign.forecast import Engine, Panel
from campaign.forecast.effect import CLAIMED, FELL, HELPED, of_order

SEEDS = tuple(range(200, 250))
MORE = 0.3  # that those do who follow the order
ORDERS = 8  # in a campaign
LOOKS = (1, 2, 3, 4, 8)  # weeks after the orders; the page looks once, after campaign.forecast.effect.WEEKS
TIMES = (1.0, 1.25, 1.5, 2.0)  # the best week so far
DAY = np.timedelta64(1, "D")


def main() -> None:
    seeds = [int(seed) for seed in sys.argv[1:]] or SEEDS
    rows = pd.concat([judged(seed) for seed in seeds])
    print(f"{len(seeds)} campaigns, {len(rows[rows['weeks'] == LOOKS[0]])} orders, claimed {CLAIMED:.0%}")
    shares = rows.assign(helped=rows["verdict"] == HELPED, fell=rows["verdict"] == FELL)
    print(shares.groupby(["works", "weeks"])[["helped", "fell"]].mean().round(3).to_string())
    looks = shares[shares["weeks"] <= 4].groupby(["works", "seed", "unit"])["helped"].any()
    print(f"said in any of four weeks: {looks.groupby('works').mean().round(3).to_dict()}")
    beside = pd.concat([beyond(seed) for seed in seeds])
    print(beside.groupby(["weeks", "times"])["reached"].agg(["mean", "size"]).round(4).to_string())


def judged(seed: int, paths: int = 1000) -> pd.DataFrame:
    """An order a row and number of weeks: whether it `works`, and the `verdict`."""
    random = np.random.default_rng([seed, 1])
    panel = made_up(seed)
    day = _day(panel, random)
    known = panel.until(day)
    given = _behind(known)
    works = dict(zip(given, random.permutation(len(given)) % 2 == 0, strict=True))
    real = _followed(panel, [unit for unit, does in works.items() if does], day)
    _, quantiles = Engine(paths=paths, weeks=max(LOOKS)).forecast(known)
    totals, at = real.known[:, 0], int((day - real.days[0]).astype(int))
    rows = []
    for unit, does in works.items():
        row, fan = panel.units.index(unit), quantiles[quantiles["unit_code"] == unit]
        for weeks in LOOKS:
            then = pd.Timestamp(day + 7 * weeks * DAY).date()
            found = of_order(fan, totals[row, at], then, totals[row, at + 7 * weeks], then)
            rows.append({"seed": seed, "unit": unit, "works": does, "weeks": weeks, "verdict": found and found.verdict})
    return pd.DataFrame(rows)


def beyond(seed: int) -> pd.DataFrame:
    """Units a row, with a number of weeks and `times` the best week so far: whether such a pace was `reached`."""
    random = np.random.default_rng([seed, 1])
    panel = made_up(seed)
    at = int((_day(panel, random) - panel.days[0]).astype(int))
    counts = panel.counts[:, 0]
    best = np.array([np.convolve(row[: at + 1], np.ones(7), "valid").max() for row in counts]) / 7
    rows = [
        {"weeks": weeks, "times": times, "reached": pace >= times * most}
        for weeks in LOOKS
        for most, pace in zip(best, counts[:, at + 1 : at + 1 + 7 * weeks].mean(axis=1), strict=True)
        for times in TIMES
        if most > 0
    ]
    return pd.DataFrame(rows)


def _day(panel: Panel, random: np.random.Generator) -> np.datetime64:
    """A day on which orders are given: 56 days are known before it, and eight weeks after it."""
    day: np.datetime64 = random.choice(panel.days[56 : -7 * max(LOOKS)])
    return day


def _behind(known: Panel) -> list[str]:
    """The units with the greatest lack at the pace they have, on a deadline 60 days ahead, as the rules find them."""
    rate = known.counts[:, 0, -7:].mean(axis=1)
    lack = known.target[:-1, 0] - known.known[:-1, 0, -1] - 60 * rate
    order = np.argsort(-lack / known.target[:-1, 0])
    chosen = order[: min(ORDERS, len(order))]
    return [known.units[row] for row in chosen]


def _followed(panel: Panel, units: list[str], day: np.datetime64) -> Panel:
    """The same campaign where these units do more from the day after on, as long as there is anybody left."""
    counts = panel.counts.copy()
    after = panel.days > day
    for unit in units:
        row = panel.units.index(unit)
        counts[row, 0, after] = np.floor(counts[row, 0, after] * (1 + MORE))
        spare = panel.ceiling[row, 0] - np.cumsum(counts[row, 0])
        counts[row, 0] = np.where(spare >= 0, counts[row, 0], 0)
    return Panel(**vars(panel) | {"counts": counts})


if __name__ == "__main__":
    main()
