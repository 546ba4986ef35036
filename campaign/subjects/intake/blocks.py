"""A file that waits, as HTML: what it is, what is out of the ordinary, what it would change."""

from campaign import words
from campaign.definition import Definition
from campaign.figures import lists
from campaign.figures.html import note, tag, text
from campaign.figures.table import Row, rows, table
from campaign.language import formats
from campaign.subjects.intake.exhibits import Seen

SHOWN = 12
DIFFERENCE = ("unit", "known", "becomes", "change", "days_of")


def reasons(seen: Seen) -> str:
    """Why it waits, a line each."""
    told = [seen.unread] if seen.unread else list(seen.reasons)
    listed = "".join(tag("li", text(sentence)) for sentence in told)
    nothing = note(words.t("intake.nothing_unusual"))
    return _title("intake.why") + (tag("ul", listed, css="why") if told else nothing)


def facts(seen: Seen) -> str:
    """What it is: who sent it, its kind, days and lines."""
    told = {"file": seen.name, "by": seen.by or formats.MISSING}
    if not seen.unread:
        told |= {"kind": words.t(f"columns.kind_{seen.kind}") if _known(seen.kind) else seen.kind}
        if seen.reported_on:
            told["reported_on"] = formats.day(seen.reported_on)
        if seen.period:
            told["period"] = words.t("intake.from_to", first=formats.day(seen.period[0]), last=formats.day(seen.period[1]))
        told["lines"] = words.t("intake.lines_are", **{key: formats.number(of) for key, of in seen.counts.items()})
    pairs = "".join(tag("dt", text(words.t(f"intake.{key}"))) + tag("dd", text(value)) for key, value in told.items())
    return _title("intake.what") + tag("dl", pairs, css="definitions") + (note(seen.remarks) if seen.remarks else "")


def difference(seen: Seen, campaign: Definition) -> str:
    """The total known of each unit beside what it would become, of the whole first."""
    near = seen.near
    if seen.unread:
        return ""
    if near.empty:
        return _title("intake.difference") + note(words.t("intake.no_difference"))
    headings = {column: words.t(f"intake.{column}") for column in DIFFERENCE}
    shown = rows(near.head(SHOWN))
    cells = [_cells(row, campaign) for row in shown]
    marks = ["whole" if row["unit_code"] == seen.top else "" for row in shown]
    drawn = table(words.t("intake.difference"), headings, cells, "differences", marks)
    return _title("intake.difference") + drawn + lists.rest(len(near) - SHOWN, "intake.more_units")


def _cells(row: Row, campaign: Definition) -> dict[str, str]:
    measure = tag("small", text(campaign.measure[row["measure"]].label))
    days = words.t("intake.from_to", first=formats.day(row["first_on"]), last=formats.day(row["last_on"]))
    count = words.t("intake.days_count", days=formats.number(row["days"]))
    return {
        "unit": tag("b", text(row[f"name_{words.language()}"])) + measure,
        "known": formats.number(row["known"]),
        "becomes": formats.number(row["becomes"]),
        "change": tag("b", formats.number(row["change"], sign=True), css="behind" if row["change"] < 0 else ""),
        "days_of": text(count) + tag("small", text(days)),
    }


def _known(kind: str) -> bool:
    return f"columns.kind_{kind}" in words.catalogue()


def _title(key: str) -> str:
    return tag("h3", text(words.t(key)))
