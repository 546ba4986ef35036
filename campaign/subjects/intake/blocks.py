"""A file that waits, as HTML: what it is, what is out of the ordinary, what it would change."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Definition
from campaign.figures import lists
from campaign.figures.html import note, tag, text
from campaign.figures.table import Row, rows, table
from campaign.language import formats
from campaign.subjects.intake import differences
from campaign.subjects.intake.shapes import Receipt, Said, Seen

SHOWN = 12
UNNAMED = "column_"  # begins what stands for the name of a column without one, before its number
COUNTS = ("all_lines", "accepted", "quarantined", "counted")  # of a receipt
DIFFERENCE = ("unit", "known", "becomes", "change", "days_of")


def reasons(seen: Seen, title: str = "intake.why", nothing: str = "intake.nothing_unusual") -> str:
    """Why it waits, or would, a line each; `title` and what is said of `nothing` are keys of words."""
    unread = words.t("intake.unexplained") if seen.proposal and seen.counts.get("accepted") else seen.unread
    told = [unread] if unread else list(seen.reasons)
    listed = "".join(tag("li", text(sentence)) for sentence in told)
    return _title(title) + (tag("ul", listed, css="why") if told else note(words.t(nothing)))


def agreed(seen: Seen) -> str:
    """Who would release it and why, where that takes several people; nothing where it takes one."""
    if not seen.agreed:
        return ""
    said = [words.t("intake.agrees", who=one["who"] or formats.MISSING, because=one["because"]) for one in seen.agreed]
    missing = note(words.t("intake.agree_missing", missing=formats.number(seen.missing)))
    return _title("intake.agreed") + tag("ul", "".join(tag("li", text(one)) for one in said), css="why") + missing


def facts(seen: Seen) -> str:
    """What it is: who sent it, its kind, days and lines."""
    told = {"file": seen.name, "by": seen.by or formats.MISSING}
    if seen.counts:
        told["kind"] = kind(seen.kind)
        if seen.reported_on:
            told["reported_on"] = formats.day(seen.reported_on)
        if seen.period:
            told["period"] = _span(*seen.period)
        told["lines"] = words.t("intake.lines_are", **{key: formats.number(of) for key, of in seen.counts.items()})
    pairs = "".join(tag("dt", text(words.t(f"intake.{key}"))) + tag("dd", text(value)) for key, value in told.items())
    return _title("intake.what") + tag("dl", pairs, css="definitions") + (note(seen.remarks) if seen.remarks else "")


def difference(seen: Seen, campaign: Definition) -> str:
    """The total known of each unit beside what it would become, of the whole first."""
    if not seen.counts:
        return ""
    return changes(seen.difference, seen.top, campaign, "intake.difference")


def changes(difference: pd.DataFrame, top: str, campaign: Definition, title: str) -> str:
    """The difference of the unit `top` and those below it; `title` is a key of words."""
    near = differences.of_top(campaign, difference, top)
    if near.empty:
        return _title(title) + note(words.t("intake.no_difference"))
    drawn = _changes(near.head(SHOWN), top)
    return _title(title) + drawn + lists.rest(len(near) - SHOWN, "intake.more_units")


def _changes(near: pd.DataFrame, top: str) -> str:
    """A row for each unit and figure, of the frame of differences."""
    if near.empty:
        return ""
    headings = {column: words.t(f"intake.{column}") for column in DIFFERENCE}
    cells = [_cells(row) for row in rows(near)]
    marks = ["whole" if row["unit_code"] == top else "" for row in rows(near)]
    return table(words.t("intake.difference"), headings, cells, "differences", marks)


def _cells(row: Row) -> dict[str, str]:
    dated = row["days"] > 0
    days = _span(row["first_on"], row["last_on"]) if dated else ""
    count = words.t("intake.days_count", days=formats.number(row["days"])) if dated else formats.MISSING
    return {
        "unit": tag("b", text(row[f"name_{words.language()}"])) + tag("small", text(row["measure"])),
        "known": formats.number(row["known"]),
        "becomes": formats.number(row["becomes"]),
        "change": tag("b", formats.number(row["change"], sign=True), css="behind" if row["change"] < 0 else ""),
        "days_of": text(count) + tag("small", text(days)),
    }


def proposal(seen: Seen, campaign: Definition) -> str:
    """How a file that nobody has explained could be read: what its columns mean, and its first rows by it."""
    if seen.proposal is None:
        return ""
    columns = seen.proposal["columns"].items()
    meant = {title(seen.proposal, name): meaning(means, campaign) for name, means in columns}
    meant |= {meaning(column, campaign): fixed(value, campaign) for column, value in seen.proposal["fixed"].items()}
    pairs = "".join(tag("dt", text(name)) + tag("dd", text(means)) for name, means in meant.items())
    rows = formats.number(seen.counts.get("accepted", 0))
    said = note(words.t("intake.proposed", kind=kind(seen.proposal["kind"]), rows=rows))
    if seen.proposal["kind"] == "controls":
        said += note(words.t("ingest.layout_controls"))
    return _title("intake.proposal") + said + tag("dl", pairs, css="definitions")


def title(proposal: Said, name: str) -> str:
    """The name of a column of a layout as it is typed in the file; each day in one is a day."""
    if name.startswith(UNNAMED):
        return words.t("intake.column", number=name.removeprefix(UNNAMED))
    return str(proposal["titles"].get(name, name)).replace("#day", words.t("intake.means_date"))


def meaning(means: str, campaign: Definition) -> str:
    """What a column of a layout means, in words."""
    if means.startswith("measure "):
        return str(campaign.measure[means.removeprefix("measure ")].label)
    stage = campaign.measure.get(means.removesuffix("_on"))
    if stage and means.endswith("_on"):
        return words.t("intake.means_stage", stage=stage.label)
    return words.t(f"intake.means_{means}") if f"intake.means_{means}" in words.catalogue() else means


def fixed(value: str, campaign: Definition) -> str:
    """What a layout says of what no column tells, in words."""
    if value in campaign.measure:
        return str(campaign.measure[value].label)
    return words.t(f"intake.point_day_{value}") if f"intake.point_day_{value}" in words.catalogue() else value


def line(sheet: str, number: int, cells: list[str]) -> str:
    """A row of a file in one line of text."""
    return words.t("intake.line", sheet=sheet, line=number, cells=" | ".join(filter(None, cells)))


def receipt(one: Receipt) -> str:
    """What came of a file that was sent: its lines, and the total of each unit before and after."""
    state, taken = one.state.replace(" ", "_"), one.counts["lines"] > 0  # none of what is held or refused is counted
    counts = {**one.counts, "all_lines": one.counts["lines"], "counted": one.counted}
    told = {
        "state": words.t(f"columns.state_{state}"),
        "by": one.who or formats.MISSING,
        "when": one.when,
        **{key: formats.number(counts[key]) if taken else formats.MISSING for key in COUNTS},
        "id": one.delivery_id,
    }
    pairs = "".join(tag("dt", text(words.t(f"intake.{key}"))) + tag("dd", text(value)) for key, value in told.items())
    changes = _changes(one.difference.head(SHOWN), one.top)
    return tag("div", tag("dl", pairs, css="definitions") + changes, css="receipt")


def kind(name: str) -> str:
    """A kind of figures in words; one of records by its own name."""
    key = f"intake.kind_{name}"
    return words.t(key) if key in words.catalogue() else name


def _span(first: date, last: date) -> str:
    if first == last:
        return formats.day(first)
    return words.t("intake.from_to", first=formats.day(first), last=formats.day(last))


def _title(key: str) -> str:
    return tag("h3", text(words.t(key)))
