"""Of which units a delivery speaks, and for which of them whoever sent it may."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from campaign.definition import Definition
from campaign.ingest import history
from campaign.serving import database, pointer


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

    What belongs to no unit belongs to the root, and a service also to the unit to which it belonged until now.
    """
    files = [file for file in results.glob("*.parquet") if file.stem != "quarantine"]
    found: set[str | None] = set()
    with database.connect() as connection:
        for file in files:
            rows = connection.read_parquet(str(file))
            if "unit_code" in rows.columns:
                found |= {code for (code,) in rows.project("unit_code").distinct().fetchall()}
        services = results / "services.parquet"
        if services.exists() and (served := history.served()):
            pointer.attach(connection, served, "served")
            connection.read_parquet(str(services)).create_view("arriving")
            known = "select distinct unit_code from served.services semi join arriving using (service_id)"
            found |= {code for (code,) in connection.execute(known).fetchall()}
    return sorted({code or definition.root for code in found})


def unit(definition: Definition, codes: Collection[str]) -> str | None:
    """The lowest unit that has all of these; None for none."""
    lines = [definition.line(code) for code in codes]
    return next((code for code in lines[0] if all(code in line for line in lines)), None) if lines else None
