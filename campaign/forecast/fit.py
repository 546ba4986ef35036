"""One measure made ready to be simulated: its state, its past surprises, and how well its bands have held."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from campaign.forecast.panel import Panel
from campaign.forecast.paths import Paths, Widening, balance, simulate
from campaign.forecast.quantiles import log_quantile, quantile
from campaign.forecast.shocks import LEAST, Draws, Surprises
from campaign.forecast.state import MOMENTUM, State, state
from campaign.forecast.told import tell

Array = npt.NDArray[np.float64]

POOL = 20  # past weeks a surprise is drawn from
TRIALS = 12  # past weekly origins on which the bands are tried
TRIAL_HALF_LIFE = 6  # weeks after which such a trial counts half
TRIAL_PATHS = 500  # enough for the 80 % width of a band within 4 %
TRIAL_SEED = 1  # any; the same for every trial, so that trials differ by their data alone
SCALES = (1, 2, 4)  # weeks ahead at which they are tried; in between interpolated, beyond held
REACH = 1.5  # a total so many weeks ahead hangs on rates two thirds of the way there
TRUST = 4  # trials that move the widening half of the way to what they ask for
NARROWEST, WIDEST = 0.5, 4.0
SHORTEST = 21  # days before a first one-week forecast is tried
LEVEL = 0.8  # the band that is tried
ROWS = (
    "level",
    "complete",
    "reported",
    "ceiling",
    "slowing",
    "work",
    "waiting",
    "doubtful",
)  # of a state, a row for each unit


@dataclass(frozen=True)
class Fit:
    """What a measure's paths are simulated from."""

    now: State
    surprises: Surprises
    widening: Widening
    balance: Paths

    def only(self, rows: list[int]) -> "Fit":
        """The same for some of the units."""
        part = Surprises(self.surprises.nation, self.surprises.beyond[rows])
        return Fit(self.now.only(rows), part, self.widening, self.balance)


def fit(panel: Panel, draws: Draws, *, widened: bool = True, saturating: bool = True) -> tuple[Fit, ...]:
    """Fit every measure of a panel for draws over W weeks.

    Only what the panel knows is used: every trial forecasts from an earlier week what has happened since.
    """
    weeks, days = len(draws.week), len(panel.days)
    span = 7 * max(SCALES)
    holiday = panel.holiday_flags(max(7 * weeks, span))
    counts, opening = np.ascontiguousarray(panel.counts.swapaxes(0, 1)), panel.opening.T
    ceiling, aim = panel.ceiling.T, panel.target[-1]
    told = tell(counts, holiday)
    now = state(told, opening, panel.provisional, holiday[: days + 7 * weeks], ceiling, aim)
    back = min(POOL + TRIALS + max(SCALES), (days - SHORTEST) // 7)
    told, whole = replace(told, pace=now.filled), np.zeros_like(panel.provisional)
    past = [
        state(told.until(end), opening, whole[:, :end], holiday[: end + span], ceiling, aim)
        for end in range(days - 7 * back, days, 7)
    ]
    trials = Draws.of(TRIAL_SEED, max(SCALES), TRIAL_PATHS)
    return tuple(
        _fit(now.of(at), [then.of(at) for then in past], draws, trials if widened else None, saturating)
        for at in range(len(panel.measures))
    )


def _fit(now: State, past: list[State], draws: Draws, trials: Draws | None, saturating: bool) -> Fit:
    """One measure's, from its state now and at the end of each past week."""
    surprises = _surprises(past, now.filled, saturating)
    weeks = len(draws.week)
    widening = Widening.none(weeks)
    if trials is not None and len(past) > LEAST:
        widening = _widening(past, now.filled, surprises, trials, weeks, saturating)
    pool = surprises.last(0, POOL)
    return Fit(now, pool, widening, balance(now, pool, draws, widening))


def _surprises(past: list[State], counts: Array, saturating: bool) -> Surprises:
    """What each past week brought against what the state before it expected, as logs."""
    units, days = counts.shape
    nation, beyond = np.empty(len(past)), np.empty((units, len(past)))
    for at, expected in enumerate(_expected(past, saturating)):
        end = days - 7 * (len(past) - at)
        came = np.maximum(counts[:, end : end + 7].sum(axis=1), 0)
        # One item, and 2 % of the unit's recent week, on both sides: small counts make no large logs.
        floor = 1 + 0.02 * np.maximum(counts[:, max(end - 56, 0) : end].sum(axis=1), 0) / 8
        nation[at] = np.log((came.sum() + floor.sum()) / (expected.sum() + floor.sum()))
        beyond[:, at] = np.log((came + floor) / (expected + floor)) - nation[at]
    return Surprises(nation, beyond)


def _expected(past: list[State], saturating: bool) -> Array:
    """(K, U) items of the week after each of K states: one course without a surprise, all states in one go."""
    if not past:
        return np.empty((0, 0))
    parts = {name: np.concatenate([getattr(then, name) for then in past]) for name in ROWS}
    rows = State(momentum=np.zeros(()), course=np.zeros(()), filled=np.empty((len(parts["level"]), 0)), **parts)
    # Each state has a momentum of its own, which takes the place of the surprise.
    growth = np.repeat([then.momentum * MOMENTUM + then.course for then in past], len(past[0].level))
    one = np.ones((1, 1), np.float32)
    once, grown = Draws(one, one, one[0], 0 * one[0]), Surprises(np.zeros(1), growth[:, None])
    course = simulate(rows, grown, once, Widening.none(1), saturating=saturating)
    return (course[1, :, 0] - course[0, :, 0]).astype(float).reshape(len(past), -1)


def _widening(
    past: list[State], counts: Array, surprises: Surprises, draws: Draws, weeks: int, saturating: bool
) -> Widening:
    """Stretch that would have made the 80 % band right on the recent trials (weighted conformal step).

    Barber, Candes, Ramdas, Tibshirani: Conformal prediction beyond exchangeability, Ann. Stat. 51 (2023).
    """
    days = counts.shape[1]
    trials: dict[int, list[tuple[float, float, Array]]] = {scale: [] for scale in SCALES}
    short = {scale: draws.until(scale) for scale in SCALES}
    for back in range(1, min(TRIALS + max(SCALES) - 1, len(past) - LEAST) + 1):
        scales = [scale for scale in SCALES if scale <= back < scale + TRIALS]
        then, end, last = past[-back], days - 7 * back, max(scales)
        pool = surprises.last(back, POOL)
        plain = Widening.none(last)
        even = balance(then, pool, short[last], plain)
        total = simulate(then, pool, short[last], plain, even, saturating=saturating)
        for scale in scales:
            came = np.maximum(counts[:, end : end + 7 * scale].sum(axis=1), 0)
            weight = 0.5 ** ((back - scale) / TRIAL_HALF_LIFE)
            trials[scale].append((weight, *_misses(total[scale] - total[0], came)))
    asked = np.array([_asked(trials[scale], scale) for scale in SCALES])
    ahead = REACH * np.arange(1, weeks + 1)
    nation, beyond = (np.exp(np.interp(ahead, SCALES, np.log(column))) for column in asked.T)
    return Widening(nation, beyond)


def _misses(gained: npt.NDArray[np.float32], came: Array) -> tuple[float, Array]:
    """Distance of what came (U,) from the median of `gained` (U, P), in half-widths of its 80 % band: nation, units.

    Units are taken beyond the nation. Both are told in logarithms, of the few numbers that are read of a band, not of
    all courses: the order of ratios is that of their logarithms.
    """
    paths = np.vstack([gained, gained.sum(axis=0)], dtype=float)
    came, mean = np.append(came, came.sum()), paths.mean(axis=1)
    floor = 1 + 0.001 * mean
    middle = quantile(paths.copy(), 0.5) + floor
    miss = np.log((came + floor) / middle)
    ratio = np.add(paths, floor[:, None], out=paths)
    ratio /= middle[:, None]
    ratio[:-1] /= ratio[-1]
    reach = log_quantile(np.maximum(ratio, 1 / ratio, out=ratio), LEVEL) + 1e-3
    active = (came + mean > 0)[:-1]
    return abs(miss[-1]) / reach[-1], np.where(active, np.abs(miss[:-1] - miss[-1]) / reach[:-1], np.nan)


def _asked(trials: list[tuple[float, float, Array]], scale: int) -> tuple[float, float]:
    """Widening (nation, beyond) asked for by the trials at one distance, shrunk to 1 when they are few."""
    if len(trials) < 3:
        return 1.0, 1.0
    weight = np.array([trial[0] for trial in trials])
    # Trials a week apart share all but one of their weeks, so fewer of them count as independent.
    seen = weight.sum() ** 2 / (weight**2).sum() * min(1.0, 1.5 / scale)
    nation = _quantile(np.array([trial[1] for trial in trials]), weight, min(1.0, LEVEL * (1 + 1 / seen)))
    beyond = np.array([trial[2] for trial in trials])
    spread = np.broadcast_to(weight[:, None], beyond.shape)
    known = ~np.isnan(beyond)
    own = _quantile(beyond[known], spread[known], LEVEL) if known.any() else 1.0
    return _step(nation, seen / (seen + TRUST)), _step(own, seen / (seen + 1))


def _step(asked: float, trust: float) -> float:
    """The widening asked for, as far as it is trusted and within bounds."""
    return float(np.clip(np.exp(trust * np.log(max(asked, 1e-3))), NARROWEST, WIDEST))


def _quantile(values: Array, weight: Array, level: float) -> float:
    order = np.argsort(values)
    return float(np.interp(level, np.cumsum(weight[order]) / weight.sum(), values[order]))
