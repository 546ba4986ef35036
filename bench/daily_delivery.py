"""Measures how long a day's counts of every unit take from the inbox to the pages, beside what is there already.

    python -m bench.daily_delivery     5 days of deliveries, of 36 days' counts each (130,000 rows)

The watcher runs in a process of its own, as it does for real, on a copy of the store of CAMPAIGN_HOME. The clock
starts when a file has been still for as long as the watcher asks for, and stops when CURRENT names the snapshot with
it. CPU is that of the watcher and of all that it starts; the first day also starts them, and derives everything anew
when the store was made with another definition.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

from campaign import definition, settings
from campaign.definition import Definition
from campaign.ingest.watch import STILL
from campaign.serving import store

DAYS = 36


def counted() -> list[str]:
    """Measures that nobody has told as totals."""
    asked = "select measure from reports group by measure having bool_and(form = 'count') order by measure"
    return [measure for (measure,) in store.cursor(store.version()).execute(asked).fetchall()]


def write(campaign: Definition, measures: list[str], path: Path, last: date) -> None:
    """Counts of every reporting unit, measure and day up to `last`; what comes anew differs from what was known."""
    with path.open("w", encoding="utf-8") as file:
        file.write("date,unit_code,measure,count\n")
        for place, unit in enumerate(campaign.units):
            if unit.level == campaign.reporting_level:
                for day in (last - timedelta(back) for back in range(DAYS)):
                    file.writelines(
                        f"{day},{unit.code},{measure},{(place + day.toordinal()) % 50 + last.day}\n"
                        for measure in measures
                    )


def changed(current: Path, before: str) -> str:
    """What CURRENT names once it is not `before`."""
    while (now := current.read_text()) == before:
        time.sleep(0.01)
    return now


def used(session: int) -> float:
    """Seconds of CPU that all processes of a session have used, and those that they started and that have ended."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            total += sum(map(int, fields[11:15])) if int(fields[3]) == session else 0
    return total / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Run it."""
    with tempfile.TemporaryDirectory() as work:
        home, campaign, last = Path(work, "home"), definition.load(settings.home()), store.cut_off()
        measures = counted()
        shutil.copytree(settings.home(), home, ignore=shutil.ignore_patterns("vault", "inbox"))
        (home / "inbox").mkdir()
        current, seconds = home / "store" / "CURRENT", []
        watcher = subprocess.Popen(
            [sys.executable, "-m", "campaign", "watch", "--json"],
            cwd=settings.PROJECT,
            env=os.environ | {"CAMPAIGN_HOME": str(home)},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            for number in range(5):
                day = last + timedelta(number + 1)
                write(campaign, measures, Path(work, "file"), day)
                before = current.read_text()
                Path(work, "file").rename(home / "inbox" / f"counts_{day}.csv")
                landed, cpu = time.perf_counter(), used(watcher.pid)
                figures = changed(current, before)
                seconds.append(time.perf_counter() - landed - STILL)
                cpu = used(watcher.pid) - cpu
                changed(current, figures)
                whole = time.perf_counter() - landed - STILL
                print(f"{day}: figures {seconds[-1]:.2f} s (CPU {cpu:.2f} s), forecast {whole:.2f} s", flush=True)
                time.sleep(3)
        finally:
            watcher.kill()
            watcher.wait()
        print(f"median {statistics.median(seconds):.2f} s")


if __name__ == "__main__":
    main()
