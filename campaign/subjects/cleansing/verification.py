"""What is claimed clean and what samples say of it: every unit's verdict, on a map, as a list, and how sure it is."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit, bounded
from campaign.language import formats
from campaign.maps import figures, layers
from campaign.maps.views import VERDICT
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import EVERYTHING, Scope
from campaign.subjects.cleansing import blocks, sampling, sentences, verdicts
from campaign.subjects.cleansing.sampling_charts import operating_characteristic
from campaign.subjects.cleansing.verdicts import Verified


@cached
def claims(scope: Scope, unit: str, as_of: date) -> pd.DataFrame:
    """Every reporting unit at or below `unit` with its verdict."""
    plan = catalogue.campaign().cleansing
    return verdicts.judged(queries.table("verification", scope, unit=unit, measure=plan.measure, as_of=as_of), plan)


@cached
def whole(scope: Scope, unit: str, as_of: date) -> Verified:
    """What samples say of a unit: shares are totals over all below it, counts are of what the reader may see."""
    seen = verdicts.together(claims(scope, unit, as_of))
    if scope.units is None or unit not in scope.units:
        return seen
    every = verdicts.together(claims(EVERYTHING, unit, as_of))
    return replace(every, units=seen.units, sampled=seen.sampled, passed=seen.passed, overclaimed=seen.overclaimed)


@cached
def places(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """Claims and samples on a map of the reporting units; of one of them, of those around it."""
    campaign = catalogue.campaign()
    here = campaign.unit[unit]
    inside = unit if campaign.level_below(here) else here.parent_code
    judged = claims(scope, inside, as_of)
    shown = pd.DataFrame(
        {
            "unit_code": judged["unit_code"],
            "value": [verdicts.VERDICTS.index(verdict) for verdict in judged["verdict"]],
            "state": np.where(judged["verdict"] == "overclaimed", "alarming", ""),
            "told": [words.t(f"columns.verdict_{verdict}") for verdict in judged["verdict"]],
            "detail": [_detail(row) for row in judged.to_dict("records")],
            "target": judged["target"],
        }
    )
    figure = figures.draw(shown, VERDICT, layers.areas(campaign, campaign.reporting_level, inside), 560)
    said = sentences.samples(whole(scope, inside, as_of))
    note = words.t(
        "cleansing.map_note",
        unit=campaign.unit[inside].name,
        day=formats.day(as_of),
        high=formats.percent(campaign.cleansing.claimed_high, 0),
    )
    return Exhibit("claims", figure, words.t("cleansing.map"), note, bounded(said, figure, campaign.levels[-1]), judged)


@cached
def overclaimed(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """The units whose claim is high and not borne out by their sample."""
    campaign, judged = catalogue.campaign(), claims(scope, unit, as_of)
    found = verdicts.listed(judged)
    note = words.t(
        "cleansing.overclaimed_note", unit=campaign.unit[unit].name, day=formats.day(judged["sampled_on"].max())
    )
    return Exhibit(
        "overclaimed",
        blocks.overclaimed(found, campaign.cleansing.intolerable),
        sentences.overclaimed(len(found), len(judged)),
        note,
        sentences.surest(found),
        found,
    )


@cached
def curve(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """The operating characteristic of the plan, for units of the usual size."""
    campaign, judged = catalogue.campaign(), claims(scope, unit, as_of)
    plan = campaign.cleansing
    sizes = judged["lot"] if judged["lot"].notna().any() else judged["target"]
    lot = int(max(sizes.median(), plan.sample_size)) if len(sizes) else plan.sample_size
    limit = int(sampling.accept_number(np.array(lot), np.array(plan.sample_size), plan.intolerable, plan.risk))
    shares = np.linspace(0, 3 * plan.intolerable, 61)
    chances = sampling.chance_to_pass(lot, plan.sample_size, limit, shares)
    found = judged["error_share"].dropna()
    figure = operating_characteristic(shares, chances, plan.intolerable, found[found <= shares.max()].tolist())
    passes = float(np.interp(plan.intolerable, shares, chances))
    table = pd.DataFrame({"error_share": shares, "chance_to_pass": chances})
    return Exhibit(
        "curve",
        figure,
        words.t("cleansing.curve_title"),
        words.t("cleansing.curve_note"),
        sentences.curve(plan, limit, passes),
        table,
    )


def _detail(row: dict) -> str:
    if formats.missing(row["sample_size"]):
        return words.t("cleansing.verdict_claim", share=formats.percent(row["completion"]))
    return words.t(
        "cleansing.verdict_detail",
        share=formats.percent(row["completion"]),
        wrong=formats.number(row["defects_found"]),
        drawn=formats.number(row["sample_size"]),
    )
