"""The units below one unit side by side: share, rank, how firm it is, why it moved, and whether it stands out."""

import numpy as np
import pandas as pd

from campaign.subjects.comparison import funnel, ranks
from campaign.subjects.comparison.movement import CAUSES, movement

SIZES = ("target", "eligible")  # the denominators, by the column that holds them
WEEKS = 8
FEWEST_WEEKS = 4  # fewer say nothing of how much weeks differ


def standings(below: pd.DataFrame, changes: pd.DataFrame, weeks: pd.DataFrame, by: str) -> pd.DataFrame:
    """The frame of units_below, by rank, with what a comparison by the denominator `by` (one of SIZES) adds.

    denominator: NaN where there is none; share: total ÷ denominator; rank, rank_low, rank_high; moved: places
    gained within a week, and moved_own, moved_others, moved_revision, moved_target, which sum to it; zone: where the
    funnel has it, -2 to 2; recent: the counts of the last weeks, oldest first.
    Frames: those of the queries units_below, changes_below and weeks_below for the same choice.
    """
    units = below.set_index("unit_code")
    changes = changes.set_index("unit_code").reindex(units.index)
    counts = weeks.pivot_table(index="week_until", columns="unit_code", values="count", aggfunc="sum")
    counts = counts.reindex(columns=units.index).fillna(0).tail(WEEKS)
    size = _denominator(units[by])
    units = units.assign(denominator=size, share=units["total"] / size)
    units["rank"] = ranks.ranks(units["share"].to_numpy())
    units["rank_low"], units["rank_high"] = _interval(units, counts)
    before, revised, added = (changes[column].to_numpy(dtype=float) for column in ("total_before", "revised", "added"))
    parts = movement(
        before,
        revised,
        added,
        size_before=_denominator(changes["target_before"] if by == "target" else units[by]).to_numpy(),
        size=size.to_numpy(),
    )
    units = units.assign(**{f"moved_{cause}": parts[cause] for cause in CAUSES})
    units["moved"] = units[[f"moved_{cause}" for cause in CAUSES]].sum(axis=1, skipna=False).round() + 0.0
    units["zone"] = _zones(units)
    units["recent"] = [tuple(counts[code].astype(int)) for code in units.index]
    return units.reset_index().sort_values(["rank", "unit_code"], na_position="last", ignore_index=True)


def fitted(units: pd.DataFrame) -> funnel.Funnel | None:
    """The funnel of the units that have a size."""
    sized = units[units["denominator"].notna()]
    return funnel.fit(sized["total"].to_numpy(dtype=float), sized["denominator"].to_numpy())


def _denominator(column: pd.Series) -> pd.Series:
    """The column as numbers; zero and missing are no denominators."""
    numbers = pd.to_numeric(column).astype(float)
    return numbers.where(numbers > 0)


def _interval(units: pd.DataFrame, counts: pd.DataFrame) -> np.ndarray:
    if len(counts) < FEWEST_WEEKS:
        return np.full((2, len(units)), np.nan)
    ranked = units["share"].notna().to_numpy()
    bounds = np.full((2, len(units)), np.nan)
    if ranked.any():
        bounds[:, ranked] = ranks.intervals(
            units["total"].to_numpy(dtype=float)[ranked],
            units["denominator"].to_numpy()[ranked],
            counts.to_numpy()[:, ranked],
            ranks.draws_of_weeks(len(counts)),
        )
    return bounds


def _zones(units: pd.DataFrame) -> pd.Series:
    funnel_ = fitted(units)
    zones = pd.Series(0, index=units.index)
    if funnel_ is not None:
        sized = units["denominator"].notna()
        zones[sized] = funnel_.zones(
            units.loc[sized, "total"].to_numpy(dtype=float), units.loc[sized, "denominator"].to_numpy()
        )
    return zones
