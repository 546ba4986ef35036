"""The head and the foot of an official report: who writes, from where, when, to whom."""

from dataclasses import dataclass

from campaign import words
from campaign.definition import Definition, Text, Unit
from campaign.language import formats
from campaign.report import Report


@dataclass(frozen=True)
class Letterhead:
    """The texts of head and foot, in the language in use; empty where the campaign names no office."""

    state: str
    motto: str
    superior: str
    office: str
    symbol: str
    place_name: str
    signer: str
    recipients: tuple[str, ...]


def letterhead(report: Report) -> Letterhead | None:
    """Head and foot of a report; None where the campaign names no office for its unit."""
    office = report.office
    if office is None:
        return None
    above = _filled(report.superior.name, report.parent, None) if report.superior else ""

    def filled(text: Text | None, upper: bool = True) -> str:
        return _filled(text, report.unit, report.parent, above, upper)

    return Letterhead(
        filled(office.state),
        filled(office.motto),
        filled(office.superior),
        filled(office.name),
        office.symbols.get(report.unit.kind or "", office.symbol),
        filled(office.place, upper=False),
        filled(office.signer),
        tuple(filled(text, upper=False) for text in office.recipients),
    )


def _filled(text: Text | None, unit: Unit | None, parent: Unit | None, above: str = "", upper: bool = True) -> str:
    """A text with names in it, in capitals where they stand in a head; `above` is the office of the unit above."""
    names = {
        "unit": str(unit.name) if unit else "",
        "parent": str(parent.name) if parent else "",
        "above": above or (str(parent.name) if parent else ""),
    }
    return str(text or "").format(**{key: name.upper() if upper else name for key, name in names.items()})


def addressee(unit: Unit, campaign: Definition) -> str:
    """What the office of a unit is called by who writes to it; the unit's name where the campaign does not say."""
    office, parent = campaign.office(unit), campaign.unit.get(unit.parent_code or "")
    return _filled(office.addressed if office else None, unit, parent, upper=False) or str(unit.name)


def author(report: Report) -> str:
    """Who is written down as the author of a file: the office that issues it, else the campaign's own name."""
    head = letterhead(report)
    return head.office if head else report.publisher


def dated(report: Report) -> str:
    """The day of a paper. Spelled as Decree 30 has it, `ngày 01 tháng 6 năm 2021`: days below ten and the first two
    months with a zero."""
    day = report.as_of
    if not report.style.spelled:
        return formats.day(day)
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return words.t("report.dated", day=f"{day.day:02}", month=month, year=day.year)


def annexed(report: Report, head: Letterhead | None) -> str:
    """`(Kèm theo Báo cáo số ……/BC-C06 ngày … của …)`, below the title of an annex; empty where no office signs."""
    if head is None:
        return ""
    if not report.style.numbered:
        return words.t("report.annexed_plain", dated=dated(report), office=head.office)
    number = words.t("report.number_blank")
    return words.t("report.annexed", number=number, symbol=head.symbol, dated=dated(report), office=head.office)


def roman(number: int) -> str:
    """`IV` of 4, for the headings."""
    parts = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    written = ""
    for value, letters in parts:
        written += letters * (number // value)
        number %= value
    return written
