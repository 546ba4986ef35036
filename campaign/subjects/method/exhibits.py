"""The forecast's record on the method page: how often it held, in a sentence, drawn, and by size of unit."""

import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.forecast import served, track_record
from campaign.serving import catalogue
from campaign.serving.selection import Selection
from campaign.subjects.method import blocks, sentences
from campaign.subjects.method.charts import calibration, reliability


def finding(selection: Selection) -> tuple[str, str]:
    """How often the forecast of the whole held, and what was checked. The first answer of a day takes a while."""
    campaign = catalogue.campaign()
    measure, unit = campaign.measure[selection.measured], campaign.unit[selection.unit]
    return sentences.record(track_record.judged(selection), measure, unit)


def record(selection: Selection) -> tuple[Exhibit, pd.DataFrame] | None:
    """How often each band held, drawn by horizon, and the table by horizon and size; None while it is too early."""
    judged = track_record.judged(selection)
    if judged.empty:
        return None
    by_horizon = track_record.by(judged, "horizon")
    drawn = Exhibit(
        "reliability",
        reliability(by_horizon),
        words.t("method.reliability"),
        subtitle(selection),
        sentences.reliability(by_horizon),
        by_horizon,
    )
    return drawn, track_record.by(judged, "horizon", "size")


def chances(selection: Selection) -> Exhibit | None:
    """How often a deadline was made beside the chance that was given for it; None while none has passed."""
    judged = track_record.judged(selection)
    found = track_record.chances(judged) if len(judged) else judged
    if found.empty:
        return None
    return Exhibit(
        "calibration",
        calibration(found),
        words.t("method.calibration"),
        subtitle(selection),
        sentences.calibration(found),
        found,
    )


def steps() -> str:
    """How the forecast is made, as HTML."""
    return blocks.steps(served.PATHS)
