"""Machines moved between the units of a panel: what that makes of the courses of the forecast."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from campaign.allocation import Move, Problem
from campaign.forecast.engine import Courses, Engine, course
from campaign.forecast.fit import Fit
from campaign.forecast.guard import guards
from campaign.forecast.panel import Days, Panel
from campaign.forecast.paths import Change, Paths
from campaign.forecast.raking import gained, scaled
from campaign.forecast.spare import spare
from campaign.forecast.summary import Trajectories, chance

Array = npt.NDArray[np.float64]
LEAST = 1.0  # days of its work that a machine sent has to bring, or it stays where it is
# Shares of more work at which is tried what a unit will miss; what is lent is tried half and whole besides.
LEVELS = (0.0, 0.08, 0.16, 0.25, 0.35, 0.5, 0.7, 1.0, 1.5, 2.2, 3.2, 4.5)


@dataclass(frozen=True)
class Rules:
    """What holds when machines are moved: days of travel, what a unit may lend, what it keeps (see Problem)."""

    near: int
    far: int
    lend_share: float
    keep: float


@dataclass(frozen=True)
class Result:
    """What comes of one way to place machines: (U,) items expected to be missing on the common date, (U,) chances of
    having the target on each unit's own, and the same two of the unit above. nan of who takes no part."""

    lack: Array
    chance: Array
    whole_lack: float
    whole_chance: float


@dataclass(frozen=True)
class Machines:
    """The units of a panel with their machines, by the courses of its last measure.

    held   (U,) machines; each (U,): items that one of them does there on an ordinary day
    groups (U,) units of one group are near one another
    above  courses of the panel of which the root of this one is a unit, where the units are forecast as parts of it:
           they add up to it without a move, and with one each does as much more, or less, as its machines
    """

    panel: Panel
    fits: tuple[Fit, ...]
    engine: Engine
    held: Array
    each: Array
    groups: tuple[str, ...]
    above: Courses | None = None

    @property
    def at(self) -> int:
        """Position of the measure."""
        return len(self.panel.measures) - 1

    @cached_property
    def due(self) -> Days:
        """(U + 1,) the date on which is counted what is missing: that of the unit above, else each unit's own."""
        own = self.panel.deadline[:, self.at]
        return own if np.isnat(own[-1]) else np.full_like(own, own[-1])

    @cached_property
    def own(self) -> Days:
        """(U + 1,) each unit's own date; once that is past, or if it is later, the common one."""
        own = self.panel.deadline[:, self.at]
        return np.where((own < self.panel.as_of) | (own > self.due) | np.isnat(own), self.due, own)

    @cached_property
    def days(self) -> tuple[npt.NDArray[np.int_], npt.NDArray[np.int_]]:
        """(U,) days until the common date and until each unit's own."""
        due, own = ((day[:-1] - self.panel.as_of).astype(int) for day in (self.due, self.own))
        return due, own

    @cached_property
    def part(self) -> npt.NDArray[np.bool_]:
        """(U,) who takes part: a target, a date to come, a pace, and a forecast that is not withheld."""
        known = ~np.isnan(self.panel.target[:-1, self.at]) & (self.own[:-1] > self.panel.as_of)
        open_ = np.array([reason is None for reason in self.reasons[:-1]]) | self.reached
        return known & open_ & (self.fits[-1].now.level > 0) & (self.each > 0)

    @cached_property
    def reasons(self) -> list[str | None]:
        """(U + 1,) why a forecast is withheld, or None; of the root of parts as its own says."""
        own = guards(self.panel, self.at, self.fits[-1])
        if self.above is None:
            return own
        whole = guards(self.above.panel, self.at, self.above.fits[self.at])
        return [*own[:-1], whole[self.above.panel.units.index(self.panel.root)]]

    @cached_property
    def reached(self) -> npt.NDArray[np.bool_]:
        """(U,) who has the target already."""
        return np.asarray(self.panel.known[:-1, self.at, -1] >= self.panel.target[:-1, self.at])

    def result(self, moves: Sequence[Move] = (), more: float = 0.0) -> Result:
        """What comes of it if so many machines are moved, or if everybody's work is more by a share.

        With everybody's work its supplies become more by the same share: what a unit gets of what is short follows from
        the others' work too, and of one unit alone it stays the part of its work that it is.
        """
        changed = {self.at: self.change(moves, more)} if moves or more else {}
        found = self._course(self._supplied(1 + more), changed)
        target, withheld = self.panel.target[:, self.at], self.reasons[-1] is not None
        reached = self.panel.known[:, self.at, -1] >= target
        lack, chances = np.full((2, len(target)), np.nan)
        for row in (*np.flatnonzero(self.part), *(() if withheld or np.isnat(self.due[-1]) else (len(target) - 1,))):
            end = self._end(found, row, self.due[row])
            own = end if self.own[row] == self.due[row] else self._end(found, row, self.own[row])
            lack[row] = np.maximum(target[row] - end, 0).mean()
            chances[row] = chance(own, target[row], not reached[row])
        return Result(lack[:-1], chances[:-1], float(lack[-1]), float(chances[-1]))

    def _end(self, found: Trajectories, row: int, day: np.datetime64) -> Array:
        """(P,) totals at the end of a day; of the root of parts its own, and what the parts do more."""
        if self.above is None or row < len(self.panel.units):
            return found.at(row, day)
        whole = self.above.of(self.at).at(self.above.panel.units.index(self.panel.root), day)
        return whole + found.at(row, day) - self._usual.at(row, day)

    @cached_property
    def _usual(self) -> Trajectories:
        """The courses of parts without a move, from which is told what they do more."""
        return self._course(self.panel, {})

    def _course(self, panel: Panel, changed: Mapping[int, Change]) -> Trajectories:
        if self.above:
            parts = scaled(panel, self.fits, self.engine, self._wanted, changed)
            return course(panel, self.at, self.fits[-1], parts[self.at])
        return self.engine.courses(panel, self.fits, changed).of(self.at)

    def _supplied(self, times: float) -> Panel:
        """The panel with so many times the supplies of the measure."""
        done = float(self.fits[-1].now.reported.sum())
        limits = [one.stretched(done, times) if one.measure == self.at else one for one in self.panel.limits]
        return replace(self.panel, limits=tuple(limits))

    @cached_property
    def _wanted(self) -> list[Paths]:
        return gained(self.above, self.panel.root) if self.above else []

    def _spare(self, keep: float) -> float | None:
        """What supplies let all of them make beyond what they make without a move (campaign.forecast.spare)."""
        panel = self.above.panel if self.above else self.panel
        if not any(limit.measure == self.at for limit in panel.limits):
            return None
        days = sorted({int(day) for day in self.days[0][self.part]})
        if self.above:
            return spare(self.above, self.at, days, keep, self.panel.root)
        return spare(self.engine.courses(self.panel, self.fits), self.at, days, keep)

    def change(self, moves: Sequence[Move], more: float) -> Change:
        """The moves as changes of weekly rates: a unit's work follows the machines that are in it."""
        now, weeks = self.fits[-1].now, self.engine.horizon(self.panel)
        work = now.work[:, : 7 * weeks]
        there = np.full(work.shape, 1.0 + more)
        for move in moves:
            share = move.machines * self.each / now.level
            there[move.source, move.leaves - 1 :] -= share[move.source]
            there[move.to, move.first - 1 :] += share[move.to]
        weekly = (work * np.maximum(there, 0)).reshape(len(work), weeks, 7).sum(axis=2)
        weekly[:, 0] += now.waiting
        whole = now.weekly_work()[:, :weeks]
        boost = np.divide(weekly, whole, out=np.ones_like(whole), where=whole > 0)
        return Change(boost.T, np.zeros_like(boost.T))

    def _daily(self) -> Array:
        """(U, 7W) items that each unit does on each day ahead in the mean of the courses."""
        total = self._course(self.panel, {}).total
        gained = np.diff([week.mean(axis=1, dtype=float) for week in total], axis=0).T
        work = self.fits[-1].now.work[:, : 7 * gained.shape[1]].reshape(*gained.shape, 7)
        sums = work.sum(axis=2, keepdims=True)
        share = np.divide(work, sums, out=np.full_like(work, 1 / 7), where=sums > 0)
        return (gained[:, :, None] * share).reshape(len(gained), -1)

    def problem(self, rules: Rules) -> tuple[Problem, npt.NDArray[np.int_]]:
        """What is to be decided about those who take part, and their places in the panel.

        What more or less work makes of a unit is what the forecast says of it: simulated for all units at LEVELS.
        """
        rows = np.flatnonzero(self.part)
        days, own = (until[rows] for until in self.days)
        done = self._daily()[rows, : int(days.max(initial=0))]
        whole, before = (
            np.where(np.arange(1, done.shape[1] + 1) <= until[:, None], done, 0).sum(axis=1) for until in (days, own)
        )
        levels = np.array([-rules.lend_share, -rules.lend_share / 2, *LEVELS])
        found = [self.result(more=level) for level in levels]
        lack, chances = (np.array([getattr(one, name)[rows] for one in found]).T for name in ("lack", "chance"))
        kept = [_kept(levels, chance, rules.keep) for chance in chances]
        return Problem(
            units=tuple(self.panel.units[row] for row in rows),
            groups=tuple(self.groups[row] for row in rows),
            held=self.held[rows],
            items=done / self.held[rows, None],
            days=days,
            own=own,
            curves=tuple((levels * work, missing) for work, missing in zip(whole, lack, strict=True)),
            spare=np.array(kept) * before,
            near=rules.near,
            far=rules.far,
            lend_share=rules.lend_share,
            least=LEAST * float(np.median(self.each[rows])) if rows.size else 0.0,
            stock=self._spare(rules.keep),
        ), rows


def _kept(levels: Array, chances: Array, keep: float) -> float:
    """The share of its work that a unit can do without: its chance is `keep` still, evenly between two levels."""
    less, falls = levels[levels <= 0], chances[levels <= 0]
    return -float(np.interp(keep, falls, less)) if falls[-1] >= keep else 0.0
