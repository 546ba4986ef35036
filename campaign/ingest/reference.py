"""What the campaign knows, as the tables against which the cells of an extract are looked up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

import cachetools
import duckdb
import pyarrow as pa

from campaign.definition import Definition, Labelled, Unit
from campaign.definition.columns import normalised

SPELLINGS = pa.schema(
    {
        "cell": pa.string(),
        "unit_code": pa.string(),
        "parent_code": pa.string(),
        "reports": pa.bool_(),
        "within": pa.list_(pa.string()),
        "repaired": pa.bool_(),
        "opens_on": pa.date32(),
        "ends_on": pa.date32(),
        "predecessors": pa.string(),
        "successors": pa.string(),
    }
)
NAMES = pa.schema({"name": pa.string(), "id": pa.string()})


@dataclass(frozen=True)
class ReportingUnits:
    """The spellings of the codes of units that report, by which they are numbered; of each (unit_code, repaired) and
    the code of the unit above, its first day and its last.

    No days are given where no unit begins or ends.
    """

    spellings: list[str]
    units: pa.Table
    provinces: list[str | None]
    opens: list[date] | None
    ends: list[date] | None

    def parameters(self) -> dict[str, object]:
        """Parameters of the query that passes over records."""
        return {"provinces": self.provinces, "opens": self.opens, "ends": self.ends}


def make(connection: duckdb.DuckDBPyConnection, definition: Definition) -> None:
    """Make `unit_spellings` on `connection`, and the names of whatever the campaign counts, keeps or gives a name."""
    for name, table in _tables(definition).items():
        connection.from_arrow(table).to_table(name)


@cachetools.cached(cachetools.LRUCache(1), key=attrgetter("signature"))
def _tables(definition: Definition) -> dict[str, pa.Table]:
    """They are the same for every file that one process parses: 25 ms for 700 units."""
    known: dict[str, tuple[pa.Schema, list[tuple[object, ...]]]] = {
        "unit_spellings": (SPELLINGS, unit_spellings(definition)),
        "measure_names": (NAMES, [*names(definition.measures)]),
        "defect_names": (NAMES, [*names(definition.defects)]),
        "reason_names": (NAMES, [*names(definition.reasons)]),
        "connection_names": (NAMES, [*names(definition.connections)]),
        "supply_names": (NAMES, [*names(definition.supplies)]),
        "resource_names": (NAMES, [*names(definition.resources)]),
        "route_names": (NAMES, [*names(definition.routes)]),
        "uptake_names": (NAMES, [*names(definition.uptake)]),
    }
    return {
        name: pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema)
        for name, (schema, rows) in known.items()
    }


def reporting_units(connection: duckdb.DuckDBPyConnection) -> ReportingUnits:
    """Those of the table `unit_spellings`."""
    rows = connection.query("from unit_spellings where reports order by cell").to_arrow_table()
    units = rows.select(["unit_code", "repaired"])
    opens, ends = rows["opens_on"].to_pylist(), rows["ends_on"].to_pylist()
    changes = {*opens, *ends} - {date.min, date.max}
    codes, above = rows["cell"].to_pylist(), rows["parent_code"].to_pylist()
    return ReportingUnits(codes, units, above, opens if changes else None, ends if changes else None)


def unit_spellings(definition: Definition) -> list[tuple[object, ...]]:
    """Every spelling of every unit's code, as SPELLINGS has them: `within` are all codes it lies in.

    A code that has lost its leading zeros, or has become a double, is understood when no other unit is called so;
    between two, the one that reports.
    """
    known: dict[str, tuple[object, ...]] = {}
    for unit in sorted(definition.units, key=lambda unit: unit.level == definition.reporting_level):
        reports = unit.level == definition.reporting_level
        within = [spelling for code in _above(definition, unit.code) for spelling in _spellings(code)]
        own = (unit.opens_on, unit.ends_on, *_handover(definition, unit))
        for spelling in _spellings(unit.code):
            if spelling == unit.code or spelling not in definition.unit:
                known[spelling] = (spelling, unit.code, unit.parent_code, reports, within, spelling != unit.code, *own)
    return list(known.values())


def _handover(definition: Definition, unit: Unit) -> tuple[str, str]:
    """Whose days come before the unit's first and after its last: `a1 Name → a3` and `a3 → a5 Name`."""
    before = ", ".join(map(_called, definition.predecessors(unit.code)))
    after = ", ".join(_called(definition.unit[one.code]) for one in unit.successors)
    return f"{before} → {unit.code}" if before else unit.code, f"{unit.code} → {after}" if after else unit.code


def _called(unit: Unit) -> str:
    return f"{unit.code} {' / '.join(dict.fromkeys(unit.name.texts.values()))}"


def names(things: Iterable[Labelled]) -> list[tuple[str, str]]:
    """(normalised name, id) for both labels and the id of each thing that extracts name."""
    pairs = {normalised(name): thing.id for thing in things for name in (*thing.label.texts.values(), thing.id)}
    return list(pairs.items())


def _spellings(code: str) -> list[str]:
    short = code.lstrip("0")
    if not short.isdigit():
        return [code]
    return [code, short, f"{short}.0"] if short != code else [code, f"{code}.0"]  # as pandas writes it beside a gap


def _above(definition: Definition, code: str) -> list[str]:
    parent = definition.unit[code].parent_code
    return [code, *_above(definition, parent)] if parent else [code]
