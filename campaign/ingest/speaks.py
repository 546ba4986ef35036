"""Of which units a delivery speaks, and for which of them whoever sent it may."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb

from campaign.definition import Definition


@dataclass(frozen=True)
class Sent:
    """Who sent a file, under which name, and the unit for which they answer with all below it; None for all units."""

    name: str
    who: str | None
    unit: str | None

    def others(self, definition: Definition, units: Collection[str]) -> list[str]:
        """Those of the units for which somebody else answers."""
        return [] if self.unit is None else [code for code in units if self.unit not in definition.line(code)]


def units(results: Path) -> list[str]:
    """Codes of the units in the results of a delivery: those of lines that are refused are not known."""
    files = [file for file in results.glob("*.parquet") if file.stem != "quarantine"]
    found: set[str] = set()
    with duckdb.connect(":memory:") as connection:
        for file in files:
            rows = connection.read_parquet(str(file))
            if "unit_code" in rows.columns:
                found |= {code for (code,) in rows.project("unit_code").distinct().fetchall() if code}
    return sorted(found)


def unit(definition: Definition, codes: Collection[str]) -> str | None:
    """The lowest unit that has all of these; None for none."""
    lines = [definition.line(code) for code in codes]
    return next((code for code in lines[0] if all(code in line for line in lines)), None) if lines else None
