"""Measures what the gate's questions cost of an ingest: processor time of both in one run.

    python -m bench.gate             50 M issuance rows after 5 M of the same units and days
    python -m bench.gate --rows 5    the same with 5 M rows, for a first look

What is known before is as wide as what arrives: the same 660,000 cells. Files are made in a temporary folder (about
6 GB) and removed.
"""

import argparse
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench import ingest_data
from campaign import definition, settings
from campaign.ingest import child, gate, ingest

MILLION = 1_000_000


class Watch:
    """Seconds of all processors that the gate used."""

    def __init__(self) -> None:
        self.used = 0.0

    def over(self, function: Any) -> Any:
        """The function, with its time added up."""

        def timed(*arguments: Any) -> Any:
            begun = time.process_time()
            answer = function(*arguments)
            self.used += time.process_time() - begun
            return answer

        return timed

    @contextmanager
    def opened(self, *arguments: Any) -> Iterator[gate.Gate]:
        """The gate, with what it takes to open it."""
        opening = OPENED(*arguments)
        door = self.over(opening.__enter__)()
        yield door
        self.over(opening.__exit__)(None, None, None)


OPENED = gate.opened


def main() -> None:
    """Take in a small extract, then a large one, and print what the gate took of the second."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=50, help="million issuance rows")
    rows = arguments.parse_args().rows * MILLION
    watch = Watch()
    child.run = lambda task, *values, **_how: task(*values)  # here, so that its time is seen
    with ingest_data.workplace() as (units, folder, home):
        os.environ["CAMPAIGN_HOME"] = str(home)
        campaign = definition.load(settings.home())
        csv, parquet = ingest_data.write("issuance_records", min(rows, 5 * MILLION), units, folder)
        known = parquet.rename(folder / "issuance_records_2021-08-31.parquet")
        ingest(campaign, [known])
        csv, _ = ingest_data.write("issuance_records", rows, units, folder)
        setattr(gate, "opened", watch.opened)  # noqa: B010
        setattr(gate.Gate, "held", watch.over(gate.Gate.held))  # noqa: B010
        begun = time.process_time()
        (outcome,) = ingest(campaign, [csv])
        whole = time.process_time() - begun
    assert outcome.published, outcome.message
    print(f"{outcome.lines:,} lines, {outcome.state}: {whole:.1f} s, of which the gate {watch.used:.2f} s")
    print(f"gate: {100 * watch.used / (whole - watch.used):.1f} % of the rest")


if __name__ == "__main__":
    main()
