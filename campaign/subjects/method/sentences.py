"""How often the forecast was right."""

import pandas as pd

from campaign import words
from campaign.definition import Measure, Unit
from campaign.language import formats


def record(judged: pd.DataFrame, measure: Measure, unit: Unit) -> tuple[str, str]:
    """How often the 80 % band of the whole held a week ahead, and what was checked."""
    whole = judged[(judged["unit_code"] == unit.code) & (judged["horizon"] == 7)] if len(judged) else judged
    if whole.empty:
        return words.t("method.too_early", measure=measure.label), ""
    return (
        words.t(
            "method.finding",
            measure=measure.label,
            unit=unit.name,
            weeks=len(whole),
            held=int(whole["within_80"].sum()),
        ),
        words.t("method.finding_note", origins=judged["origin"].nunique(), units=judged["unit_code"].nunique() - 1),
    )


def reliability(by_horizon: pd.DataFrame) -> str:
    """How often the 80 % band of the units below held, by horizon."""
    held = " · ".join(
        words.t("method.held", horizon=horizon, percent=formats.percent(share))
        for horizon, share in zip(by_horizon["horizon"], by_horizon["coverage_80"], strict=True)
    )
    return words.t("method.reliability_sentence", held=held)


def calibration(found: pd.DataFrame) -> str:
    """How many chances were given, how high they were on average and how often the deadline was made."""
    weight = found["forecasts"] / found["forecasts"].sum()
    return words.t(
        "method.calibration_sentence",
        forecasts=formats.number(found["forecasts"].sum()),
        said=formats.percent((found["chance_given"] * weight).sum()),
        came=formats.percent((found["deadline_made"] * weight).sum()),
    )
