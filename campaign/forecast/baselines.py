"""Simple forecasts to compare with: what everyone would do, with bands from their own past errors."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from campaign.forecast.panel import Panel
from campaign.forecast.state import state
from campaign.forecast.summary import PROBABILITIES
from campaign.forecast.told import tell

Gains = npt.NDArray[np.float64]
Rule = Callable[[Panel, int, int, Sequence[int]], Gains]

LEAST = 4  # past forecasts before bands are made of their errors
UNTRIED = 0.5  # error assumed at each of the outer quantiles before that, in usual gains
USUAL = 28  # days whose mean is the least an error is measured by: a week without reports must not make it endless


def weekly_rate(panel: Panel, measure: int, horizon: int, ends: Sequence[int]) -> Gains:
    """Rung 1, the baseline, (E, U): mean of the last 7 days x days ahead, at the end of the first `ends` days."""
    return np.maximum(_mean(panel.counts[:, measure], 7, ends), 0) * horizon


def profiled_level(panel: Panel, measure: int, horizon: int, ends: Sequence[int]) -> Gains:
    """Rung 2, (E, U): recent level x weekday and holiday profile of the days ahead.

    What reports tell is looked at once for all `ends`: of each day it is what was known on that day.
    """
    span = -(-horizon // 7) * 7
    holiday = panel.holiday_flags(span)
    told = tell(panel.counts[:, measure], holiday)
    opening, ceiling = panel.opening[:, measure], panel.ceiling[:, measure]

    def gain(end: int) -> Gains:
        then = state(told.until(end), opening, panel.provisional[:, :end], holiday[: end + span], ceiling)
        return np.asarray(then.level * then.work[:, :horizon].sum(axis=1))

    return np.array([gain(end) for end in ends])


def banded(rule: Rule, panel: Panel, measure: int, horizon: int) -> npt.NDArray[np.float64]:
    """(U + 1, 7) quantiles of the gain over `horizon` days (at most 28), the root last.

    The bands are the quantiles of the errors that the same rule made, for that unit, at every earlier week whose
    outcome is known on as_of, in shares of what was forecast or, if that is more, of the mean of four weeks.
    """
    days, counts = len(panel.days), panel.counts[:, measure]
    ends = [*range(days - horizon, 20, -7), days]
    guess, usual = (_with_root(values) for values in (rule(panel, measure, horizon, ends), _mean(counts, USUAL, ends)))
    scale = np.maximum(np.maximum(guess, usual * horizon), 1)
    if len(ends) <= LEAST:
        spread = np.tile(UNTRIED * np.array([-2, -1, -0.5, 0, 0.5, 1, 2]), (guess.shape[1], 1))
    else:
        came = _with_root(_mean(counts, horizon, [end + horizon for end in ends[:-1]]) * horizon)
        spread = np.quantile((came - guess[:-1]) / scale[:-1], PROBABILITIES, axis=0).T
    return np.maximum(guess[-1, :, None] + spread * scale[-1, :, None], 0)


def _mean(counts: Gains, span: int, ends: Sequence[int]) -> Gains:
    """(E, U) mean of the last `span` of the first `ends` days of counts (U, D)."""
    return np.array([counts[:, max(end - span, 0) : end].mean(axis=1) for end in ends])


def _with_root(values: Gains) -> Gains:
    """(E, U + 1) with the sum of the units last."""
    return np.concatenate([values, values.sum(axis=1, keepdims=True)], axis=1)
