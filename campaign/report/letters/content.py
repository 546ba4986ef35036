"""What letters say: the rules, lists and sentences are those of the overview and of the report."""

from dataclasses import replace

import pandas as pd

from campaign import words
from campaign.definition import Measure
from campaign.language import formats
from campaign.report import Report, Table, content, letterhead
from campaign.report.letterhead import Letterhead
from campaign.report.letters import OWNERS, PRAISE, URGE, Field, Letter, Paragraph
from campaign.report.sections import prose
from campaign.serving import catalogue, queries
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.subjects.direction import exhibits as direction


def listed(selection: Selection, kind: str) -> pd.DataFrame:
    """Those of whom a kind of letter speaks, a row each; nobody below a unit of the lowest level."""
    chosen = selection.of(direction.machines().id)
    if kind == OWNERS:
        return direction.praise_owners(selection.of(None))
    return {PRAISE: direction.praise, URGE: direction.urge}[kind](chosen)


def names(selection: Selection, kind: str) -> dict[str, str]:
    """The same by code and name; the code of an owner of connections is their name in the campaign's first language,
    since two may be called alike in another."""
    found, spoken = listed(selection, kind), words.language()
    code, name = (words.in_each("owner_*")[0], "owner") if kind == OWNERS else ("unit_code", "name")
    return dict(zip(found[code], found[f"{name}_{spoken}"], strict=True))


def letter(selection: Selection, kind: str, code: str, link: str) -> Letter:
    """The letter to one of those listed, or with code "" to all of them with their list. LookupError for another."""
    found = listed(selection, kind)
    place = list(names(selection, kind)).index(code) if code in names(selection, kind) else None
    if code and place is None:
        raise LookupError(code)
    measure = direction.machines()
    about = words.t(f"letters.about_{kind}", **({} if kind == OWNERS else {"what": prose.items(measure)}))
    report = replace(content.report(selection.of(None), link, ()), title=about)
    if place is None:
        to, body = words.t("letters.to_owners" if kind == OWNERS else "letters.to_list"), _to_all(report, kind, found)
        shown = found.drop(columns="unit_code", errors="ignore")
        table = Table(kind, words.t("letters.one_list"), shown) if len(found) else None
        return Letter(report, _head(report), f"{kind}_{selection.unit}", about, to, body, table)
    row = {str(name): value for name, value in found.iloc[place].items()}
    to, body = _owner(report, row) if kind == OWNERS else _unit(kind, row, selection.of(measure.id), measure)
    return Letter(report, _head(report), f"{kind}_{selection.unit}_{place + 1:02}", about, to, body)


def _unit(kind: str, row: Row, selection: Selection, measure: Measure) -> tuple[str, tuple[Paragraph, ...]]:
    """To a unit's office, what the report says of the unit, and thanks or what is asked of it."""
    campaign = catalogue.campaign()
    unit = campaign.unit[row["unit_code"]]
    to = letterhead.addressee(unit, campaign)
    stands = queries.row("overview", selection.at(unit.code))
    facts = prose.position(stands, measure, unit)
    if kind == URGE:
        return to, ((" ".join(filter(None, [facts, prose.pace(stands, measure)])),), _asked("ask", to))
    return to, ((facts,), _quality(row), (words.t("letters.thanks", to=to),))


def _quality(row: Row) -> Paragraph:
    """That the figures are as they should be; where the campaign praises others too, that they must be looked at."""
    if row["verified"] and not row["samples_failed"]:
        return (words.t("letters.sure"),)
    doubt = words.t("letters.doubt", failed=formats.number(row["samples_failed"]))
    return (Field(words.t("letters.doubt_field"), doubt),)


def _owner(report: Report, row: Row) -> tuple[str, tuple[Paragraph, ...]]:
    to = str(row[f"owner_{words.language()}"])
    said = {key: formats.number(row[key]) for key in ("connected", "items")}
    facts = words.t("letters.connected", moment=prose.moment(report.as_of), to=to, **said)
    return to, ((facts,), (words.t("letters.thanks", to=to),))


def _to_all(report: Report, kind: str, found: pd.DataFrame) -> tuple[Paragraph, ...]:
    said: dict[str, object] = {"moment": prose.moment(report.as_of), "found": formats.number(len(found))}
    if kind != OWNERS:
        said["what"] = prose.items(direction.machines())
    if kind == PRAISE:
        said["days"] = direction.days_early()
    facts = (words.t(f"letters.listed_{kind}", **said),)
    return facts, _asked("ask_list") if kind == URGE else (words.t("letters.thanks_list"),)


def _asked(key: str, to: str = "") -> Paragraph:
    """What is asked, until a day that staff name."""
    asked = words.t(f"letters.{key}", **({"to": to} if to else {}))
    return asked, Field(words.t("letters.day_field"), words.t("letters.day_blank")), "."


def _head(report: Report) -> Letterhead | None:
    """Head and foot of the office that writes; a symbol for letters that the campaign does not name is to be filled."""
    head = letterhead.letterhead(report)
    if head is None or report.office is None:
        return None
    copies = (words.t("letters.as_above"), *(str(text) for text in report.office.letter_copies))
    return replace(head, symbol=report.office.letter_symbol, recipients=copies)
