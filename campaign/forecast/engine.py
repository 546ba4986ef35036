"""The forecast itself: every measure of a panel fitted, simulated with the same draws, coupled, summed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign.forecast import stock
from campaign.forecast.fit import Fit, fit
from campaign.forecast.guard import guards
from campaign.forecast.limits import least
from campaign.forecast.panel import Panel
from campaign.forecast.paths import Change, Paths, simulate
from campaign.forecast.shocks import Draws
from campaign.forecast.stock import Held
from campaign.forecast.summary import Trajectories, bands, summarise

WEEKS = 26  # ahead at least: half a year
FARTHEST = 104  # weeks; a deadline beyond two years is answered with the total of that week


@dataclass(frozen=True)
class Engine:
    """How to forecast. The switches take rungs off the ladder, for the back-test."""

    paths: int = 2000
    seed: int = 20210225
    weeks: int | None = None  # ahead; None: half a year, or up to the last deadline
    saturating: bool = True
    coupled: bool = True
    widened: bool = True

    def horizon(self, panel: Panel) -> int:
        if self.weeks is not None:
            return self.weeks
        ahead = (panel.deadline - panel.as_of)[~np.isnat(panel.deadline)].astype(int)
        last = int(ahead.max()) // 7 + 1 if ahead.size else 0
        return min(max(WEEKS, last), FARTHEST)

    def draws(self, panel: Panel) -> Draws:
        return Draws.of(self.seed, self.horizon(panel), self.paths)

    def fit(self, panel: Panel) -> tuple[Fit, ...]:
        """One fit per measure; what a page keeps to answer what-if questions at once."""
        return fit(panel, self.draws(panel), widened=self.widened, saturating=self.saturating)

    def courses(self, panel: Panel, fits: tuple[Fit, ...], changes: Mapping[int, Change] | None = None) -> "Courses":
        """Simulated with the same draws, each stage held below the one before and to its supplies."""
        draws, changes = self.draws(panel), changes or {}
        totals = [
            simulate(
                ready.now,
                ready.surprises,
                draws,
                ready.widening,
                ready.balance,
                saturating=self.saturating,
                change=changes.get(at),
            )
            for at, ready in enumerate(fits)
        ]
        return Courses(panel, fits, totals, couple(panel, fits, totals) if self.coupled else {})

    def totals(
        self, panel: Panel, fits: tuple[Fit, ...], changes: Mapping[int, Change] | None = None
    ) -> list[npt.NDArray[np.float32]]:
        """Per measure (W + 1, U, P), those of the courses."""
        return self.courses(panel, fits, changes).totals

    def forecast(self, panel: Panel) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Tables `forecast` and `forecast_quantiles` of every unit and measure, and of the root."""
        return self.courses(panel, self.fit(panel)).tables()


@dataclass(frozen=True)
class Courses:
    """The courses of a panel's measures, (W + 1, U, P) each, and what came of those that supplies held."""

    panel: Panel
    fits: tuple[Fit, ...]
    totals: list[Paths]
    held: Mapping[int, Held]

    def of(self, at: int) -> Trajectories:
        """Those of one measure, by its place: what answers are read from."""
        return course(self.panel, at, self.fits[at], self.totals[at], self.held.get(at))

    def tables(self, fans: Sequence[str] | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The answers, and quantiles of the units `fans`, or of all."""
        return tabulate(self.panel, self.fits, self.totals, fans, self.held)


def couple(panel: Panel, fits: tuple[Fit, ...], totals: list[Paths]) -> dict[int, Held]:
    """Hold every stage at or below the stage before it, path by path, and to its supplies, in place.

    Reports stay as reported. What came of the stages that supplies hold, and of those after them, by position.
    """
    before = {after: first for chain in panel.chains for first, after in pairwise(chain)}
    ordered = [at for chain in panel.chains for at in chain]
    found: dict[int, Held] = {}
    for at in dict.fromkeys((*ordered, *range(len(totals)))):
        if at in before:
            hold(totals[at], totals[before[at]], fits[at])
        if held := limited(panel, at, fits[at], totals[at], found.get(before.get(at, at))):
            found[at] = held
    return found


def limited(panel: Panel, at: int, ready: Fit, total: Paths, before: Held | None) -> Held | None:
    """Hold one measure to its supplies, in place; None where none of it nor of the stages `before` is limited."""
    limits, weeks = [limit for limit in panel.limits if limit.measure == at], len(total) - 1
    effort = ready.now.level[:, None] * ready.now.work[:, : 7 * weeks]
    if not limits:
        return stock.behind(before, total, effort) if before else None
    allowed, supplies = least(limits, panel.as_of, 7 * weeks)
    days = (panel.deadline[~np.isnat(panel.deadline)] - panel.as_of).astype(int)
    asked = {7 * weeks, *(int(day) for day in days if 0 <= day < 7 * weeks)}
    return stock.hold(total, ready.now.reported, allowed, effort, asked, tuple(supplies))


def hold(total: npt.NDArray[np.float32], before: npt.NDArray[np.float32], ready: Fit) -> None:
    """The same of one stage and the one before it, (W + 1, U, P) each."""
    np.minimum(total, before, out=total)
    np.maximum(total, ready.now.reported.astype(np.float32)[None, :, None], out=total)


def course(
    panel: Panel, measure: int, ready: Fit, total: npt.NDArray[np.float32], held: Held | None = None
) -> Trajectories:
    """What is known of one measure and its courses, (W + 1, U, P): what answers are read from."""
    effort = ready.now.level[:, None] * ready.now.work
    return Trajectories(
        days=panel.days,
        known=panel.known[:, measure],
        total=total,
        whole=np.array([week.astype(float).sum(axis=0) for week in total]),
        work=np.vstack([effort, effort.sum(axis=0)]),
        on=held.on if held else {},
    )


def tabulate(
    panel: Panel,
    fits: tuple[Fit, ...],
    totals: list[npt.NDArray[np.float32]],
    fans: Sequence[str] | None = None,
    held: Mapping[int, Held] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Answers from totals, and quantiles of the units `fans`, or of all.

    The root is the sum of the paths, never a forecast of its own.
    """
    rows, courses = [], []
    for at, measure in enumerate(panel.measures):
        trajectories = course(panel, at, fits[at], totals[at], (held or {}).get(at))
        reasons = guards(panel, at, fits[at])
        rows += summarise(trajectories, panel.target[:, at], panel.deadline[:, at], reasons, panel.names, measure)
        courses.append(trajectories)
    asked = panel.names if fans is None else fans
    return pd.DataFrame(rows).astype({"guard": "str"}), bands(courses, panel.names, panel.measures, asked)
