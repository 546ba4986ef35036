"""Simple forecasts to compare with: what everyone would do, with bands from their own past errors."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from campaign.forecast.panel import Panel
from campaign.forecast.state import state
from campaign.forecast.summary import PROBABILITIES
from campaign.forecast.told import tell

Gains = npt.NDArray[np.float64]
Rule = Callable[[Panel, int, int], Gains]

UNTRIED = 0.5  # error assumed at each of the outer quantiles before 4 past forecasts have been seen, in usual gains
USUAL = 28  # days whose mean is the least an error is measured by: a week without reports must not make it endless


def weekly_rate(panel: Panel, measure: int, horizon: int) -> Gains:
    """Rung 1, the baseline, (U,): mean of the last 7 days x days ahead."""
    return np.maximum(panel.counts[:, measure, -7:].mean(axis=1), 0) * horizon


def profiled_level(panel: Panel, measure: int, horizon: int) -> Gains:
    """Rung 2, (U,): recent level x weekday and holiday profile of the days ahead."""
    now = state(
        tell(panel.counts[:, measure], panel.holiday_flags(0)),
        panel.opening[:, measure],
        panel.provisional,
        panel.holiday_flags(28),
        panel.ceiling[:, measure],
    )
    return now.level * now.work[:, :horizon].sum(axis=1)


def banded(rule: Rule, panel: Panel, measure: int, horizon: int) -> npt.NDArray[np.float64]:
    """(U + 1, 7) quantiles of the gain over `horizon` days (at most 28), the root last.

    The bands are the quantiles of the errors that the same rule made, for that unit, at every earlier week whose
    outcome is known on as_of, in shares of what was forecast or, if that is more, of the mean of four weeks.
    """
    now, usual = _guess(rule, panel, measure, horizon)
    counts = _with_root(panel.counts[:, measure])
    errors = []
    for end in range(len(panel.days) - horizon, 20, -7):
        guess, scale = _guess(rule, panel.until(panel.days[end - 1]), measure, horizon)
        errors.append((counts[:, end : end + horizon].sum(axis=1) - guess) / scale)
    if len(errors) < 4:
        spread = np.tile(UNTRIED * np.array([-2, -1, -0.5, 0, 0.5, 1, 2]), (len(now), 1))
    else:
        spread = np.quantile(np.array(errors), PROBABILITIES, axis=0).T
    return np.maximum(now[:, None] + spread * usual[:, None], 0)


def _guess(rule: Rule, panel: Panel, measure: int, horizon: int) -> tuple[Gains, Gains]:
    """(U + 1,) what a rule forecasts, and by how much its error is measured."""
    guess = _with_root(rule(panel, measure, horizon))
    usual = _with_root(panel.counts[:, measure, -USUAL:].mean(axis=1)) * horizon
    return guess, np.maximum(np.maximum(guess, usual), 1)


def _with_root(values: Gains) -> Gains:
    return np.concatenate([values, values.sum(axis=0, keepdims=True)])
