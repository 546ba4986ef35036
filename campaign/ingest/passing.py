"""Counts how long items took from receipt to each stage, as records stream by: by unit and day of receipt.

A pair of days has too many cells for each to be counted in its place, as the day of one stage is. So a unit and its two
days become one number; some millions of numbers are sorted at a time, and equal ones counted.
"""

from datetime import date

import numpy as np
import pyarrow as pa

RUN = 1 << 23  # numbers sorted at a time: 32 MB
COUNT = np.uint64(24)  # bits of a count beside its number; a run has fewer
PASSAGES = pa.schema(
    {
        "unit_code": pa.string(),
        "measure": pa.string(),
        "received_on": pa.date32(),
        "from_days": pa.uint16(),
        "items": pa.list_(pa.int32()),
    }
)


class Passing:
    """Items by unit, day of receipt and days from there to each stage, of records that are added batch by batch.

    An item has passed a stage on the day of it; where that is blank and a later stage has a day, on that one. Items
    without a day of receipt have no age and are left out.
    """

    def __init__(self, units: int, first: date, last: date, chain: int) -> None:
        self._first, self._days = first, (last - first).days + 1
        self._kind = np.uint32 if units * self._days**2 <= 1 << 32 else np.uint64
        later = range(chain - 1)
        self._room = [np.empty(RUN, self._kind) for _ in later]
        self._filled = [0 for _ in later]
        self._runs: list[list[np.ndarray]] = [[] for _ in later]

    def add(self, unit: np.ndarray, days: list[np.ndarray], ordinary: np.ndarray) -> None:
        """Add a batch: the number of each row's unit, and of each stage the days since the first one, as unsigned
        numbers: the largest there is where the stage has none."""
        received, passed = days[0], days[-1:0:-1]
        for place in range(1, len(passed)):
            passed[place] = np.minimum(passed[place], passed[place - 1])
        base = unit.astype(self._kind)
        base *= self._kind(self._days)
        base += received
        base *= self._kind(self._days)
        base -= received
        at = np.flatnonzero(ordinary & (received < self._days))
        for stage, day in enumerate(reversed(passed)):
            at = at[np.flatnonzero(day[at] < self._days)]  # none passes a stage without the one before
            self._keep(stage, base[at] + day[at])

    def _keep(self, stage: int, numbers: np.ndarray) -> None:
        if self._filled[stage] + len(numbers) > RUN:
            self._close(stage)
        end = self._filled[stage] + len(numbers)
        self._room[stage][self._filled[stage] : end] = numbers
        self._filled[stage] = end

    def _close(self, stage: int) -> None:
        """Sort what is there, and keep of equal numbers one with its count in its last bits."""
        numbers = self._room[stage][: self._filled[stage]]
        numbers.sort()
        at = _firsts(numbers)
        run = numbers[at].astype(np.uint64)
        run <<= COUNT
        run |= np.diff(at, append=len(numbers)).view(np.uint64)
        self._runs[stage].append(run)
        self._filled[stage] = 0

    def table(self, received: np.ndarray, measures: tuple[str, ...], unit_codes: pa.Array) -> pa.Table:
        """Rows of PASSAGES; several of one unit, measure and day add up.

        `received` are items of the first stage, by day since the first one and unit.
        """
        here = np.flatnonzero(received)
        day, unit = np.divmod(here, len(unit_codes))
        cells = unit * self._days + day
        tables = [self._rows(measures[0], cells, np.zeros_like(cells), received[here], unit_codes)]
        for stage, measure in enumerate(measures[1:]):
            cells, after, items = self._counted(stage)
            tables.append(self._rows(measure, cells, after, items, unit_codes))
        return pa.concat_tables(tables)

    def _counted(self, stage: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Of a stage after the first: unit and day of receipt as one number, days from there, items; in order."""
        self._close(stage)
        runs = self._runs[stage]
        both = np.concatenate(runs)
        if len(runs) > 1:
            both.sort()
        numbers, counts = (both >> COUNT).astype(self._kind), (both & ((np.uint64(1) << COUNT) - np.uint64(1)))
        at = _firsts(numbers)
        items = np.add.reduceat(counts, at) if len(runs) > 1 and len(at) else counts
        numbers = numbers[at]
        cells = numbers // self._kind(self._days)  # divmod takes five times as long
        return cells, numbers - cells * self._kind(self._days), items

    def _rows(
        self, measure: str, cells: np.ndarray, after: np.ndarray, items: np.ndarray, unit_codes: pa.Array
    ) -> pa.Table:
        at = _firsts(cells)
        unit, day = np.divmod(cells[at].astype(np.int64), self._days)
        received = np.datetime64(self._first) + day.astype("timedelta64[D]")
        return rows(unit_codes.take(pa.array(unit)), pa.array([measure] * len(at)), received, at, after, items)


def rows(
    unit_code: pa.Array, measure: pa.Array, received: np.ndarray, at: np.ndarray, after: np.ndarray, items: np.ndarray
) -> pa.Table:
    """PASSAGES with a row for each unit, measure and day of receipt, whose days `after` and `items` begin in its place
    of `at`: days go up, and those that have no items get a nought."""
    ends = np.append(at[1:], len(after))[: len(at)]
    from_days, until_days = after[at].astype(np.int64), after[ends - 1].astype(np.int64)
    lengths = until_days - from_days + 1
    begins = np.append(0, np.cumsum(lengths))
    filled = np.zeros(begins[-1], np.int32)
    filled[np.repeat(begins[:-1] - from_days, ends - at) + after.astype(np.int64)] = items
    columns = (
        unit_code,
        measure,
        pa.array(received.astype("datetime64[D]")),
        pa.array(from_days.astype(np.uint16)),
        pa.ListArray.from_arrays(pa.array(begins.astype(np.int32)), pa.array(filled)),
    )
    return pa.table(dict(zip(PASSAGES.names, columns, strict=True)), PASSAGES)


def _firsts(numbers: np.ndarray) -> np.ndarray:
    """Where each of the sorted numbers stands first."""
    return np.flatnonzero(np.append(True, numbers[1:] != numbers[:-1])) if len(numbers) else np.zeros(0, np.int64)
