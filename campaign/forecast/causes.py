"""Why a forecast moved in a week: the one made then becomes today's, one thing at a time. Numbers in, numbers out.

    then ─ corrections ─ target ─ (the week passes) ─ stage before ─ own pace ─ calendar ─ now

Each step is the ordinary forecast, with the draws of its day, of a panel in which one thing more is as it is today
(`campaign/forecast/counterfactual.py`). A cause is the difference that its step makes; `rest` is what remains, which is
the step in which the week passes as it was expected. So the causes add up to the difference of the two forecasts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign.forecast.counterfactual import DAYS, aimed, corrected, passed, supplied
from campaign.forecast.engine import Courses, Engine, course, hold, limited
from campaign.forecast.fit import Fit
from campaign.forecast.panel import Panel
from campaign.forecast.paths import Paths, simulate
from campaign.forecast.stock import Held
from campaign.forecast.summary import ends

ORDER = ("corrections", "target", "rest", "before", "own", "calendar")  # in which they are changed, one to a step
CAUSES = ("own", "before", "corrections", "target", "calendar", "rest")  # in the order in which they are told


@dataclass(frozen=True)
class Ends:
    """What a step says, (R, M) each, the root last: the day of completion, what is missing at the deadline."""

    day: npt.NDArray[np.datetime64]
    missing: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Made:
    """A forecast whose courses are there, and its engine with its horizon."""

    engine: Engine
    courses: Courses

    @classmethod
    def of(cls, panel: Panel, engine: Engine, stages: Sequence[str]) -> "Made":
        """That of some measures; the horizon is that of all, so the draws are those of the published forecast."""
        engine = replace(engine, weeks=engine.horizon(panel))
        known = panel.only(panel.units, tuple(stages))
        return cls(engine, engine.courses(known, engine.fit(known)))

    @property
    def panel(self) -> Panel:
        """What was known."""
        return self.courses.panel

    @property
    def fits(self) -> tuple[Fit, ...]:
        """One for each measure."""
        return self.courses.fits

    @property
    def totals(self) -> list[Paths]:
        """The coupled courses of each measure."""
        return self.courses.totals

    def ends(self) -> Ends:
        """What it says."""
        made = enumerate(zip(self.fits, self.totals, strict=True))
        return _joined([_ends(self.panel, at, *one, self.courses.held.get(at)) for at, one in made])


def steps(then: Panel, now: Panel, engine: Engine, stages: Sequence[str] | None = None) -> dict[str, Ends]:
    """What the forecast says after each step but the first and the last, of the measures `stages` or of all.

    `then` is the panel a week before `now`. The steps: corrected, aimed, passed, supplied, worked.
    """
    stages = stages or now.measures
    known = corrected(then, now)
    made = Made.of(known, engine, stages)
    found = {"corrected": made.ends()}
    # Of the week, what was expected before another target was set is expected: nobody works faster for it at once.
    week = _expected(made)
    if not _same_aims(known, now):
        known = aimed(known, now)
        made = Made.of(known, engine, stages)
    found["aimed"] = made.ends()
    whole = now.only(now.units, made.panel.measures)
    expected = passed(made.panel, whole, *week)
    del made
    engine = replace(engine, weeks=engine.horizon(now))
    hoped = Made.of(expected, engine, stages)
    found["passed"] = hoped.ends()
    held = supplied(expected, whole)
    fits = hoped.fits if held is expected else engine.fit(held)
    del hoped
    came = Made.of(whole, engine, stages)
    found["supplied"] = _behind(came, held, fits)
    ready = tuple(
        replace(own, now=replace(own.now, work=usual.now.work)) for own, usual in zip(came.fits, fits, strict=True)
    )
    return found | {"worked": _behind(came, whole, ready)}


def parts(before: pd.DataFrame, after: pd.DataFrame, made: Mapping[str, Ends], panel: Panel) -> pd.DataFrame:
    """What each cause did to the answers `before` that became those `after`, of the units and measures of a panel.

    Columns: unit_code, measure, as_of, position, cause, moved_days, moved_items: days later, whole items more that are
    missing at the deadline. Nothing of what a guard withholds in one of the two, of what is done, or has no target.
    Days are missing where one of the steps has none within its horizon, items once the deadline is past.
    """
    first, last = (_answered(answers, panel) for answers in (before, after))
    told = [first, *made.values(), last]
    days = np.diff([(one.day - panel.as_of) / np.timedelta64(1, "D") for one in told], axis=0)
    items = np.diff([np.round(one.missing) for one in told], axis=0)
    # Of a day or a number that one step does not have, no cause has a part.
    days, items = (np.where(np.isnan(changes).any(axis=0), np.nan, changes) for changes in (days, items))
    unit, measure = (np.array(names, dtype=object) for names in (panel.names, panel.measures))
    known = {"unit_code": np.repeat(unit, len(measure)), "measure": np.tile(measure, len(unit)), "as_of": panel.as_of}
    found = [
        pd.DataFrame(
            known
            | {"position": at, "cause": cause, "moved_days": days[step].ravel(), "moved_items": items[step].ravel()}
        )
        for at, cause in enumerate(CAUSES, start=1)
        for step in [ORDER.index(cause)]
    ]
    return (
        pd.concat(found)
        .dropna(subset=["moved_days", "moved_items"], how="all")
        .sort_values(["unit_code", "measure", "position"], ignore_index=True)
    )


def _answered(answers: pd.DataFrame, panel: Panel) -> Ends:
    """The published answers of the units and measures of a panel, without those of which nothing is explained."""
    every = pd.MultiIndex.from_product([panel.names, panel.measures], names=["unit_code", "measure"])
    rows = answers.set_index(["unit_code", "measure"]).reindex(every)
    day = rows["median_completion"].to_numpy().astype("datetime64[D]").reshape(len(panel.names), -1)
    missing = rows["expected_shortfall"].to_numpy(float).reshape(day.shape)
    open_still = (panel.target > 0) & (panel.known[:, :, -1] < panel.target)
    ahead = open_still & (panel.deadline >= panel.as_of)
    return Ends(np.where(open_still, day, np.datetime64("NaT")), np.where(ahead, missing, np.nan))


def _expected(made: Made) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Items (U, M) that the first week ahead brings, and its rhythm (U, M, 7).

    The median course of all units together, which is what was said; each has the part that it has in the mean.
    """
    gained = []
    for total in made.totals:
        week = total[1].astype(float) - total[0]
        whole = week.sum(axis=0)
        mean = whole.mean()
        gained.append(week.mean(axis=1) * (np.median(whole) / mean if mean > 0 else 1))
    return np.stack(gained, axis=1), np.stack([ready.now.work[:, :DAYS] for ready in made.fits], axis=1)


def _behind(came: Made, panel: Panel, fits: tuple[Fit, ...]) -> Ends:
    """Each measure by its own fit, behind the stage before it as that came."""
    draws, found = came.engine.draws(came.panel), []
    ahead = {after: before for chain in panel.chains for before, after in pairwise(chain)}
    for at, ready in enumerate(fits):
        total = simulate(
            ready.now, ready.surprises, draws, ready.widening, ready.balance, saturating=came.engine.saturating
        )
        if at in ahead and came.engine.coupled:
            hold(total, came.totals[ahead[at]], ready)
        held = (
            limited(panel, at, ready, total, came.courses.held.get(ahead.get(at, at))) if came.engine.coupled else None
        )
        found.append(_ends(panel, at, ready, total, held))
    return _joined(found)


def _ends(panel: Panel, at: int, ready: Fit, total: Paths, held: Held | None = None) -> Ends:
    """Of one measure, (R,) each; whatever a guard says of a panel that never was."""
    seen, target, deadline = course(panel, at, ready, total, held), panel.target[:, at], panel.deadline[:, at]
    together = seen.together(deadline[-1])
    rows = range(len(target))
    missing = [target[row] - ends(seen, row, target[row], deadline[row], deadline[-1], together)[0] for row in rows]
    return Ends(
        np.array([seen.day_of(row, target[row]) for row in rows]),
        np.array([np.maximum(one, 0).mean() for one in missing]),
    )


def _joined(found: list[Ends]) -> Ends:
    return Ends(np.stack([one.day for one in found], axis=1), np.stack([one.missing for one in found], axis=1))


def _same_aims(known: Panel, now: Panel) -> bool:
    return all(
        np.array_equal(getattr(known, name), getattr(now, name), equal_nan=True)
        for name in ("target", "deadline", "ceiling")
    )
