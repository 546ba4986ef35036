"""What the units and the whole will lack, as a small table."""

from campaign import words
from campaign.definition import Unit
from campaign.figures.html import tag, text
from campaign.language import formats
from campaign.subjects.shortfall.balance import Balance


def balance(found: Balance, unit: Unit) -> str:
    """The sum line by line; what is not there has no line."""
    lines: list[tuple[str, int, object]] = [("units_lack", found.lack, formats.number(found.units))]
    if found.unassigned:
        lines.append(("unassigned", found.unassigned, ""))
    if found.made_up:
        lines.append(("made_up", -found.made_up, formats.number(found.surplus)))
    lines.append(("whole_lacks", found.whole, unit.name))
    cells = (
        tag("th", text(words.t(f"shortfall.{line}", of=of)), scope="row") + tag("td", formats.number(items))
        for line, items, of in lines
    )
    return tag("table", "".join(tag("tr", cell) for cell in cells), "balance")
