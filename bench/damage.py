"""What happens to reports in life, done to a campaign that is whole: what is known on a day, and what came of it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from campaign.forecast import Panel

LONGEST, MONTH, SILENT = 11, 30, 3  # days
FALL, SLACK = 0.3, 1.02
Damage = Callable[[Panel, np.random.Generator], Panel]  # the panel as known on its last day, damaged


def some(panel: Panel, random: np.random.Generator, share: float) -> np.ndarray:
    """Rows of a share of the units, at least one."""
    return random.permutation(len(panel.units))[: max(round(share * len(panel.units)), 1)]


def lumps(panel: Panel, random: np.random.Generator, share: float) -> Panel:
    """Some units report in lumps of 2 to 11 days; what they have not told yet is missing."""
    ends = {row: np.cumsum(random.integers(2, LONGEST + 1, len(panel.days))) - 1 for row in some(panel, random, share)}
    return told_on(panel, ends)


def weekly(panel: Panel, random: np.random.Generator) -> Panel:
    """Every unit reports once a week, each on a weekday of its own."""
    ends = {row: np.arange(random.integers(7), len(panel.days), 7) for row in range(len(panel.units))}
    return told_on(panel, ends)


def told_on(panel: Panel, ends: dict[int, np.ndarray]) -> Panel:
    """Units `ends` tell on those days (positions) what they did since the one before."""
    counts = panel.counts.copy()
    for row, days in ends.items():
        total = np.cumsum(panel.counts[row], axis=1)
        days = days[days < total.shape[1]]
        counts[row] = 0
        counts[row][:, days] = np.diff(total[:, days], axis=1, prepend=0)
    return replace(panel, counts=counts)


def fall(panel: Panel, random: np.random.Generator) -> Panel:
    """A third of the units take back 30 % of their total on the last day."""
    counts = panel.counts.copy()
    for row in some(panel, random, 1 / 3):
        counts[row, :, -1] -= FALL * panel.known[row, :, -1]
    return replace(panel, counts=counts)


def month(panel: Panel, random: np.random.Generator) -> Panel:
    """A third of the units, the largest among them, tell the last month on the last day."""
    rows = {int(panel.counts.sum(axis=(1, 2)).argmax()), *some(panel, random, 1 / 3).tolist()}
    days = np.arange(len(panel.days))
    return told_on(panel, {row: np.append(days[:-MONTH], days[-1]) for row in rows})


def silent(panel: Panel, _: np.random.Generator) -> Panel:
    """Nobody has told the last three days, and nobody says so."""
    counts = panel.counts.copy()
    counts[:, :, -SILENT:] = 0
    return replace(panel, counts=counts)


def low_ceiling(panel: Panel, _: np.random.Generator) -> Panel:
    """Every ceiling is 2 % above the total."""
    return replace(panel, ceiling=SLACK * panel.known[:-1, :, -1])


DAMAGES: dict[str, Damage] = {
    "lumps, a tenth": partial(lumps, share=0.1),
    "lumps, half": partial(lumps, share=0.5),
    "lumps, all": partial(lumps, share=1.0),
    "weekly reporters": weekly,
    "-30 % today": fall,
    "a month on one day": month,
    "three silent days": silent,
    "ceiling 2 % above": low_ceiling,
}


def damaged(panel: Panel, name: str, seed: int) -> Panel:
    """What is known of a panel on its last day after a damage; the same seed does the same."""
    return DAMAGES[name](panel, np.random.default_rng(seed))
