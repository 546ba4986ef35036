"""How long reports take: the national one in every format, and the set of all units below the root.

python -m bench.reports [CAMPAIGN_HOME] [--set]: wall and processor seconds of this machine, and what it was doing
besides; a report is compared with the time to open its forecasts alone, which holds on a busy machine too.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from campaign import words
from campaign.forecast import served
from campaign.report import content
from campaign.report.writers import FORMATS
from campaign.serving import catalogue, store
from campaign.serving.selection import EVERYTHING, Selection


@contextmanager
def timed(name: str) -> Iterator[Callable[[], float]]:
    """Print wall and processor seconds of what stands below; gives the processor's."""
    wall, processor = time.perf_counter(), time.process_time()
    used: list[float] = []
    yield lambda: used[0]
    used.append(time.process_time() - processor)
    print(f"{name:28}{time.perf_counter() - wall:8.1f} s{used[0]:8.1f} s processor")


def main(arguments: list[str]) -> None:
    homes = [argument for argument in arguments if not argument.startswith("--")]
    if homes:
        os.environ["CAMPAIGN_HOME"] = homes[0]
    campaign = catalogue.campaign()
    day = campaign.opens_on or store.cut_off()
    root = Selection(EVERYTHING, campaign.root, day)
    words.use("vi")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    with timed("forecasts") as forecasts:
        for project in campaign.projects:
            served.forecast(root.of(campaign.chain(project.id)[0].id))
    with timed("what the report says") as said:
        report = content.report(root, "http://127.0.0.1:8501/")
    for form, known in FORMATS.items():
        with timed(form):
            known.file(report)
    print(f"what it says besides its forecasts: {said() / forecasts():.1f} × the forecasts")
    if "--set" in arguments:
        _set(day)


def _set(day: date) -> None:
    """All units below the root, as PDF, by the command."""
    with tempfile.TemporaryDirectory() as folder, timed("all units below, zipped"):
        subprocess.run(
            [
                sys.executable,
                "-m",
                "campaign",
                "report",
                "--format",
                "pdf",
                "--all-provinces",
                "--as-of",
                day.isoformat(),
                "--out",
                str(Path(folder) / "all.zip"),
            ],
            check=True,
        )


if __name__ == "__main__":
    main(sys.argv[1:])
