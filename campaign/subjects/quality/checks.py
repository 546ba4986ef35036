"""What each check of the figures found, in the order in which somebody would act on it."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from campaign import words
from campaign.language import columns, formats
from campaign.subjects.quality import sentences

# A published figure is mostly a round one ("more than 15 million"): a difference below one hundredth says nothing.
ROUNDING = 0.01
# Checks that name the first of what they list: each field of the sentence with its column.
FIELDS = {
    "order": {
        "unit": "name",
        "later": "measure",
        "earlier": "stage_before",
        "excess": "excess",
        "day": "excess_on",
    },
    "falls": {"unit": "name", "measure": "measure", "fall": "fall", "day": "date"},
    "outliers": {"unit": "name", "day": "date", "count": "count", "expected": "expected"},
}


@dataclass(frozen=True)
class Evidence:
    """What the checks look at: the row of the query freshness and the frames of the queries of these names."""

    freshness: dict[str, Any]
    completeness: pd.DataFrame
    stage_order: pd.DataFrame
    falls: pd.DataFrame
    outliers: pd.DataFrame
    revised_units: pd.DataFrame
    quarantine_rules: pd.DataFrame
    deliveries: pd.DataFrame
    controls: pd.DataFrame


@dataclass(frozen=True)
class Check:
    """One check: `state` is call (somebody must act), look, fine, or blind (it cannot be made)."""

    name: str
    state: str
    sentence: str


def checks(found: Evidence) -> list[Check]:
    """All checks, the most pressing first."""
    return [
        _reports(found.freshness, found.completeness),
        _files(found.deliveries),
        _order(found.stage_order),
        _falls(found.falls),
        _outliers(found.outliers),
        _revisions(found.revised_units),
        quarantine(found.quarantine_rules),
        _placed(found.quarantine_rules),
        _controls(found.controls),
    ]


def _reports(fresh: dict[str, Any], below: pd.DataFrame) -> Check:
    late, silent, expected = (formats.number(fresh[f"units_{which}"]) for which in ("late", "silent", "expected"))
    if not fresh["units_late"]:
        key = "reports_fine_one" if expected == "1" else "reports_fine"
        return Check("reports", "fine", words.t(f"quality.{key}", expected=expected))
    first = sentences.to_call(below).iloc[0]
    return Check(
        "reports",
        "call" if fresh["units_silent"] else "look",
        words.t(
            "quality.reports_missing",
            late=late,
            silent=silent,
            expected=expected,
            since=formats.day(first["missing_since"]),
            unit=first[_spoken("name")],
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
    now = int((order["excess_now"] > 0).sum())
    return _listed("order", "call" if now else "look", order, now=formats.number(now))


def _falls(falls: pd.DataFrame) -> Check:
    return _listed("falls", "call", falls, size=formats.number(falls["fall"].sum()))


def _outliers(outliers: pd.DataFrame) -> Check:
    return _listed("outliers", "look", outliers)


def _listed(name: str, state: str, rows: pd.DataFrame, **more: str) -> Check:
    """Fine without rows; else `state`, how many there are, and the first of them by its FIELDS."""
    if rows.empty:
        return Check(name, "fine", words.t(f"quality.{name}_fine"))
    first = rows.iloc[0]
    told = {field: _told(first, column) for field, column in FIELDS[name].items()}
    return Check(name, state, words.t(f"quality.{name}_found", found=formats.number(len(rows)), **told, **more))


def _revisions(revised: pd.DataFrame) -> Check:
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
    state = "fine" if abs(first["off_share"]) <= ROUNDING else "look"  # of a figure of 0 there is no share
    return Check(
        "controls",
        state,
        words.t(
            "quality.controls_found",
            found=formats.number(len(controls)),
            share=_signed_percent(first["off_share"]),
            unit=first[_spoken("name")],
            measure=first[_spoken("measure")],
            day=formats.day(first["date"]),
        ),
    )


def _signed_percent(share: float) -> str:
    """`+2,4%`, with a real minus."""
    return ("+" if share > 0 else "") + formats.percent(share)


def _told(row: pd.Series, column: str) -> str:
    """A cell as it is shown; of a column in two languages, the one in the reader's."""
    spoken = _spoken(column)
    return row[spoken] if spoken in row else columns.written(column, row[column])


def _spoken(column: str) -> str:
    return f"{column}_{words.language()}"
