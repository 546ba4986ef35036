"""What deliveries say, read as plainly as can be: the oracle to which ingest and its ledger are held."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Said:
    """One report of a series: `items` by day, as counts or totals; `covers` are the first and last day of records."""

    reported_on: date
    form: str
    items: dict[date, int]
    covers: tuple[date, date] | None = None


@dataclass
class Series:
    """What is known of one unit and measure."""

    pins: dict[date, int] = field(default_factory=dict)
    cells: dict[date, int] = field(default_factory=dict)

    def hear(self, said: Said) -> None:
        """Apply one report."""
        if said.covers:
            first, last = said.covers
            self.cells |= {day: 0 for day in self.cells if first <= day <= last}
        (self.pins if said.form == "total" else self.cells).update(said.items)

    def level(self, until: date) -> int:
        """Items up to and including `until`."""
        pinned = max((day for day in self.pins if day <= until), default=date.min)
        return self.pins.get(pinned, 0) + sum(items for day, items in self.cells.items() if pinned < day <= until)


def heard(sequence: list[Said], as_of: date) -> Series:
    """What was known on a day of reports that arrived in this order."""
    series = Series()
    for said in sorted(sequence, key=lambda said: said.reported_on):  # stable: then by arrival
        if said.reported_on <= as_of:
            series.hear(said)
    return series
