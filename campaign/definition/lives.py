"""Reads how long units are there, and who goes on with them: valid_from, valid_to and successor of units.csv."""

from datetime import date, timedelta
from math import isclose

from campaign.definition.parts import Successor, Unit, Window
from campaign.definition.row import Row, some

DAY = timedelta(days=1)


def successors(row: Row) -> tuple[Successor, ...]:
    """Those of the column `successor`: `a3` alone, or `a3:0.6 a4:0.4`, whose shares add up to 1."""
    written = row.text("successor", "-")
    parts = [part.partition(":") for part in written.split()] if row.given("successor") else []
    if len(parts) == 1 and not parts[0][1]:
        return (Successor(parts[0][0], 1.0),)
    found = tuple(Successor(code, _number(share)) for code, _, share in parts)
    shares = [one.share for one in found]
    if found and not (min(shares) > 0 and isclose(sum(shares), 1, abs_tol=1e-6)):
        row.wrong("successor", "no_successors", value=written)
    return found


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def check(units: dict[str, Unit], rows: dict[str, Row], root: str) -> None:
    """Keep as mistakes: a life that ends before it begins, outlasts the unit above, or goes on nowhere."""
    for code, unit in units.items():
        row, above = rows[code], units.get(unit.parent_code or "")
        if code == root and (unit.valid_from or unit.valid_to):
            row.wrong("valid_from" if unit.valid_from else "valid_to", "root_lives", code=code)
        elif unit.opens_on > unit.ends_on:
            row.wrong("valid_to", "life_ends_before", code=code)
        elif above and above.opens_on > unit.opens_on:
            row.wrong("valid_from", "begins_before_above", code=code, above=above.code)
        elif above and above.ends_on < unit.ends_on:
            row.wrong("valid_to", "outlasts_above", code=code, above=above.code, day=above.valid_to)
        if unit.successors and not unit.valid_to:
            row.wrong("valid_to", "successor_without_end", code=code)
        else:
            for one in unit.successors:
                _check_heir(row, unit, one.code, units.get(one.code))


def tell_never_there(units: dict[str, Unit], rows: dict[str, Row], window: Window) -> None:
    """One warning for all units that are there on no day from the first to the last; `date.min` is none."""
    start, end = window
    never = [code for code, unit in units.items() if unit.opens_on > end or unit.ends_on < start]
    if never and date.min not in window:
        row, key = rows[never[0]], "valid_from" if units[never[0]].opens_on > end else "valid_to"
        row.doubt(key, "never_there", units=len(never), codes=some(never), start=start, end=end)


def _check_heir(row: Row, unit: Unit, code: str, heir: Unit | None) -> None:
    """Keep as a mistake an heir that is no other unit of the same level, there on the day after."""
    if heir is None or heir.level != unit.level:
        row.wrong("successor", "no_heir", code=code)
    elif heir is unit or not heir.opens_on <= unit.ends_on + DAY <= heir.ends_on:
        row.wrong("successor", "heir_not_there", code=code, day=unit.ends_on + DAY, unit=unit.code)
