"""What the checks found, and who must be called: the Data page's first screenful."""

import pandas as pd

from campaign import theme, words
from campaign.figures import lists
from campaign.figures.html import note, tag, text
from campaign.figures.table import Row, rows
from campaign.language import formats
from campaign.subjects.quality import sentences
from campaign.subjects.quality.checks import Check

SHOWN = 7


def checks(found: list[Check]) -> str:
    """A row per check: its name, its state in words and colour, its sentence."""
    lines = "".join(
        tag(
            "div",
            tag("b", text(words.t(f"quality.{check.name}")), role="rowheader")
            + tag("span", text(words.t(f"quality.state_{check.state}")), css=f"state {check.state}", role="cell")
            + tag("span", text(check.sentence), css="says", role="cell"),
            css="row",
            role="row",
        )
        for check in found
    )
    title = words.t("quality.checked")
    return tag("h3", text(title)) + tag("div", lines, css="checks", role="table", aria_label=title)


def calls(below: pd.DataFrame) -> str:
    """Units below with reports missing, who exactly and since when, from the frame of the query completeness."""
    missing = sentences.to_call(below)
    listed = "".join(_call(row) for row in rows(missing.head(SHOWN)))
    people = tag("ol", listed, css="ranking") if listed else note(words.t("quality.calls_none"))
    rest = lists.rest(len(missing) - SHOWN, "quality.calls_more")
    return tag("h3", text(words.t("quality.calls"))) + people + rest


def _call(row: Row) -> str:
    parts = words.t(
        "quality.call_parts", late=formats.number(row["units_late"]), expected=formats.number(row["units_expected"])
    )
    names = row[f"missing_{words.language()}"]
    if names:
        names = lists.and_more(names, row["units_late"] - names.count(", ") - 1, "quality.and_more")
        names = " · " + text(words.t("quality.call_days", names=names))
    gone = words.t("quality.call_silent", silent=formats.number(row["units_silent"]))
    silent = " · " + tag("span", text(gone), css="behind") if row["units_silent"] else ""
    return tag(
        "li",
        tag("b", text(row[f"name_{words.language()}"]))
        + tag("span", text(words.t("quality.call_since", day=formats.day(row["missing_since"]))), css="days")
        + tag("small", text(parts) + silent + names),
    )


def reasons(rules: pd.DataFrame) -> str:
    """The colours of the figure of lines put aside: a line per reason, from the frame of the query quarantine_rules."""
    named = rules.head(len(theme.PARTS) - 1)
    parts = [(words.t(f"rules.{rule}"), lines) for rule, lines in zip(named["rule"], named["lines"], strict=True)]
    if len(rules) > len(named):
        parts.append((words.t("quality.trend_other"), rules["lines"].sum() - named["lines"].sum()))
    return tag(
        "ul",
        css="reasons",
        content="".join(
            tag("li", tag("i", style=f"background:{colour}") + text(reason) + tag("b", formats.number(lines)))
            for (reason, lines), colour in zip(parts, theme.PARTS, strict=False)
        ),
    )
