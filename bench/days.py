"""Measures what days cost by how they are written: records with a time of day and with instants beside plain days.

    python -m bench.days             a million records of each, in turn, the cheapest of three runs
    python -m bench.days --rows 2    two million

The same records in every file, as CSV; seconds of the processor for parsing one, in this process.
"""

import argparse
import time
from datetime import date
from pathlib import Path

import duckdb

from bench import ingest_data
from campaign import definition
from campaign.ingest.parse import parse

MILLION = 1_000_000
WRITTEN = {
    "plain days": "%Y-%m-%d",
    "times of day": "%Y-%m-%d %H:%M:%S",
    "instants": "%Y-%m-%dT%H:%M:%S.000Z",
    "instants, +07:00": "%Y-%m-%dT%H:%M:%S+07:00",
}


def files(csv: Path, folder: Path) -> dict[str, Path]:
    """The records of `csv` with their days written in each way."""
    made = {}
    for number, (name, form) in enumerate(WRITTEN.items()):
        made[name] = folder / str(number) / csv.name
        made[name].parent.mkdir()
        _, stages, _ = ingest_data.RECIPES["issuance_records"]
        days = ", ".join(f"strftime({stage}, '{form}') as {stage}" for stage in stages)
        duckdb.execute(f"copy (select * replace ({days}) from '{csv}') to '{made[name]}' (header)")
    return made


def main() -> None:
    """Parse each file in turn, three times, and print seconds and the ratio to plain days."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=1, help="million records")
    rows = arguments.parse_args().rows * MILLION
    used: dict[str, float] = {}
    with ingest_data.workplace() as (units, folder, home):
        campaign = definition.load(home)
        csv, _ = ingest_data.write("issuance_records", rows, units, folder)
        written = files(csv, folder)
        for turn in range(3):
            for name, path in written.items():
                results = folder / f"{path.parent.name}_{turn}"
                results.mkdir()
                begun = time.process_time()
                parsed = parse(campaign, path, path.name, date(2021, 9, 1), results)
                used[name] = min(used.get(name, 1e9), time.process_time() - begun)
                assert parsed.accepted + parsed.quarantined == rows, parsed
    for name, seconds in used.items():
        print(f"{name:18} {seconds:6.2f} s  {seconds / used['plain days']:5.2f} ×")


if __name__ == "__main__":
    main()
