"""How good a forecast was: interval scores, coverage, bias, skill, Brier."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from campaign.forecast.summary import PROBABILITIES, QUANTILES

BANDS = {50: ("q25", "q75"), 80: ("q10", "q90"), 95: ("q025", "q975")}
SIZES = ("small", "middle", "large")


def weighted_interval_score(quantiles: npt.ArrayLike, actual: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """WIS of the 7 published quantiles (..., 7) against what came (...); in items, 0 is perfect.

    Bracher, Ray, Gneiting, Reich: Evaluating epidemic forecasts in an interval format, PLOS Comp. Biol. 17 (2021).
    Written as mean pinball loss over the quantiles x 2, which is the same number.
    """
    off = np.asarray(actual, dtype=float)[..., None] - np.asarray(quantiles, dtype=float)
    level = np.array(PROBABILITIES)
    return 2 * np.maximum(level * off, (level - 1) * off).mean(axis=-1)


def judge(frame: pd.DataFrame) -> pd.DataFrame:
    """Add wis, error (shares of the target) and within_50, within_80, within_95 to rows with quantiles and actual."""
    judged = frame.assign(
        wis=weighted_interval_score(frame[list(QUANTILES)].to_numpy(), frame["actual"].to_numpy()) / frame["target"],
        error=(frame["q50"] - frame["actual"]) / frame["target"],
    )
    for share, (low, high) in BANDS.items():
        judged[f"within_{share}"] = frame["actual"].between(frame[low], frame[high])
    return judged


def record(judged: pd.DataFrame, by: tuple[str, ...] = ("measure", "horizon", "size")) -> pd.DataFrame:
    """The public record, one row per group: forecasts, coverage, scaled WIS, bias, skill against the baseline, Brier.

    skill is 1 - WIS / WIS of the baseline; brier is over chances that no guard withheld and whose deadline has passed.
    """
    rows = []
    for key, group in judged.groupby(list(by), sort=False):
        settled = _settled(group)
        chance = settled["p_by_deadline"] - settled["done_by_deadline"].astype(float)
        rows.append(
            dict(zip(by, key, strict=True))
            | {"forecasts": len(group)}
            | {f"coverage_{share}": group[f"within_{share}"].mean() for share in BANDS}
            | {
                "wis": group["wis"].mean(),
                "bias": group["error"].mean(),
                "skill": 1 - group["wis"].sum() / group["baseline_wis"].sum()
                if group["baseline_wis"].sum()
                else np.nan,
                "brier": (chance**2).mean() if len(settled) else np.nan,
            }
        )
    return pd.DataFrame(rows)


def calibration(judged: pd.DataFrame) -> pd.DataFrame:
    """Chances that were given for deadlines that have passed, one row per tenth of what was said that has any.

    Columns: tenth (0 to 9), chance_given (their mean), deadline_made (share of them), forecasts.
    """
    settled = _settled(judged)
    tenth = (10 * settled["p_by_deadline"]).clip(upper=9).astype(int).rename("tenth")
    found = settled.groupby(tenth).agg(
        chance_given=("p_by_deadline", "mean"),
        deadline_made=("done_by_deadline", "mean"),
        forecasts=("p_by_deadline", "size"),
    )
    return found.astype({"chance_given": float, "deadline_made": float}).reset_index()


def _settled(judged: pd.DataFrame) -> pd.DataFrame:
    """A row for each chance that was given, once, of a deadline that has passed."""
    given = judged.drop_duplicates(["origin", "unit_code", "measure"])
    return given.dropna(subset=["done_by_deadline", "p_by_deadline"])


def size_of(target: npt.NDArray[np.float64]) -> npt.NDArray[np.object_]:
    """Thirds of the units by target, (U,); units without a target count as small."""
    rank = np.argsort(np.argsort(np.nan_to_num(target), kind="stable"))
    return np.array(SIZES, dtype=object)[rank * len(SIZES) // max(len(target), 1)]
