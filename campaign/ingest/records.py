"""Counts records at national size: ordinary rows packed and counted as they stream by, irregular rows again.

Every rule is in SQL. `ordinary.sql` says of a row in one pass whether it can break any; what it leaves open, what the
reader could not type, and every row whose id may stand twice, is read once more, cell by cell, for `records.sql`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa

from campaign.ingest import child_progress, stages
from campaign.ingest.passing import Passing

BATCH = 1 << 17  # rows: a column stays in cache while it is counted
PART = 1 << 25  # ids sorted at a time: 256 MB
EPOCH = date(1970, 1, 1)
TALLY = pa.schema(
    {"unit_code": pa.string(), "repaired": pa.bool_(), "measure": pa.string(), "date": pa.date32(), "value": pa.int64()}
)


@dataclass
class Stream:
    """What the ordinary rows add up to, and of every row its key and whether it is irregular.

    `counts[stage][cell]` are items; a cell is (days since the campaign's start + 1) × units + number of the unit, and
    those of the first `units` cells have no day. `sampled` are the ordinary rows with the lowest keys (key,
    unit_number, day_1 …). `passing` has how long they took.
    """

    counts: list[np.ndarray]
    passing: Passing
    keys: np.ndarray
    irregular: np.ndarray
    sampled: pa.Table


def stream(
    rows: duckdb.DuckDBPyRelation, chain: int, most: int, units: int, window: tuple[date, date], last_key: int
) -> Stream:
    """Count the answer of ordinary.sql, of `most` rows at most, for so many stages of the `chain` and `units`.

    `window` is the first and the last day that a row may name. Of the ordinary rows those with a key up to `last_key`
    are kept as they are.
    """
    first, passing = window[0], Passing(units, *window, chain)
    counts = [np.zeros(1, np.int64) for _ in range(chain)]
    keys, irregular, done = np.empty(most, np.uint64), [np.zeros(0, np.int64)], 0
    before, sampled = (first - EPOCH).days - 1, []
    reader = rows.to_arrow_reader(BATCH)
    kept = pa.schema([reader.schema.field(name) for name in ("key", "unit_number", *stages.days(chain))])
    for batch in reader:
        end = done + batch.num_rows
        keys[done:end] = batch.column("key").to_numpy()
        ordinary = batch.column("ordinary").fill_null(False).to_numpy(zero_copy_only=False)
        low = np.flatnonzero(ordinary & (keys[done:end] <= np.uint64(last_key)))
        sampled.append(batch.select(kept.names).take(pa.array(low)))
        strange = np.flatnonzero(~ordinary)
        irregular.append(strange + done)
        unit = batch.column("unit_number").fill_null(0).to_numpy()
        offset = unit.astype(np.int64) - before * units
        days = [batch.column(day).cast(pa.int32()).fill_null(before).to_numpy() for day in stages.days(chain)]
        # A day before the first one, where a stage has none, becomes the largest number.
        passing.add(unit, [(day - np.int32(before + 1)).view(np.uint32) for day in days], ordinary)
        for stage, day in enumerate(days):
            cells = day * np.int64(units)
            cells += offset
            cells[strange] = 0  # taken out again below
            counts[stage] = _sum(counts[stage], np.bincount(cells))
        done = end
        child_progress.tell(child_progress.of_counting(done / most), done)
    found = np.concatenate(irregular)
    for cells in counts:
        cells[0] -= len(found)
    return Stream(counts, passing, keys[:done], found, pa.Table.from_batches(sampled, kept))


def _sum(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    if len(one) < len(other):
        one, other = other, one
    one[: len(other)] += other
    return one


def repeated(keys: np.ndarray, also: np.ndarray) -> np.ndarray:
    """Positions in `keys` of every value that stands there twice or more, or that stands in `also`."""
    parts = max(1, -(-len(keys) // PART))
    twice = [also.astype(np.uint64)]
    room = np.empty(len(keys), np.uint64)  # takes memory only as far as it is filled
    for part in range(parts):
        filled = 0
        for few in _chunks(keys):
            chosen = few[few % np.uint64(parts) == part]
            room[filled : filled + len(chosen)] = chosen
            filled += len(chosen)
        some = room[:filled]
        some.sort()
        twice.append(some[1:][some[1:] == some[:-1]])
    wanted = np.unique(np.concatenate(twice))
    if not len(wanted):
        return np.zeros(0, np.int64)
    marked = np.zeros(1 << 16, bool)
    marked[wanted & np.uint64(0xFFFF)] = True
    near = np.concatenate(
        [np.flatnonzero(marked[few & np.uint64(0xFFFF)]) + number * BATCH for number, few in enumerate(_chunks(keys))]
    )
    return near[np.isin(keys[near], wanted)]


def _chunks(keys: np.ndarray) -> list[np.ndarray]:
    return [keys[start : start + BATCH] for start in range(0, max(len(keys), 1), BATCH)]


def lines_of(positions: np.ndarray, skipped: Iterable[int], first_line: int) -> np.ndarray:
    """Line numbers of rows by their position: the first stands on `first_line`, `skipped` lines have no row."""
    gaps = np.sort(np.fromiter(skipped, np.int64))
    before = gaps - first_line - np.arange(len(gaps))
    return positions + first_line + np.searchsorted(before, positions, side="right")


def tally(counts: list[np.ndarray], measures: tuple[str, ...], units: pa.Table, first: date) -> pa.Table:
    """Counts as rows (unit_code, repaired, measure, date, value), the date null where a stage has no day.

    `units` are (unit_code, repaired) in the order of their numbers.
    """
    tables = []
    for measure, cells in zip(measures, counts, strict=True):
        here = np.flatnonzero(cells)
        day, unit = np.divmod(here, units.num_rows)
        named = units.take(pa.array(unit))
        dates = pa.array(np.datetime64(first) - 1 + day.astype("timedelta64[D]"), mask=day == 0)
        tables.append(
            pa.table(
                {
                    "unit_code": named["unit_code"],
                    "repaired": named["repaired"],
                    "measure": [measure] * len(here),
                    "date": dates,
                    "value": cells[here],
                },
                TALLY,
            )
        )
    return pa.concat_tables([TALLY.empty_table(), *tables])
