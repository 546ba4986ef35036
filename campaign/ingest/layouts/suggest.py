"""Proposes a layout for a file, from the names of its columns and from what stands in them. A person decides."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from campaign.definition import Definition
from campaign.definition.columns import normalised
from campaign.ingest import names
from campaign.ingest.contract import Contract
from campaign.ingest.contracts import contracts
from campaign.ingest.errors import HeldError
from campaign.ingest.kinds import CONTROLS
from campaign.ingest.layouts import cells, contents, depth, grid, header, meanings, units
from campaign.ingest.layouts.grid import HEAD, Grid, Row
from campaign.ingest.layouts.header import Column
from campaign.ingest.layouts.model import DAY, MEASURE, NOTHING, TITLE, VALUE, Layout
from campaign.ingest.layouts.pointing import Pointed

NOWHERE = Pointed()
NUMBERS = ("count", "total", "published", "open", "found")
LEAST = 2.0  # score of a header that nobody points at


def layout(definition: Definition, path: Path, name: str, work: Path, pointed: Pointed = NOWHERE) -> Layout:
    """What kind of file this may be, with the header that is `pointed` at, or else the one of which most is understood.

    HeldError when it has no header that anything can be made of.
    """
    known = meanings.of(definition)
    best: tuple[float, Layout] | None = None
    for one in grid.of(path, work, definition.time_zone):
        for at, (line, _) in enumerate(one.rows[:HEAD]):
            if not pointed.at(one, line):
                continue
            header_rows = pointed.header_rows or depth.of(one.rows, at)
            rows = one.rows[at + header_rows :]
            columns = header.columns(one.rows, at, header_rows)
            if len(columns) < 2 or not rows:
                continue
            proposal = _proposal(definition, known, one, columns, rows, name, pointed)
            proposal = replace(proposal, header_rows=header_rows)
            score = _score(definition, proposal, columns) + contents.named(columns, rows) - at * 0.01
            if best is None or score > best[0]:
                best = (score, proposal)
    if best is None or (best[0] < LEAST and pointed.line is None):
        raise HeldError("layout_no_header")
    return best[1]


def _proposal(
    definition: Definition,
    known: meanings.Meanings,
    one: Grid,
    columns: list[Column],
    rows: list[Row],
    name: str,
    pointed: Pointed,
) -> Layout:
    """The layout with this header: columns by name, then those without a meaning by content, then what is fixed."""
    title = " ".join(cell for _, row in one.rows[:HEAD] for cell in row if len(row) < 3)
    found = {column.name: known.of_name(column.name) for column in columns}
    contract = _contract(definition, found, title, pointed.kind)
    if not contract.counted:  # what is kept to compare with is a total, too
        found = {key: contract.amount if mean == "total" else mean for key, mean in found.items()}
    _one_form(found, contract)
    found = {key: mean if _belongs(mean, contract) else NOTHING for key, mean in found.items()}
    _by_content(definition, found, columns, rows, contract)
    by_name = any(known.of_name(name) == "province_code" and mean == "unit_code" for name, mean in found.items())
    above = contract.running and contents.of_sums(definition, found, columns, rows, pointed.units, by_name)
    if above and not pointed.kind:
        return _proposal(definition, known, one, columns, rows, name, replace(pointed, kind=CONTROLS))
    _amounts(found, contract, columns, rows)
    means = set(found.values())
    fixed = {}
    if contract.amount:
        measured = {"measure"} & means or any(mean.startswith(MEASURE) for mean in means)
        if not measured:
            fixed["measure"] = known.in_text(title) or definition.measures[0].id
        if "date" not in means and not any(DAY in key for key, mean in found.items() if mean != NOTHING):
            titled = header.in_title(one, len(one.rows) - len(rows), "dmy", definition.start, date.max)
            named = names.read(name).reported_on or header.in_text(Path(name).stem, "dmy", definition.start, date.max)
            fixed["date"] = TITLE if titled and not named else "name"
    order = _order(columns, rows, found)
    carried = tuple(
        mean for mean in ("date", "province_code") if mean in means and contents.gaps(columns, rows, found, mean)
    )
    within = TITLE if units.of(definition).in_title([(0, [one.sheet]), *one.rows]) else ""
    return Layout(
        name=normalised(names.FULL.sub("", Path(name).stem)) or "layout",
        kind=contract.kind,
        columns=found,
        encoding=one.encoding,
        day_order=order,
        thousands=_thousands(columns, rows, found),
        within=within,
        fixed=fixed,
        carried=carried,
    )


def _contract(definition: Definition, found: dict[str, str], title: str, kind: str) -> Contract:
    """The contract that has most of these columns, or the one that is asked for. Sums up to a day are totals."""
    every = contracts(definition)
    if kind:
        chosen = next((one for one in every if one.kind == kind), None)
        if chosen is None:
            raise HeldError("layout_no_kind", kind=kind, kinds=", ".join(one.kind for one in every))
        return chosen
    means = set(found.values())
    if kept := [one for one in every if not one.counted and one.amount in means]:
        return kept[0]
    if not means & {one for contract in every if not contract.amount for one in contract.required[2:]} - {"date"}:
        measured = [_is_running(name) for name, mean in found.items() if mean.startswith(MEASURE)]
        titled = not measured and "count" not in means and _is_running(title)
        running = "total" in means or (measured and all(measured)) or titled
        return next(one for one in every if one.kind == ("totals" if running else "counts"))
    return max(every, key=lambda one: len(means & set(one.required)) - len(set(one.required) - means))


def _is_running(name: str) -> bool:
    return bool(meanings.RUNNING.search(normalised(name)))


def _one_form(found: dict[str, str], contract: Contract) -> None:
    """Where a measure has a column for the day and one for the sum so far, keep the one that the contract takes."""
    measured = [name for name, mean in found.items() if mean.startswith(MEASURE)]
    wanted = contract.running
    if len({_is_running(name) for name in measured}) == 2:
        found.update({name: NOTHING for name in measured if _is_running(name) != wanted})


def _belongs(mean: str, contract: Contract) -> bool:
    return mean in contract.columns or (bool(contract.amount) and mean.startswith((MEASURE, VALUE)))


def _by_content(
    definition: Definition, found: dict[str, str], columns: list[Column], rows: list[Row], contract: Contract
) -> None:
    """Give columns of units, measures and days their meaning by what stands in them; codes come before names."""
    place = next((column for column in ("unit_code", "district_code") if column in contract.columns), "")
    known = units.of(definition, sums=not contract.counted)
    if place:
        shares = {}
        for number, column in enumerate(columns):
            if found[column.name] in (NOTHING, place, "province_code") and DAY not in column.name:
                matched = contents.share(rows, number, lambda cell: contents.meant(known, cell))
                by_code = contents.share(rows, number, lambda cell: cell in known.codes)
                named = found[column.name] == place
                numbers_rows = column.name in meanings.NUMBERED or (not named and contents.numbers_rows(rows, number))
                if matched >= (0 if named else contents.MOSTLY) and not numbers_rows:
                    shares[column.name] = (round(matched, 1), by_code, named)
        if shares:
            chosen = max(shares, key=lambda name: shares[name])
            found.update({name: NOTHING for name, mean in found.items() if mean == place})
            found[chosen] = place
        elif place not in found.values():  # provinces are units too, if none that report: the rules say so
            found.update({name: place for name, mean in found.items() if mean == "province_code"})
    if contract.amount and "measure" not in found.values():
        ids = {normalised(text) for one in definition.measures for text in (one.id, *one.label.texts.values())}
        for number, column in enumerate(columns):
            if found[column.name] == NOTHING and contents.mostly(rows, number, lambda cell: normalised(cell) in ids):
                found[column.name] = "measure"
                break
    if "date" in contract.columns and "date" not in found.values():
        for number, column in enumerate(columns):
            if (
                found[column.name] == NOTHING
                and DAY not in column.name
                and contents.mostly(rows, number, contents.is_day)
            ):
                found[column.name] = "date"
                break


def _amounts(found: dict[str, str], contract: Contract, columns: list[Column], rows: list[Row]) -> None:
    """Columns of days hold values; so does the one column of numbers that is left, where none has a meaning."""
    if not contract.amount:
        return
    for name in found:
        if DAY in name and found[name] in (NOTHING, contract.amount):
            found[name] = VALUE
    measures = [name for name, mean in found.items() if mean.startswith((MEASURE, VALUE))]
    if measures and contract.amount in found.values():
        found.update({name: NOTHING for name, mean in found.items() if mean == contract.amount})
    if not measures and contract.amount not in found.values():
        left = [
            column.name
            for number, column in enumerate(columns)
            if found[column.name] == NOTHING
            and column.name not in meanings.NUMBERED
            and contents.mostly(rows, number, cells.is_number)
        ]
        if len(left) == 1:
            found[left[0]] = contract.amount


def _order(columns: list[Column], rows: list[Row], found: dict[str, str]) -> str:
    """The order of days that is possible in all of them; the Vietnamese one where several are."""
    said = [column.day for column in columns if column.day and DAY in column.name]
    for number, column in enumerate(columns):
        if found[column.name] == "date" or found[column.name].endswith("_on"):
            typed = [header.TYPED.fullmatch(row[number].strip()) for _, row in rows if number < len(row)]
            said += [header.said(match) for match in typed if match]
    later = any(second > 12 for _, second, _ in said)
    return "mdy" if later and not any(first > 12 for first, _, _ in said) else "dmy"


def _thousands(columns: list[Column], rows: list[Row], found: dict[str, str]) -> str:
    """The marks between thousands that numbers have; of two each counts, and the remarks say where they stand."""
    numbers = [
        row[number].strip()
        for number, column in enumerate(columns)
        if found[column.name].startswith((MEASURE, VALUE)) or found[column.name] in NUMBERS
        for _, row in rows
        if number < len(row)
    ]
    return "".join(mark for mark, grouped in cells.GROUPED.items() if any(map(grouped.fullmatch, numbers)))


def _score(definition: Definition, proposal: Layout, columns: list[Column]) -> float:
    """How much of the header has a meaning, and whether all that the contract needs is there."""
    meant = [mean for mean in proposal.columns.values() if mean != NOTHING]
    contract = next(one for one in contracts(definition) if one.kind == proposal.kind)
    there = {*meant, *proposal.fixed}
    if any(mean.startswith((MEASURE, VALUE)) for mean in meant):
        there |= {contract.amount, "measure", "date"}
    numeric = sum(column.name.replace("_", "").isdecimal() for column in columns)
    return len(meant) + 2 * (set(contract.required) <= there) - numeric - len(proposal.fixed) * 0.5
