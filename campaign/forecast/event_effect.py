"""What an event cost or brought, and whether it was caught up after it. Numbers in, numbers out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from campaign.forecast.effect import UNCLEAR, Effect, Likely, measured

Gains = npt.NDArray[np.float32]
# Bands of the forecast are calibrated on all days of campaigns; on the days that are left when what is missing or under
# guard is left out, and over weeks, those of made-up campaigns were crossed in 23 to 30 % (bench/events.py).
WIDER = 1.1
WEEKS = 4  # after an event in which the pace may come back; later, nobody knows whether it was the event


@dataclass(frozen=True)
class EventEffect:
    """Effect of an event on its own days, and of the days after it until the pace is back.

    `back_on` is the end of the first whole week after it that lies no more on the wrong side of its own band, `after`
    the effect of the days up to it. Neither where no such week is told, nor of an event without an effect, after which
    nothing has to come back; `seen_until` is the end of the last week looked at, None where not one is told.
    """

    days: Effect
    back_on: date | None = None
    after: Effect | None = None
    seen_until: date | None = None

    @property
    def clear(self) -> bool:
        """Whether it can be told apart from chance."""
        return self.days.verdict != UNCLEAR

    @property
    def caught_up(self) -> bool:
        """Whether the days after it went the other way, further than chance does.

        That event and days after together are within their band would say less: one bad day is lost in the noise of
        any week.
        """
        return self.after is not None and self.after.verdict not in (UNCLEAR, self.days.verdict)


class Reason(StrEnum):
    """Why an event is not measured, beside the guards of the forecast of the day before it."""

    OVERLAP = "overlap"  # another event of the unit falls on its days, or just before them
    EARLY = "early"  # it goes on, and few of its days are told
    LATE = "late"  # its days are not all told yet
    MISSING = "missing"  # too many reports of its days never came
    DEEP = "deep"  # the unit has no forecast, not even as a part of the one above
    APART = "apart"  # much of what was counted is set apart from the pace
    IDLE = "idle"  # nothing was likely on its days
    LONG = "long"  # it lasts longer than is forecast


@dataclass(frozen=True)
class Measured:
    """An event of the question events in one unit: what it cost or brought, or why nobody can say.

    `unit_code` is the unit in which it was measured: that of the event, or the one looked at where the event is of one
    above it. `until` is the last of its days that counts. `reason` is None, a Reason or a guard; `other` names by its
    row in the list the event that overlaps. `holiday`: the forecast had a rest on its days, so it was measured against
    ordinary days of the week.
    """

    unit_code: str
    first_on: date
    until: date
    effect: EventEffect | None
    reason: str | None = None
    other: int | None = None
    holiday: bool = False
    going_on: bool = False


def of_event(first_on: date, length: int, gains: Gains, came: npt.NDArray[np.float64]) -> EventEffect:
    """The effect of an event of `length` days from `first_on` on.

    gains (H + 1, P) items gained since the day before it, on each course without it; came (C,) what was counted since
    then, by day from that day before (0) on, as far as it is told: at least to the end of the event, no further than
    the gains.
    """
    seen = _window(first_on, gains, came)
    days = seen(0, length)
    if days.verdict == UNCLEAR:
        return EventEffect(days)
    seen_until = None
    for last in range(length + 7, min(length + 7 * WEEKS, len(came) - 1) + 1, 7):
        seen_until = first_on + timedelta(days=last - 1)
        if seen(last - 7, last).verdict != days.verdict:
            return EventEffect(days, seen_until, seen(length, last), seen_until)
    return EventEffect(days, seen_until=seen_until)


def _window(first_on: date, gains: Gains, came: npt.NDArray[np.float64]) -> Callable[[int, int], Effect]:
    """Measures the days after `start` up to `end`, counted from the day before the event."""

    def seen(start: int, end: int) -> Effect:
        likely = Likely.of(gains[end] - gains[start]).wider(WIDER)
        return measured(first_on + timedelta(days=end - 1), float(came[end] - came[start]), likely)

    return seen
