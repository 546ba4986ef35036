"""Funnel limits: how far apart units of a size ordinarily are."""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm

# Limits that 95 % and 99.8 % of ordinary units lie within.
WARNING, ALARM = (float(norm.ppf((1 + share) / 2)) for share in (0.95, 0.998))
WINSORISED = 0.1
# Mean square of a normal sample winsorised like that: 0.679.
EDGE = norm.ppf(1 - WINSORISED)
ORDINARY = float(1 - 2 * WINSORISED - 2 * EDGE * norm.pdf(EDGE) + 2 * WINSORISED * EDGE**2)
FEWEST = 5  # below this many units a spread between them says nothing


@dataclass(frozen=True)
class Funnel:
    """A fitted funnel: `centre` the share of all units together, `between` the spread of units (tau, root scale)."""

    centre: float
    between: float

    def limits(self, sizes: np.ndarray, z: float) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper limit of the share, for units of these sizes."""
        spread = z * np.sqrt(_within(sizes) + self.between**2)
        middle = np.sqrt(self.centre)
        return np.maximum(middle - spread, 0) ** 2, (middle + spread) ** 2

    def zones(self, done: np.ndarray, sizes: np.ndarray) -> np.ndarray:
        """-2 below the 99.8 % limits, -1 below the 95 % ones, 0 within, 1 and 2 above."""
        z = (np.sqrt(done / sizes) - np.sqrt(self.centre)) / np.sqrt(_within(sizes) + self.between**2)
        return np.sign(z).astype(int) * ((np.abs(z) > WARNING).astype(int) + (np.abs(z) > ALARM))


def fit(done: np.ndarray, sizes: np.ndarray) -> Funnel | None:
    """The funnel of units with `done` items out of `sizes` (all above 0); None for too few units.

    Spiegelhalter (2005), "Funnel plots for comparing institutional performance", Statistics in Medicine 24:1185, and
    "Handling over-dispersion of performance indicators", Quality and Safety in Health Care 14:347: z-scores on the
    square-root scale, which suits shares beyond 100 % too, winsorised at 10 % in both tails so that outliers do not
    hide themselves, and an additive random effect between units where they vary more than chance does.

    The spread is the one with which the winsorised z-scores vary as those of a normal sample would (the estimating
    equation of Paule and Mandel 1982). The closed formula of 2005 is not used: with sizes from 22,000 to 3 million its
    95 % limits held 77 % of simulated ordinary units, these hold 95 % (tests/subjects/comparison/test_funnel.py).
    """
    if len(done) < FEWEST or done.sum() == 0:
        return None
    centre = done.sum() / sizes.sum()
    distance, within = np.sqrt(done / sizes) - np.sqrt(centre), _within(sizes)

    def excess(between: float) -> float:
        z = distance / np.sqrt(within + between**2)
        low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
        return float(np.mean(np.clip(z, low, high) ** 2)) - ORDINARY

    if excess(0.0) <= 0:
        return Funnel(float(centre), 0.0)
    return Funnel(float(centre), float(brentq(excess, 0.0, 10 * np.abs(distance).max())))


def _within(sizes: np.ndarray) -> np.ndarray:
    """Variance of the root of a share by chance alone: a quarter of 1 ÷ size, whatever the share."""
    return 0.25 / sizes
