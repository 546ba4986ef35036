"""Why items are missing: what the units say of it, beside what they lack and what they are expected to."""

from dataclasses import replace
from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Reason
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.figures.native import NativeChart
from campaign.figures.table import Row, rows
from campaign.forecast import served
from campaign.forecast.past import told as past_told
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.subjects.reasons import blocks, charts, counts, sentences

COLOURS = charts.OWED[0], charts.NOT_OWED[0], charts.UNEXPLAINED


@cached
def absent(selection: Selection) -> str:
    """What is missing to say why items are, in a line; "" where there is something to show."""
    campaign = catalogue.campaign()
    if _whole(selection) is not None:
        return ""
    later = _whole(selection.on(date.max)) is not None
    return sentences.absent(campaign, campaign.measure[selection.measured], selection.as_of if later else None)


@cached
def why(selection: Selection, ahead: bool = True) -> Exhibit:
    """The reasons of each unit below, and what none explains; with what is expected at the deadline, if `ahead`."""
    units, whole, reasons = _units(selection), _whole(selection), _reasons(selection)
    assert whole is not None, "asked only where `absent` is silent"
    measure = catalogue.campaign().measure[selection.measured]
    said, table = sentences.reading(whole, units, measure), units.drop(columns="unit_code")
    if ahead:
        expected = _expected(selection, units)
        said = f"{said} {sentences.ahead(expected, _deadline(selection), selection.as_of)}".strip()
        table.insert([*table].index("beyond") + 1, str(expected.name), expected.tolist())
    first = rows(reasons.sort_values("persons", ascending=False, kind="stable"))[0]
    shown = Exhibit(
        "reasons",
        charts.why(units, _told(selection), reasons),
        sentences.finding(whole, first),
        subtitle(selection),
        said,
        table,
        NativeChart("stacked", "name", ("still_owed", "not_owed", "unexplained"), colours=COLOURS),
    )

    def brief() -> Exhibit:
        few = charts.why(units, _told(selection), reasons, charts.SHORT)
        return replace(shown, figure=few, table=table.head(charts.SHORT))

    return replace(shown, brief=brief)


@cached
def remedies(selection: Selection) -> Exhibit:
    """What can be done about each reason, and how many items it would bring."""
    reasons, whole, title = _reasons(selection), _whole(selection), words.t("reasons.remedies")
    assert whole is not None, "asked only where `absent` is silent"
    return Exhibit(
        "remedies",
        blocks.remedies(reasons, charts.colours(reasons), title),
        title,
        subtitle(selection),
        sentences.remedies(whole, reasons),
        reasons.drop(columns="reason"),
    )


@cached
def by_unit(selection: Selection) -> pd.DataFrame:
    """Every reason of every unit below, as a table."""
    found = counts.with_names(counts.below(_told(selection), selection.unit), _listed(selection))
    lacking = _units(selection).set_index("unit_code")["lacking"]
    whole = lacking.reindex(found["unit_code"]).where(lambda one: one > 0).to_numpy()
    columns = ("name_*", "reason_*", "owed", "persons", "lacking_share", "units_told", "told_from", "told_last")
    return found.assign(lacking_share=found["persons"] / whole)[words.in_each(*columns)]


@cached
def leading(selection: Selection) -> dict[str, Row]:
    """By unit below the remediable reason that explains much of what it lacks, as reasons.counts gives it."""
    listed, least = _listed(selection), catalogue.campaign().direction.reason_share
    return counts.leading(_told(selection), _explained(selection), listed, least) if listed else {}


def _told(selection: Selection) -> pd.DataFrame:
    return queries.table("reasons_below", selection)


def _explained(selection: Selection) -> pd.DataFrame:
    return queries.table("reasons_explain", selection)


def _whole(selection: Selection) -> Row | None:
    """The row of the unit itself; None where nobody has told a reason."""
    if not _listed(selection) or not (_told(selection)["unit_code"] == selection.unit).any():
        return None
    return next(iter(counts.of_unit(_explained(selection), selection.unit)), None)


def _units(selection: Selection) -> pd.DataFrame:
    return counts.units(_told(selection), _explained(selection), selection.unit)


def _reasons(selection: Selection) -> pd.DataFrame:
    return counts.by_reason(_told(selection), _explained(selection), selection.unit, _listed(selection))


def _listed(selection: Selection) -> tuple[Reason, ...]:
    """The reasons of the measure."""
    return tuple(one for one in catalogue.campaign().reasons if one.measure == selection.measured)


def _expected(selection: Selection, units: pd.DataFrame) -> pd.Series:
    """What each unit is expected to lack on the deadline of the whole, or lacked; named as its column."""
    found = past_told(served.below(selection), selection.as_of, _deadline(selection))
    column = "lacked" if "lacked" in found else "expected_lack"
    return found.set_index("unit_code")[column].reindex(units["unit_code"])


def _deadline(selection: Selection) -> date:
    own: pd.Timestamp | None = queries.row("overview", selection)["deadline"]
    return own.date() if own else catalogue.campaign().deadline
