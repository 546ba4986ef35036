"""Measures what many small files cost: taken in together from the inbox, and brought back from the vault.

    python -m bench.small_files               300 files, each the counts of 20 units on one day
    python -m bench.small_files --files 60    fewer, for a first look

Seconds on the clock, and of the processor in this process, without the child that parses; one after the other.
"""

import argparse
import os
import resource
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from bench import ingest_data
from campaign import definition
from campaign.ingest import history, ingest
from campaign.ingest.rebuild import rebuild

FIRST, UNITS = date(2021, 1, 1), 20


def processor() -> float:
    """Seconds of the processor that this process has used."""
    return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])


def measured(name: str, work: Callable[[], object]) -> tuple[float, float]:
    """Do the work, and print and give its seconds: on the clock, of the processor."""
    begun, used = time.perf_counter(), processor()
    work()
    took, used = time.perf_counter() - begun, processor() - used
    print(f"{name:12} {took:7.1f} s  {used:7.1f} s of the processor", flush=True)
    return took, used


def write(inbox: Path, units: list[str], files: int) -> list[Path]:
    """Files of counts in the inbox."""
    inbox.mkdir()
    paths = []
    for number in range(files):
        day = FIRST + timedelta(number % 150)
        chosen = [units[(number * UNITS + place) % len(units)] for place in range(UNITS)]
        rows = "".join(f"{day},{unit},received,{10 + number}\n" for unit in chosen)
        paths.append(inbox / f"counts_{number:03}_{day}.csv")
        paths[-1].write_text(f"date,unit_code,measure,count\n{rows}", encoding="utf-8")
    return paths


def main() -> None:
    """Take the files in, lose the store, bring it back."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--files", type=int, default=300)
    files = arguments.parse_args().files
    with ingest_data.workplace() as (units, _, home):
        os.environ["CAMPAIGN_HOME"] = str(home)
        campaign = definition.load(home)
        paths = write(home / "inbox", units, files)
        took, used = measured("taking in", lambda: ingest(campaign, paths))
        assert len(history.snapshots()) == 1, "not one publication"
        for path in (home / "store").glob("*"):
            path.unlink()
        again, used_again = measured("rebuilding", lambda: rebuild(campaign))
    print(f"rebuilding ÷ taking in: {again / took:.2f} on the clock, {used_again / used:.2f} of the processor")


if __name__ == "__main__":
    main()
