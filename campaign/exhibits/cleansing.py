"""What is claimed clean, what samples say of it, what is still open, who has no number: asked, reckoned and drawn."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from campaign import catalogue, exhibits, formats, queries, words
from campaign.blocks import claims as block
from campaign.charts import backlog as charts
from campaign.charts import bulk as bulk_chart
from campaign.charts.sampling import operating_characteristic
from campaign.cleansing import backlog, sampling, sentences, verdicts
from campaign.cleansing.backlog import Queue
from campaign.cleansing.verdicts import Verified
from campaign.exhibits import Exhibit
from campaign.kept import kept
from campaign.maps import figures, layers
from campaign.maps.views import VERDICT
from campaign.queries import EVERYTHING, Scope

PARTS = ("progress", "verification", "defects", "numbers")
HALF = 0.5  # of what is open or left: the units that hold it stand out


def parts() -> dict[str, str]:
    """The subjects of the page, with their names."""
    return {part: words.t(f"cleansing.part_{part}") for part in PARTS}


def stages() -> list[str]:
    """The stages of the chain in which records are cleansed, the cleansing first."""
    campaign = catalogue.campaign()
    first = campaign.measure[campaign.cleansing.measure]
    return [first.id, *(stage.id for stage in campaign.chain(first.project) if stage != first)]


@kept
def finding(scope: Scope, unit: str, as_of: date) -> tuple[str, str]:
    """The page's answer, and a quieter sentence below it; what is missing where there is no plan of verification."""
    campaign = catalogue.campaign()
    if campaign.cleansing is None:
        return sentences.missing(campaign), ""
    said = sentences.verified(claims(scope, unit, as_of), whole(scope, unit, as_of), campaign.cleansing)
    numbers = campaign.cleansing.numbers
    return (sentences.finding(_row(scope, unit, campaign.cleansing.measure, as_of), said, campaign),
            sentences.behind(queue(scope, unit, as_of), _row(scope, unit, numbers, as_of) if numbers else None))


@kept
def line(scope: Scope, unit: str, as_of: date) -> str:
    """The same in one line for the overview; nothing where there is nothing to say."""
    plan = catalogue.campaign().cleansing
    if plan is None:
        return ""
    row = _row(scope, unit, plan.measure, as_of)
    if not row["target"]:
        return ""
    return sentences.line(row, claims(scope, unit, as_of), whole(scope, unit, as_of), queue(scope, unit, as_of), plan)


@kept
def claims(scope: Scope, unit: str, as_of: date) -> pd.DataFrame:
    """Every reporting unit at or below `unit` with its verdict."""
    plan = catalogue.campaign().cleansing
    return verdicts.judged(queries.table("verification", scope, unit=unit, measure=plan.measure, as_of=as_of), plan)


@kept
def whole(scope: Scope, unit: str, as_of: date) -> Verified:
    """What samples say of a unit: shares are totals over all below it, counts are of what the reader may see."""
    seen = verdicts.together(claims(scope, unit, as_of))
    if scope.units is None or unit not in scope.units:
        return seen
    every = verdicts.together(claims(EVERYTHING, unit, as_of))
    return replace(every, units=seen.units, sampled=seen.sampled, passed=seen.passed, overclaimed=seen.overclaimed)


@kept
def places(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """Claims and samples on a map of the reporting units; of one of them, of those around it."""
    campaign = catalogue.campaign()
    here = campaign.unit[unit]
    inside = unit if campaign.level_below(here) else here.parent_code
    judged = claims(scope, inside, as_of)
    shown = pd.DataFrame({
        "unit_code": judged["unit_code"],
        "value": [verdicts.VERDICTS.index(verdict) for verdict in judged["verdict"]],
        "state": np.where(judged["verdict"] == "overclaimed", "alarming", ""),
        "told": [words.t(f"columns.verdict_{verdict}") for verdict in judged["verdict"]],
        "detail": [_detail(row) for row in judged.to_dict("records")],
        "target": judged["target"],
    })
    figure = figures.draw(shown, VERDICT, layers.areas(campaign, campaign.reporting_level, inside), 560)
    said = sentences.samples(whole(scope, inside, as_of))
    note = words.t("cleansing.map_note", unit=campaign.unit[inside].name, day=formats.day(as_of),
                   high=formats.percent(campaign.cleansing.claimed_high, 0))
    return Exhibit("claims", figure, words.t("cleansing.map"), note,
                   exhibits.bounded(said, figure, campaign.levels[-1]), judged)


@kept
def overclaimed(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """The units whose claim is high and not borne out by their sample."""
    campaign, judged = catalogue.campaign(), claims(scope, unit, as_of)
    found = verdicts.listed(judged)
    note = words.t("cleansing.overclaimed_note", unit=campaign.unit[unit].name,
                   day=formats.day(judged["sampled_on"].max()))
    return Exhibit("overclaimed", block.overclaimed(found, campaign.cleansing.intolerable),
                   sentences.overclaimed(len(found), len(judged)), note, sentences.surest(found), found)


@kept
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
    return Exhibit("curve", figure, words.t("cleansing.curve_title"), words.t("cleansing.curve_note"),
                   sentences.curve(plan, limit, passes), table)


@kept
def queue(scope: Scope, unit: str, as_of: date) -> Queue | None:
    """All open defects of a unit as one queue; None when nobody has reported on them."""
    return backlog.queue(queries.table("defect_history", scope, unit=unit, as_of=as_of))


@kept
def by_class(scope: Scope, unit: str, as_of: date) -> tuple[Exhibit, str]:
    """Open defects over time by class, and the queue of each class as a table that is also its legend."""
    history, found = queries.table("defect_history", scope, unit=unit, as_of=as_of), _classes(scope, unit, as_of)
    names = dict(zip(found["defect"], found[f"defect_{words.language()}"], strict=True))
    last = history[history["date"] == history["date"].max()]
    note = words.t("cleansing.stacked_note", unit=catalogue.campaign().unit[unit].name,
                   day=formats.day(history["date"].max()), told=formats.number(last["units_told"].max()),
                   known=formats.number(last["units_known"].max()))
    now = backlog.queue(history)
    title = words.t("cleansing.stacked")
    return (Exhibit("stacked", charts.stacked(history, names), title, note, sentences.open_defects(now),
                    _named(history).drop(columns="defect")),
            block.classes(found, charts.colours(list(names)), title))


@kept
def flows(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """What came and went between two reports."""
    days = backlog.by_day(queries.table("defect_history", scope, unit=unit, as_of=as_of))
    now = queue(scope, unit, as_of)
    return Exhibit("flows", charts.flows(days), words.t("cleansing.flows_title"),
                   words.t("cleansing.flows_note", unit=catalogue.campaign().unit[unit].name),
                   f"{sentences.flows(now)} {sentences.age(now)}", days)


@kept
def pareto_classes(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """The classes that hold most of what is open."""
    found = _classes(scope, unit, as_of)
    return _pareto("classes", found.drop(columns="defect"), found[f"defect_{words.language()}"].tolist())


@kept
def pareto_units(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """The reporting units that hold most of what is open."""
    found = backlog.units(queries.table("defects_below", scope, unit=unit, as_of=as_of))
    return _pareto("units", found, found[f"name_{words.language()}"].tolist())


@kept
def below(scope: Scope, unit: str, as_of: date) -> pd.DataFrame:
    """Open defects by reporting unit and class, as a table."""
    return _named(queries.table("defects_below", scope, unit=unit, as_of=as_of)).drop(columns="defect")


@kept
def remaining(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """The units directly below in which most have no number yet; `waiting` of them are cleansed and wait for one."""
    campaign = catalogue.campaign()
    plan, here = campaign.cleansing, campaign.unit[unit]
    level = campaign.level_below(here) or campaign.levels[-1]
    numbers, cleansed = (
        queries.table("units_at_level", scope, unit=unit, level=level.id, measure=measure, as_of=as_of)
        .set_index("unit_code") for measure in (plan.numbers, plan.measure))
    ready = (cleansed["total"] - numbers["total"]).clip(lower=0)
    units = numbers.assign(waiting=ready.clip(upper=numbers["remaining"])).query("target > 0").reset_index()
    columns = ["unit_code", "name_vi", "name_en", "total", "target", "completion", "remaining", "waiting", "share",
               "cumulative_share"]
    found = backlog.pareto(units, "remaining")[columns]
    return _pareto("remaining", found, found[f"name_{words.language()}"].tolist(), sentences.remaining(found))


@kept
def bulk(scope: Scope, unit: str, as_of: date) -> Exhibit:
    """Numbers assigned by day, days of assignment in bulk marked."""
    campaign = catalogue.campaign()
    measure = campaign.measure[campaign.cleansing.numbers]
    asked = {"unit": unit, "measure": measure.id, "as_of": as_of}
    daily, days = (queries.table(name, scope, **asked) for name in ("daily_progress", "bulk_days"))
    title = words.t("cleansing.bulk_title_marked" if len(days) else "cleansing.bulk_title",
                    days=formats.days(len(days)))
    return Exhibit("bulk", bulk_chart.bulk(daily, days, pd.Timestamp(measure.start)), title, exhibits.note(**asked),
                   sentences.bulk(days), daily.assign(bulk=daily["date"].isin(days["date"])))


def _row(scope: Scope, unit: str, measure: str, as_of: date) -> dict:
    return queries.one("overview", scope, unit=unit, measure=measure, as_of=as_of)


def _classes(scope: Scope, unit: str, as_of: date) -> pd.DataFrame:
    """The queue of each class, with its name in both languages."""
    return _named(backlog.classes(queries.table("defect_history", scope, unit=unit, as_of=as_of)))


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the names of its classes of defects in both languages."""
    label = {defect.id: defect.label for defect in catalogue.campaign().defects}
    names = {f"defect_{language}": [getattr(label[defect], language) for defect in frame["defect"]]
             for language in words.LANGUAGES}
    return frame.assign(**names)


def _pareto(key: str, found: pd.DataFrame, names: list[str], said: str = "") -> Exhibit:
    makers = backlog.makers(found, HALF)
    sentence = f"{sentences.concentrated(found, makers, key)} {said}".strip()
    return Exhibit(f"pareto_{key}", charts.pareto(found, names, makers), words.t(f"cleansing.pareto_{key}_title"),
                   words.t("cleansing.pareto_note"), sentence, found)


def _detail(row: dict) -> str:
    if formats.missing(row["sample_size"]):
        return words.t("cleansing.verdict_claim", share=formats.percent(row["completion"]))
    return words.t("cleansing.verdict_detail", share=formats.percent(row["completion"]),
                   wrong=formats.number(row["defects_found"]), drawn=formats.number(row["sample_size"]))
