"""Of which units a delivery speaks, and for which of them whoever sent it may."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from campaign.definition import Definition
from campaign.ingest import history
from campaign.serving import database, pointer

NAMED = {"services": "service_id", "orders": "order_id"}  # tables whose rows are known again by an id

UPTAKE = "uptake"  # its rows name no unit: a file of it is of the root, whosever the items are


@dataclass(frozen=True)
class Sent:
    """Who sent a file, under which name, and the unit for which they answer with all below it; None for all units."""

    name: str
    who: str | None
    unit: str | None

    def others(self, definition: Definition, units: Collection[str]) -> list[str]:
        """Those of the units for which somebody else answers."""
        return [] if self.unit is None else [code for code in units if self.unit not in definition.line(code)]


def units(definition: Definition, results: Path) -> list[str]:
    """Codes of the units in the results of a delivery: those of lines that are refused are not known.

    What belongs to no unit belongs to the root; a service or an order also to the unit to which it belonged until now.
    """
    files = [file for file in results.glob("*.parquet") if file.stem != "quarantine"]
    found: set[str | None] = {None for file in files if file.stem == UPTAKE}
    with database.connect() as connection:
        for file in files:
            rows = connection.read_parquet(str(file))
            if "unit_code" in rows.columns:
                found |= {code for (code,) in rows.project("unit_code").distinct().fetchall()}
        kept = [table for table in NAMED if (results / f"{table}.parquet").exists()]
        served = history.served() if kept else None
        if served:
            pointer.attach(connection, served, "served")
        for table in kept if served else ():
            connection.read_parquet(str(results / f"{table}.parquet")).create_view("arriving", replace=True)
            known = f"select distinct unit_code from served.{table} semi join arriving using ({NAMED[table]})"
            found |= {code for (code,) in connection.execute(known).fetchall()}
    return sorted({code or definition.root for code in found})


def unit(definition: Definition, codes: Collection[str]) -> str | None:
    """The lowest unit that has all of these; None for none."""
    lines = [definition.line(code) for code in codes]
    return next((code for code in lines[0] if all(code in line for line in lines)), None) if lines else None
