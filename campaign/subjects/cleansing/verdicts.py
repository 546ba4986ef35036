"""Claims beside samples: a unit is good only when both are."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from campaign.definition import Cleansing
from campaign.subjects.cleansing import sampling

# From worst to best: a high claim that its sample does not bear out; neither; no sample to judge by; a sound sample of
# a claim that is not high yet; both.
VERDICTS = ("overclaimed", "failing", "unverified", "underway", "confirmed")


@dataclass(frozen=True)
class Verified:
    """What the samples say of several units together.

    Counts of units: all with a target, judged by a sample, passed, and those whose high claim failed. `share` of
    records wrong with its 95 % interval, each unit weighed by what it claims; `claimed` and `supported`, shares of the
    target: the claim, and what is left of it without the wrong records. NaN where nothing was sampled.
    """

    units: int
    sampled: int
    passed: int
    overclaimed: int
    share: float
    low: float
    high: float
    claimed: float
    supported: float


def judged(claims: pd.DataFrame, plan: Cleansing) -> pd.DataFrame:
    """The frame of the query verification, of units with a target, each with its verdict.

    Adds accept_number (−1: too small a sample to pass), error_share with error_low and error_high (95 %), verdict.
    A sample too small to pass fails only when its interval lies wholly above what is intolerable.
    """
    units = claims[claims["state"] != "no_target"].copy()
    drawn = units["sample_size"].fillna(0).astype(int)
    taken = drawn > 0
    wrong = units["defects_found"].fillna(0).astype(int)[taken]
    lot = np.maximum(units["lot"].fillna(0).astype(int).to_numpy(), drawn.to_numpy())[taken.to_numpy()]
    drawn = drawn[taken]
    columns = ["accept_number", "error_share", "error_low", "error_high"]
    units[columns] = np.nan
    units["verdict"] = "unverified"
    if not taken.any():
        return units
    limit = sampling.accept_number(lot, drawn.to_numpy(), plan.intolerable, plan.risk)
    low, high = sampling.interval(lot, drawn.to_numpy(), wrong.to_numpy())
    units.loc[taken, columns] = np.column_stack([limit, wrong / drawn, low, high])
    passed = wrong <= limit
    failed = ~passed & ((limit >= 0) | (low > plan.intolerable))
    claimed = units["completion"][taken] >= plan.claimed_high
    units.loc[taken, "verdict"] = np.select(
        [failed & claimed, failed, passed & claimed, passed],
        ["overclaimed", "failing", "confirmed", "underway"],
        "unverified",
    )
    return units


def together(units: pd.DataFrame) -> Verified:
    """The frame of `judged` as one."""
    sampled = units[units["error_share"].notna()]
    drawn = sampled["sample_size"].to_numpy()
    lot = np.maximum(sampled["lot"].to_numpy(), drawn)
    share, low, high = sampling.stratified(lot, drawn, sampled["defects_found"].to_numpy())
    target = units["target"].sum()
    claimed = units["total"].sum() / target if target else np.nan
    verdicts = units["verdict"]
    return Verified(
        units=len(units),
        sampled=int(verdicts.ne("unverified").sum()),
        passed=int(verdicts.isin(("confirmed", "underway")).sum()),
        overclaimed=int(verdicts.eq("overclaimed").sum()),
        share=share,
        low=low,
        high=high,
        claimed=claimed,
        supported=claimed * (1 - share),
    )


def listed(units: pd.DataFrame) -> pd.DataFrame:
    """The units whose high claim their sample does not bear out, the most surely wrong first."""
    return units[units["verdict"] == "overclaimed"].sort_values(["error_low", "unit_code"], ascending=[False, True])


def failed(units: pd.DataFrame) -> pd.DataFrame:
    """The units whose sample failed, whatever they claim, the most surely wrong first."""
    return units[units["verdict"].isin(("overclaimed", "failing"))].sort_values(
        ["error_low", "unit_code"], ascending=[False, True]
    )
