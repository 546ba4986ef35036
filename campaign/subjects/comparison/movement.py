"""Why a rank moved: own pace, others' pace, revisions of past days, changed targets; the parts sum exactly."""

import math
from collections.abc import Sequence
from itertools import product
from math import factorial

import numpy as np

CAUSES = ("own", "others", "revision", "target")


def movement(
    before: np.ndarray, revised: np.ndarray, added: np.ndarray, size_before: np.ndarray, size: np.ndarray
) -> dict[str, np.ndarray]:
    """Places gained (above 0) or lost by each unit through each of CAUSES.

    A rank is not a sum, so what a cause contributes depends on which causes are counted before it. Each is given its
    mean contribution over all 24 orders (the Shapley value, 1953; for decompositions Shorrocks 2013): no order is
    preferred, and the four sum to the rank before minus the rank now. NaN for a unit that has no rank on either day.

    before: items known a week ago; revised: items since reported of the days until then; added: items of the days
    since; size_before, size: the denominator then and now, NaN where there is none. All per unit.
    """
    rank = {
        present: _ranks(present, before, revised, added, size_before, size)
        for present in product((False, True), repeat=len(CAUSES))
    }
    parts = {cause: np.zeros(len(before)) for cause in CAUSES}
    for present, without in rank.items():
        for place, cause in enumerate(CAUSES):
            if not present[place]:
                joined = (*present[:place], True, *present[place + 1 :])
                parts[cause] = parts[cause] + _weight(sum(present)) * (without - rank[joined])
    return parts


def in_whole(parts: Sequence[float]) -> list[int]:
    """The parts as whole numbers with the same sum, which is one: those cut off most are rounded up."""
    cut = [math.floor(part) for part in parts]
    most = sorted(range(len(parts)), key=lambda place: cut[place] - parts[place])
    up = set(most[: round(sum(parts)) - sum(cut)])
    return [whole + (place in up) for place, whole in enumerate(cut)]


def _weight(already: int) -> float:
    """Share of the orders in which exactly `already` given causes come before one."""
    others = len(CAUSES) - 1
    return factorial(already) * factorial(others - already) / factorial(len(CAUSES))


def _ranks(
    present: tuple[bool, ...],
    before: np.ndarray,
    revised: np.ndarray,
    added: np.ndarray,
    size_before: np.ndarray,
    size: np.ndarray,
) -> np.ndarray:
    """Rank of each unit if only the causes that are `present` had happened."""
    own, others, revision, target = present
    base = before + revised * revision
    denominator = size if target else size_before
    mine, theirs = (base + added * own) / denominator, (base + added * others) / denominator
    beaten = theirs[None, :] > mine[:, None]
    np.fill_diagonal(beaten, val=False)
    return np.where(np.isnan(mine), np.nan, 1.0 + beaten.sum(axis=1))
