"""What a sample says of all the records it was drawn from: exactly, without replacement, however few they are.

Lot quality assurance sampling (Dodge and Romig 1929; for health surveys Lemeshow and Taber 1991): a sample decides
whether a lot is acceptable, its operating characteristic says how often it decides rightly.
"""

from collections.abc import Callable

import numpy as np
from scipy.special import gammaln
from scipy.stats import norm

Counts = np.ndarray | int


def accept_number(lot: np.ndarray, drawn: np.ndarray, intolerable: float, risk: float) -> np.ndarray:
    """The most wrong records with which a sample of `drawn` from `lot` records passes; −1 when it can never pass.

    The largest number that a lot with the share `intolerable` wrong stays within with a chance of at most `risk`, the
    consumer's risk. Broadcasts; drawn ≤ lot.
    """
    lot, drawn = np.asarray(lot), np.asarray(drawn)
    bad, within = _wrong(lot, intolerable), np.zeros(np.broadcast(lot, drawn).shape)
    accepted = np.full(within.shape, -1)
    for number in range(drawn.max(initial=0) + 1):
        within += _chance(lot, bad, drawn, number)
        if (within > risk).all():
            break
        accepted += within <= risk
    return accepted


def chance_to_pass(lot: int, drawn: int, accepted: int, shares: np.ndarray) -> np.ndarray:
    """The operating characteristic: the chance that a lot with each of `shares` wrong passes, 0 to 1."""
    return _within(accepted, lot, _wrong(lot, np.asarray(shares)), drawn)


def interval(
    lot: np.ndarray, drawn: np.ndarray, wrong: np.ndarray, confidence: float = 0.95
) -> tuple[np.ndarray, np.ndarray]:
    """The shares of wrong records in the lot, lowest and highest, at which `wrong` of `drawn` is no surprise.

    Both one-sided tests inverted, each at half of 1 − confidence: Clopper and Pearson (1934) for a finite lot
    (Buonaccorsi 1987). One-dimensional arrays of the same length; wrong ≤ drawn ≤ lot.
    """
    lot, drawn, wrong = (np.asarray(values, dtype=int) for values in (lot, drawn, wrong))
    tail = (1 - confidence) / 2
    fewest, most = wrong, lot - drawn + wrong  # what is known for certain
    low = _first(fewest, most, lambda bad: 1 - _within(wrong - 1, lot, bad, drawn) > tail)
    high = _first(fewest, most + 1, lambda bad: _within(wrong, lot, bad, drawn) <= tail) - 1
    return low / lot, high / lot


def stratified(
    lot: np.ndarray, drawn: np.ndarray, wrong: np.ndarray, confidence: float = 0.95
) -> tuple[float, float, float]:
    """The share wrong of all lots together, each weighing what it holds: estimate, low, high; NaN without lots.

    Cochran (1977), Sampling Techniques, 5.3 and 5.4, by the normal distribution: made for many lots. The exact interval
    is taken where there is one.
    """
    lot, drawn, wrong = (np.asarray(values, dtype=float) for values in (lot, drawn, wrong))
    if not len(lot):
        return np.nan, np.nan, np.nan
    share, weight = wrong / drawn, lot / lot.sum()
    estimate = float((weight * share).sum())
    if len(lot) == 1:
        low, high = interval(lot, drawn, wrong, confidence)
        return estimate, float(low[0]), float(high[0])
    variance = weight**2 * (1 - drawn / lot) * share * (1 - share) / np.maximum(drawn - 1, 1)
    reach = float(norm.ppf((1 + confidence) / 2) * np.sqrt(variance.sum()))
    return estimate, max(estimate - reach, 0.0), min(estimate + reach, 1.0)


def _within(most: Counts, lot: Counts, bad: np.ndarray, drawn: Counts) -> np.ndarray:
    """Chance of at most `most` wrong ones among those drawn, (N,); what is not (N,) holds for all.

    scipy's hypergeom.cdf adds the chances up lot by lot: 705 samples took it a minute. Here every lot has as many
    terms as it needs: of 704 samples with 4 wrong ones on average and 63 in one, 3,000 and not 45,000.
    """
    most, lot, bad, drawn = np.broadcast_arrays(most, lot, bad, drawn)
    terms = most + 1
    of = np.repeat(np.arange(len(terms)), terms)
    number = np.arange(len(of)) - np.repeat(np.cumsum(terms) - terms, terms)
    return np.bincount(of, _chance(lot[of], bad[of], drawn[of], number), len(terms))


def _chance(lot: Counts, bad: np.ndarray, drawn: Counts, number: Counts) -> np.ndarray:
    """Chance of exactly `number` wrong ones among those drawn."""
    return np.exp(_ways(bad, number) + _ways(lot - bad, drawn - number) - _ways(lot, drawn))


def _ways(items: Counts, taken: Counts) -> np.ndarray:
    """Logarithm of the ways to take some of the items; minus infinity where there is none."""
    possible = (taken >= 0) & (taken <= items)
    items, taken = np.where(possible, items, 0), np.where(possible, taken, 0)
    return np.where(possible, gammaln(items + 1) - gammaln(taken + 1) - gammaln(items - taken + 1), -np.inf)


def _wrong(lot: Counts, share: np.ndarray | float) -> np.ndarray:
    """The fewest wrong records that are at least `share` of the lot; a product a rounding above a whole is whole."""
    return np.ceil(np.asarray(lot) * share - 1e-9).astype(int)


def _first(low: np.ndarray, high: np.ndarray, holds: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """The first number from `low` on at which `holds` does, by bisection; it does at `high`, and from then on."""
    low, high = low.copy(), high.copy()
    while (low < high).any():
        middle = (low + high) // 2
        found = holds(middle)
        low, high = np.where(found | (low == high), low, middle + 1), np.where(found, middle, high)
    return low
