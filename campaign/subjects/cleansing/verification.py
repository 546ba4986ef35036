"""What is claimed clean and what samples say of it: every unit's verdict, on a map, as a list, and how sure it is."""

from dataclasses import replace

import numpy as np
import pandas as pd

from campaign import words
from campaign.definition import Cleansing
from campaign.figures.exhibit import Exhibit, bounded
from campaign.language import formats
from campaign.maps import figures, layers
from campaign.maps.views import VERDICT
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.cleansing import blocks, sampling, sentences, verdicts
from campaign.subjects.cleansing.sampling_charts import operating_characteristic
from campaign.subjects.cleansing.verdicts import Verified


class NoVerificationError(LookupError):
    """The campaign verifies nothing by samples, and something is asked of it."""


def plan() -> Cleansing:
    """The campaign's plan of verification. NoVerificationError."""
    declared = catalogue.campaign().cleansing
    if declared is None:
        raise NoVerificationError("the campaign declares no cleansing")
    return declared


@cached
def claims(selection: Selection) -> pd.DataFrame:
    """Every reporting unit at or below the one selected with its verdict."""
    cleansing = plan()
    return verdicts.judged(queries.table("verification", selection.of(cleansing.measure)), cleansing)


@cached
def whole(selection: Selection) -> Verified:
    """What samples say of a unit: shares are totals over all below it, counts are of what the reader may see."""
    seen = verdicts.together(claims(selection))
    if selection.scope.units is None or selection.unit not in selection.scope.units:
        return seen
    every = verdicts.together(claims(replace(selection, scope=EVERYTHING)))
    return replace(every, units=seen.units, sampled=seen.sampled, passed=seen.passed, overclaimed=seen.overclaimed)


@cached
def claims_map(selection: Selection) -> Exhibit:
    """Claims and samples on a map of the reporting units; of one of them, of those around it."""
    campaign = catalogue.campaign()
    unit = campaign.unit[selection.unit]
    inside = unit if campaign.level_below(unit) or unit.parent_code is None else campaign.unit[unit.parent_code]
    around = selection.at(inside.code)
    judged = claims(around)
    shown = pd.DataFrame(
        {
            "unit_code": judged["unit_code"],
            "value": [verdicts.VERDICTS.index(verdict) for verdict in judged["verdict"]],
            "state": np.where(judged["verdict"] == "overclaimed", "alarming", ""),
            "told": [words.t(f"columns.verdict_{verdict}") for verdict in judged["verdict"]],
            "detail": [
                _detail(share, wrong, drawn)
                for share, wrong, drawn in zip(
                    judged["completion"], judged["defects_found"], judged["sample_size"], strict=True
                )
            ],
            "target": judged["target"],
        }
    )
    figure = figures.draw(shown, VERDICT, layers.areas(campaign, campaign.reporting_level, inside.code), 560)
    said = sentences.samples(whole(around))
    note = words.t(
        "cleansing.map_note",
        unit=inside.name,
        day=formats.day(selection.as_of),
        high=formats.percent(plan().claimed_high, 0),
    )
    return Exhibit("claims", figure, words.t("cleansing.map"), note, bounded(said, figure, campaign.levels[-1]), judged)


@cached
def overclaimed(selection: Selection) -> Exhibit:
    """The units whose claim is high and not borne out by their sample."""
    campaign, judged = catalogue.campaign(), claims(selection)
    found = verdicts.listed(judged)
    note = words.t(
        "cleansing.unsampled" if judged["sampled_on"].isna().all() else "cleansing.overclaimed_note",
        unit=campaign.unit[selection.unit].name,
        day=formats.day(judged["sampled_on"].max()),
    )
    return Exhibit(
        "overclaimed",
        blocks.overclaimed(found, plan().intolerable),
        sentences.overclaimed(len(found), len(judged)),
        note,
        sentences.surest(found),
        found,
    )


@cached
def curve(selection: Selection) -> Exhibit:
    """The operating characteristic of the plan, for units of the usual size."""
    judged, cleansing = claims(selection), plan()
    sizes = judged["lot"] if judged["lot"].notna().any() else judged["target"]
    drawn, intolerable = cleansing.sample_size, cleansing.intolerable
    lot = int(max(sizes.median(), drawn)) if len(sizes) else drawn
    limit = int(sampling.accept_number(np.array(lot), np.array(drawn), intolerable, cleansing.risk))
    shares = np.linspace(0, 3 * intolerable, 61)
    chances = sampling.chance_to_pass(lot, drawn, limit, shares)
    found = judged["error_share"].dropna()
    figure = operating_characteristic(shares, chances, intolerable, found[found <= shares.max()].tolist())
    passes = float(np.interp(intolerable, shares, chances))
    table = pd.DataFrame({"error_share": shares, "chance_to_pass": chances})
    return Exhibit(
        "curve",
        figure,
        words.t("cleansing.curve_title"),
        words.t("cleansing.curve_note"),
        sentences.curve(cleansing, limit, passes),
        table,
    )


def _detail(share: float, wrong: float | None, drawn: float | None) -> str:
    """What is claimed of a unit and, where a sample was drawn, how many records of it were wrong."""
    if formats.missing(drawn):
        return words.t("cleansing.verdict_claim", share=formats.percent(share))
    return words.t(
        "cleansing.verdict_detail",
        share=formats.percent(share),
        wrong=formats.number(wrong),
        drawn=formats.number(drawn),
    )
