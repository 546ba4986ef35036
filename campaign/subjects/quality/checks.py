"""Whether the figures can be trusted, who must be called, and what each check of them found, in sentences."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Measure
from campaign.language import formats

# A published figure is mostly a round one ("more than 15 million"): a difference below one hundredth says nothing.
ROUNDING = 0.01
NAMED = 3


@dataclass(frozen=True)
class Check:
    """One check: `state` is call (somebody must act), look, fine, or blind (it cannot be made)."""

    name: str
    state: str
    sentence: str


def finding(fresh: dict, below: pd.DataFrame, as_of: date) -> str:
    """The page's answer, from the row of the query freshness and the frame of the query completeness."""
    said = {
        "day": formats.day(as_of),
        "late": formats.number(fresh["units_late"]),
        "expected": formats.number(fresh["units_expected"]),
        "full": formats.day(fresh["full_until"]),
    }
    if not fresh["units_late"]:
        return words.t("quality.complete", **said)
    if fresh["units_late"] == fresh["units_expected"]:
        return words.t("quality.nothing_in", **said)
    missing = below[below["units_late"] > 0]
    names = ", ".join(missing[_name()].head(NAMED))
    more = len(missing) - NAMED
    if more > 0:
        names = words.t("quality.and_more", names=names, more=formats.number(more))
    return words.t("quality.incomplete", names=names, **said)


def trust(fresh: dict, maturity: pd.DataFrame, measure: Measure) -> str:
    """How much of a day is usually known by its evening, and which units the last full day leaves out."""
    silent = fresh["units_silent"]
    left_out = words.t("quality.left_out", silent=formats.number(silent)) if silent else ""
    return f"{matured(maturity, measure)} {left_out}".strip()


def matured(maturity: pd.DataFrame, measure: Measure) -> str:
    """The reporting delay, from the frame of the query maturity."""
    shares = maturity.set_index("delay_days")["known_share"].dropna()
    if shares.empty:
        return words.t("quality.maturity_none")
    if (maturity["lowest_share"] == 1).all():
        return words.t("quality.matured_at_once", measure=measure.label)
    return words.t(
        "quality.matured",
        measure=measure.label,
        **{f"after_{delay}": formats.percent(shares[delay]) for delay in range(4)},
    )


def maturity_title(maturity: pd.DataFrame) -> str:
    """What is missing after one day, as a title."""
    shares = maturity.set_index("delay_days")["known_share"].dropna()
    return (
        words.t("quality.maturity_untold")
        if shares.empty
        else words.t("quality.maturity_title", share=formats.percent(1 - shares[1]))
    )


def changes_title(changes: pd.DataFrame) -> str:
    """By how much the past moved, as a title, from the frame of the query revisions."""
    return (
        words.t("quality.revisions_none")
        if changes.empty
        else words.t("quality.revisions_title", net=formats.number(changes["net"].sum(), sign=True))
    )


def changes(changes: pd.DataFrame) -> str:
    """How the past moved, net and gross, and on which day most."""
    if changes.empty:
        return words.t("quality.revisions_none") + "."
    most = changes.loc[changes["gross"].idxmax()]
    sums = {column: formats.number(abs(changes[column].sum())) for column in ("raised", "lowered", "gross")}
    return words.t(
        "quality.revisions_sentence",
        first=formats.day(changes["reported_on"].iloc[0]),
        last=formats.day(changes["reported_on"].iloc[-1]),
        **sums,
        net=formats.number(changes["net"].sum(), sign=True),
        day=formats.day(most["reported_on"]),
        units=formats.number(most["units"]),
    )


def trend_title(rules: pd.DataFrame) -> str:
    """How many lines were put aside lately, as a title, from the frame of the query quarantine_rules."""
    return words.t("quality.trend_title", lines=formats.number(rules["lines_4w"].sum()))


def checks(
    fresh: dict,
    below: pd.DataFrame,
    order: pd.DataFrame,
    falls: pd.DataFrame,
    outliers: pd.DataFrame,
    revised: pd.DataFrame,
    rules: pd.DataFrame,
    files: pd.DataFrame,
    controls: pd.DataFrame,
) -> list[Check]:
    """All checks in the order in which somebody would act on them, from the frames of the queries of their names."""
    return [
        _reports(fresh, below),
        _files(files),
        _order(order),
        _falls(falls),
        _outliers(outliers),
        revisions(revised),
        quarantine(rules),
        _placed(rules),
        _controls(controls),
    ]


def _reports(fresh: dict, below: pd.DataFrame) -> Check:
    late, silent, expected = (formats.number(fresh[f"units_{which}"]) for which in ("late", "silent", "expected"))
    if not fresh["units_late"]:
        return Check("reports", "fine", words.t("quality.reports_fine", expected=expected))
    first = below.iloc[0]
    return Check(
        "reports",
        "call" if fresh["units_silent"] else "look",
        words.t(
            "quality.reports_missing",
            late=late,
            silent=silent,
            expected=expected,
            since=formats.day(first["missing_since"]),
            unit=first[_name()],
        ),
    )


def _files(files: pd.DataFrame) -> Check:
    if files.empty:
        return Check("files", "blind", words.t("quality.files_none"))
    waiting = files[files["state"].isin(("held", "refused", "failed"))]
    found = formats.number(len(files))
    if waiting.empty:
        return Check("files", "fine", words.t("quality.files_fine", found=found))
    first = waiting.iloc[0]
    return Check(
        "files",
        "call",
        words.t(
            "quality.files_waiting",
            waiting=formats.number(len(waiting)),
            found=found,
            file=first["file"],
            message=first["message"],
        ),
    )


def _order(order: pd.DataFrame) -> Check:
    if order.empty:
        return Check("order", "fine", words.t("quality.order_fine"))
    first = order.iloc[0]
    now = int((order["excess_now"] > 0).sum())
    return Check(
        "order",
        "call" if now else "look",
        words.t(
            "quality.order_found",
            found=formats.number(len(order)),
            now=formats.number(now),
            unit=first[_name()],
            later=first[_spoken("measure")],
            earlier=first[_spoken("stage_before")],
            excess=formats.number(first["excess"]),
            day=formats.day(first["excess_on"]),
        ),
    )


def _falls(falls: pd.DataFrame) -> Check:
    if falls.empty:
        return Check("falls", "fine", words.t("quality.falls_fine"))
    first = falls.iloc[0]
    return Check(
        "falls",
        "call",
        words.t(
            "quality.falls_found",
            found=formats.number(len(falls)),
            size=formats.number(falls["fall"].sum()),
            unit=first[_name()],
            measure=first[_spoken("measure")],
            fall=formats.number(first["fall"]),
            day=formats.day(first["date"]),
        ),
    )


def _outliers(outliers: pd.DataFrame) -> Check:
    if outliers.empty:
        return Check("outliers", "fine", words.t("quality.outliers_fine"))
    first = outliers.iloc[0]
    return Check(
        "outliers",
        "look",
        words.t(
            "quality.outliers_found",
            found=formats.number(len(outliers)),
            unit=first[_name()],
            day=formats.day(first["date"]),
            count=formats.number(first["count"]),
            expected=formats.number(first["expected"]),
        ),
    )


def revisions(revised: pd.DataFrame) -> Check:
    """What reports of the last four weeks changed in days told before, from the frame of the query revised_units."""
    if revised.empty:
        return Check("revisions", "fine", words.t("quality.revisions_fine"))
    corrected, others = (revised[(revised["revision"] == "corrected") == chosen] for chosen in (True, False))
    return Check(
        "revisions",
        "look" if len(corrected) else "fine",
        words.t(
            "quality.revisions_found",
            corrected=formats.number(len(corrected)),
            added=formats.number(len(others)),
            net=formats.number(corrected["net"].sum(), sign=True),
            gross=formats.number(corrected["gross"].sum()),
            added_net=formats.number(others["net"].sum(), sign=True),
        ),
    )


def quarantine(rules: pd.DataFrame) -> Check:
    """Lines put aside, their share and their first reason, from the frame of the query quarantine_rules."""
    if rules.empty:
        return Check("quarantine", "fine", words.t("quality.quarantine_fine"))
    first = rules.iloc[0]
    rule = first["rule"]
    reason = words.t(f"rules.{rule}")
    return Check(
        "quarantine",
        "look",
        words.t(
            "quality.quarantine_found",
            lines=formats.number(rules["lines"].sum()),
            recent=formats.number(rules["lines_4w"].sum()),
            share=formats.percent(rules["lines_share"].sum(), 3),
            reason=reason[:1].lower() + reason[1:],
            most=formats.number(first["lines"]),
        ),
    )


def _placed(rules: pd.DataFrame) -> Check:
    unplaced = rules["unplaced"].sum()
    if not unplaced:
        return Check("placed", "fine", words.t("quality.placed_fine"))
    return Check("placed", "look", words.t("quality.placed_found", lines=formats.number(unplaced)))


def _controls(controls: pd.DataFrame) -> Check:
    if controls.empty:
        return Check("controls", "blind", words.t("quality.controls_none"))
    first = controls.iloc[0]
    state = "look" if abs(first["off_share"]) > ROUNDING else "fine"
    return Check(
        "controls",
        state,
        words.t(
            "quality.controls_found",
            found=formats.number(len(controls)),
            share=signed_percent(first["off_share"]),
            unit=first[_name()],
            measure=first[_spoken("measure")],
            day=formats.day(first["date"]),
        ),
    )


def signed_percent(share: float) -> str:
    """`+2,4%`, with a real minus."""
    return ("+" if share > 0 else "") + formats.percent(share)


def _name() -> str:
    return _spoken("name")


def _spoken(column: str) -> str:
    return f"{column}_{words.language()}"
