"""Measures ingest at national size against DuckDB's bare work on the same file, beside polars and pandas.

    python -m bench.ingest            50 M issuance rows, 98 M cleansing rows, growth from 5 M
    python -m bench.ingest --rows 5   the same with 5 M rows, for a first look

Every contestant runs in a process of its own; CPU is user and system time of all its threads, peak its resident memory.
Files are made in a temporary folder (about 12 GB) and removed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import ingest_data
from campaign import settings


def measure(contestant: str, path: Path, home: Path, repeats: int) -> dict[str, float]:
    """CPU seconds (the least of the repeats), wall seconds and peak GiB of one contestant on one file."""
    runs = []
    for _ in range(repeats):
        with tempfile.TemporaryDirectory(dir=home.parent) as work:
            own = shutil.copytree(home, Path(work, "home"))  # nothing in it knows of the run before
            answer = subprocess.run(
                [sys.executable, "-m", "bench.ingest_contestants", contestant, str(path)],
                env=os.environ | {"CAMPAIGN_HOME": str(own)},
                cwd=settings.PROJECT,
                capture_output=True,
                check=True,
            )
        runs.append(json.loads(answer.stdout.splitlines()[-1]))
    return min(runs, key=lambda run: run["cpu"])


def compare(
    kind: str, rows: int, units: list[str], home: Path, folder: Path, repeats: int, peers: bool
) -> dict[str, float]:
    """Print the table of one kind and size; CPU seconds by contestant."""
    csv, parquet = ingest_data.write(kind, rows, units, folder)
    print(
        f"\n{kind}, {rows:,} rows: CSV {csv.stat().st_size / 1e9:.2f} GB, Parquet {parquet.stat().st_size / 1e9:.2f} GB"
    )
    print(f"{'':34}{'CPU s':>9}{'wall s':>9}{'peak GiB':>10}{'÷ plain':>9}{'÷ count':>9}")
    cpu = {}
    for form, path in (("CSV", csv), ("Parquet", parquet)):
        names = (
            ["count", "plain", "ingest"]
            + (["polars"] if peers else [])
            + (["pandas"] if peers and form == "CSV" and rows <= 5_000_000 else [])
        )
        for name in names:
            run = measure(name, path, home, repeats=1 if name in ("polars", "pandas") else repeats)
            cpu[f"{name} {form}"] = run["cpu"]
            of_plain, of_count = (run["cpu"] / cpu.get(f"{base} {form}", run["cpu"]) for base in ("plain", "count"))
            print(
                f"{name + ', ' + form:34}{run['cpu']:9.1f}{run['wall']:9.1f}{run['peak']:10.2f}"
                f"{of_plain:9.2f}{of_count:9.2f}",
                flush=True,
            )
        path.unlink()
    return cpu


def main() -> None:
    """Run it all."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=50, help="million issuance rows")
    arguments.add_argument("--repeats", type=int, default=3, help="runs of which the cheapest counts")
    arguments.add_argument("--cleansing", type=int, default=98, help="million cleansing rows")
    asked = arguments.parse_args()
    with ingest_data.workplace() as (units, folder, home):
        million = 1_000_000
        small = compare("issuance_records", 5 * million, units, home, folder, asked.repeats, peers=True)
        large = compare("issuance_records", asked.rows * million, units, home, folder, asked.repeats, peers=True)
        growth = large["ingest CSV"] / small["ingest CSV"]
        print(f"\ngrowth of ingest from 5 M to {asked.rows} M rows: {growth:.1f} ×")
        compare("cleansing_records", asked.cleansing * million, units, home, folder, asked.repeats, peers=False)


if __name__ == "__main__":
    main()
