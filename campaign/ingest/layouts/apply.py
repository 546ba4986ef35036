"""Reads a file by a layout: its rows become rows of the contract, on the lines on which they were typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from campaign.definition import Definition
from campaign.definition.columns import normalised
from campaign.ingest import marks
from campaign.ingest.contract import Contract
from campaign.ingest.contracts import contracts
from campaign.ingest.errors import HeldError
from campaign.ingest.layouts import cells, header, units
from campaign.ingest.layouts.grid import Grid, Row
from campaign.ingest.layouts.model import DAY, MEASURE, NOTHING, TITLE, VALUE, Layout
from campaign.ingest.names import Said
from campaign.ingest.readers.irregular import Irregular
from campaign.ingest.readers.sheet import Sheet
from campaign.ingest.remarks import Remark, some

UNIT, PROVINCE = ("unit_code", "district_code"), "province_code"
NUMBERS = ("open", "found", "sample_size", "defects_found", "number", "persons")
SECTION = re.compile(r"^\s*(?:[IVXLC]{1,7}|[A-Z]|\d{1,3})\s*[.)/:-]\s*")  # I. and A) before the name of a section


@dataclass
class Reading:
    """What came of the rows: records of the contract, lines that are no rows, units that nobody knows, lines on which
    another table begins, those of units above the rows that follow, those where numbers have each mark."""

    records: list[tuple[int, int, list[str]]] = field(default_factory=list)
    skipped: list[int] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    sections: list[int] = field(default_factory=list)
    marked: dict[str, list[int]] = field(default_factory=dict)
    rows: int = 0


@dataclass
class Reader:
    """Reads rows under one header."""

    definition: Definition
    layout: Layout
    contract: Contract
    said: Said
    known: units.Units
    within: list[str]
    header: list[header.Column]
    last: date
    titled: date | None = None  # the day in the title
    month: tuple[int, int] | None = None  # and the month, for days that are numbers

    def __post_init__(self) -> None:
        self.means = [self.layout.columns.get(column.name, NOTHING) for column in self.header]
        named = zip(self.means, self.header, strict=True)
        written = [(mean, column.day, column.number, column.name) for mean, column in named if mean != NOTHING]
        said = [each[:3] for each in written]
        if twice := list(dict.fromkeys(each[3] for each in written if said.count(each[:3]) > 1)):
            raise HeldError("layout_twice", layout=self.layout.name, columns=", ".join(twice))
        self.called = {normalised(name): code for name, code in self.layout.units.items()}
        self.above: dict[str, str] = {}
        self.section: list[str] = []  # the unit under whose row the rows stand

    @property
    def fields(self) -> list[str]:
        """The contract's columns that it gives."""
        plain = [mean for mean in self.means if mean in self.contract.columns]
        values = ["date", "measure", self.contract.amount] if self.contract.amount else []
        return list(dict.fromkeys([*plain, *self.layout.fixed, *values]))

    def read(self, rows: list[Row], into: Reading) -> None:
        """Read the rows below the header."""
        sections = {} if self.known.sums else self._sections(rows)
        for position, (line, row) in enumerate(rows):
            if position and self._is_other_header(row):
                into.below.append(line)
                return
            if position in sections:
                self.section = [sections[position]]
                into.sections.append(line)
                continue
            if cells.is_no_row(row, self.layout, self.means, first=position == 0) or self._is_signed(row):
                into.skipped.append(line)
                continue
            for cell, mean in zip(row, self.means, strict=False):
                if self._is_number(mean) and (mark := cells.mark(cell, self.layout)):
                    into.marked.setdefault(mark, []).append(line)
            found = list(self._records(row, into))
            into.rows += bool(found)
            into.records += [(line, 1, [record.get(name, "") for name in self.fields]) for record in found]
            if not found:
                into.skipped.append(line)

    def _sections(self, rows: list[Row]) -> dict[int, str]:
        """Rows of a unit above others whose rows follow, with or without their sum, by position: its code.

        One that none of its own follows stays a row, and is refused: its figure is in no other.
        """
        found: dict[int, str] = {}
        last: tuple[int, str] | None = None
        for position, (_, row) in enumerate(rows):
            written = [cell for cell in row if cell.strip()]
            named = (
                written
                if len(written) == 1
                else [one for one, mean in zip(row, self.means, strict=False) if mean in UNIT]
            )
            for cell in named:
                code = self._find(cell, []) or self._find(cell, [last[1]] if last else [])
                if code and last and self.known.reports(code) and last[1] in self.known.above(code):
                    found[last[0]] = last[1]
                elif code and code != self.definition.root and not self.known.reports(code):
                    last = (position, code)
        return found

    def _find(self, cell: str, within: list[str]) -> str | None:
        plain = SECTION.sub("", cell)
        return self.called.get(normalised(cell)) or self.known.find(cell, within) or self.known.find(plain, within)

    def _is_other_header(self, row: list[str]) -> bool:
        """Whether another table begins: the name of the unit's column stands in it, and beside it other names."""
        named = [normalised(cell) for cell in row]
        own = [column.name.split(header.JOIN)[0] for column in self.header][: len(row)]
        units = [number for number, mean in enumerate(self.means[: len(row)]) if mean in UNIT]
        return any(named[number] == own[number] for number in units) and named != own

    def _is_signed(self, row: list[str]) -> bool:
        numbers = [mean for mean in self.means if self._is_number(mean)]
        units = [cell for cell, mean in zip(row, self.means, strict=False) if mean in UNIT]
        known = any(normalised(cell) in self.called or self.known.find(cell) for cell in units)
        return bool(numbers) and cells.is_signed(row, self.means, numbers, known)

    def _records(self, row: list[str], into: Reading) -> Iterator[dict[str, str]]:
        base = self._fixed()
        for mean, cell in zip(self.means, row, strict=False):
            if mean in self.contract.columns:
                base[mean] = self._cell(mean, cell)
        values = [number for number, mean in enumerate(self.means) if mean.startswith((MEASURE, VALUE))]
        if not values:
            if not self.contract.amount or base.get(self.contract.amount):
                yield self._record(base, into)
            return
        for number in values:
            value = cells.number(row[number] if number < len(row) else "", self.layout, self.definition)
            if value:
                yield self._record(base | self._named(number) | {self.contract.amount: value}, into)

    def _fixed(self) -> dict[str, str]:
        days = {"name": self.said.reported_on, TITLE: self.titled}
        return {key: str(days[value] or "") if value in days else value for key, value in self.layout.fixed.items()}

    def _record(self, record: dict[str, str], into: Reading) -> dict[str, str]:
        """The record, its units by their codes: those that were there on its day.

        Reported on its own day, where the layout says so and not the name of the file.
        """
        day = self._day(record)
        for column in (PROVINCE, *UNIT):
            if cell := record.get(column):
                province = record.get(PROVINCE) if column in UNIT else None
                within = [province] if province in self.definition.unit else self._area(column)
                code = self.called.get(normalised(cell)) or self.known.find(cell, within, day)
                if code is None and cell not in into.unmatched:
                    into.unmatched.append(cell)
                record = record | {column: code or cell}
        if self.layout.fixed.get("reported_on") == "date":
            record["reported_on"] = record.get("date", "")
        return record

    def _area(self, column: str) -> list[str]:
        """The units in which names of a column are looked up."""
        return (self.section or self.within) if column in UNIT else []

    def _day(self, record: dict[str, str]) -> date:
        """The day of which a record tells, of several the last; where it tells of none, the last there can be."""
        said = [record.get(column, "") for column in ("date", *self.contract.stages)]
        return max(map(date.fromisoformat, filter(header.ISO.fullmatch, said)), default=self.last)

    def _cell(self, mean: str, cell: str) -> str:
        cell = cell.strip()
        if mean in self.layout.carried:
            cell = self.above[mean] = cell or self.above.get(mean, "")
        if mean == "date" or mean.endswith("_on"):
            return cells.day(cell, self.layout, self.definition.start, self.last)
        if self._is_number(mean):
            return cells.number(cell, self.layout, self.definition)
        return cell

    def _is_number(self, mean: str) -> bool:
        return mean in (self.contract.amount, *NUMBERS) or mean.startswith((MEASURE, VALUE))

    def _named(self, number: int) -> dict[str, str]:
        """What the name of a column says of its values."""
        mean, column = self.means[number], self.header[number]
        said = {"measure": mean.removeprefix(MEASURE)} if mean.startswith(MEASURE) else {}
        if column.day and DAY in column.name:
            day = header.day(column.day, self.layout.day_order, self.definition.start, self.last)
            said["date"] = str(day or column.name)
        if column.number:
            said["date"] = str((self.month and header.date_of(*self.month, column.number)) or column.number)
        return said


def source(definition: Definition, layout: Layout, grids: list[Grid], name: str, said: Said, today: date) -> Sheet:
    """The file called `name` as rows of the layout's contract. HeldError when the layout and the file do not fit."""
    contract = next((one for one in contracts(definition) if one.kind == layout.kind), None)
    if contract is None:
        raise HeldError("layout_broken", file=f"{layout.name}.toml")
    reading, known, fields = Reading(), units.of(definition, sums=not contract.counted), []
    others, no_month = [], False
    for grid in grids:
        at = header.place(grid.rows, layout)
        if at is None:
            others.append(f"'{grid.sheet}'")
            continue
        within = (
            known.in_title([(0, [grid.sheet]), *grid.rows[:at]])
            if layout.within == TITLE
            else [*filter(None, [layout.within])]
        )
        columns = header.columns(grid.rows, at, layout.header_rows)
        last = said.reported_on or today
        titled = header.in_title(grid, at, layout.day_order, definition.start, last)
        month = header.month(grid, at, layout.header_rows, name)
        no_month = no_month or (month is None and any(column.number for column in columns))
        reader = Reader(definition, layout, contract, said, known, within, columns, last, titled, month)
        reader.read(grid.rows[at + layout.header_rows :], reading)
        fields = reader.fields
    remarks = [*grids[0].remarks]
    remarks.append(Remark("layout_used", layout=layout.name, rows=reading.rows, records=len(reading.records)))
    if reading.skipped:
        remarks.append(Remark("layout_skipped", skipped=len(reading.skipped), lines=some(reading.skipped)))
    if reading.unmatched:
        remarks.append(Remark("layout_unmatched", units=some(reading.unmatched), every=reading.unmatched))
    if reading.below:
        remarks.append(Remark("layout_below", lines=some(reading.below)))
    if reading.sections:
        remarks.append(Remark("layout_sections", lines=some(reading.sections)))
    if no_month:
        remarks.append(Remark("layout_no_month"))
    if "date" in layout.fixed and not all(record[fields.index("date")] for _, _, record in reading.records):
        remarks.append(Remark("layout_no_day"))
    if len(reading.marked) > 1:
        remarks.append(Remark("layout_marks", layout=layout.name, places=marks.places(reading.marked)))
    if others:
        remarks.append(Remark("sheets_not_read", sheets=", ".join(others)))
    own = "reported_on" in fields
    return Sheet(fields, len(reading.records) + 1, Irregular(reading.records), tuple(remarks), own_report=own)
