"""Measures the two engines of ingest side by side, and reckons what more workers would make of it.

    python -m bench.spark             5 M issuance rows, as CSV and as Parquet
    python -m bench.spark --rows 50   the same with 50 M rows (about 12 GB of temporary disk)
    python -m bench.spark --cores 1   on one core, to hold the reckoning against

Every run has a process of its own, DuckDB and Spark local[2] in turn. CPU is user and system time of Python and Java
together, peak their resident memory. What lies in the cluster is not copied to the vault: Spark is not charged for it.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from bench import ingest_data
from bench.ingest_contestants import ingest as on_one_machine
from campaign import definition, settings

TICK = os.sysconf("SC_CLK_TCK")
CORES = (1, 2, 4, 8, 16, 32, 64)
Taken = dict[str, Any]  # seconds, GiB and stages of one engine on one file; it comes from a process as JSON


def children() -> list[Path]:
    """Folders in /proc of the processes that this one has started: Java."""
    return [
        entry
        for entry in Path("/proc").glob("[0-9]*")
        if (entry / "stat").exists() and int(_stat(entry)[1]) == os.getpid()
    ]


def used() -> tuple[float, float]:
    """CPU seconds and peak GiB so far, Java's included."""
    cpu, peak = 0.0, 0.0
    for entry in [Path("/proc/self"), *children()]:
        cpu += sum(map(int, _stat(entry)[11:13])) / TICK
        lines = (entry / "status").read_text().splitlines()
        peak += sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / (1 << 20)
    return cpu, peak


def on_spark(path: Path, cores: int) -> Taken:
    """The way in through Spark, to a published snapshot: wall seconds of it, and the stages of Spark's work."""
    from campaign.ingest import child, publish
    from campaign.ingest import ingest as intake
    from campaign.spark import engine

    child.run = lambda task, *arguments, **_how: task(*arguments)
    (settings.store() / "CURRENT").unlink(missing_ok=True)
    campaign, begun = definition.load(settings.home()), time.perf_counter()
    with engine.engine(f"local[{cores}]", campaign) as spark:
        start, rehearsed = time.perf_counter() - begun, len(stages(spark.spark))
        (outcome,) = intake(campaign, [str(path)], engine=spark)
        cpu, peak = used()
        found = {
            "start": start,
            "all": time.perf_counter() - begun,
            "cpu": cpu,
            "peak": peak,
            "cores": cores,
            "stages": stages(spark.spark)[rehearsed:],
        }
    assert outcome.quarantined == 2 * round(outcome.lines / 1_000_000), outcome
    served = publish.served()
    assert served, "nothing is served"
    served.unlink()
    return found


def stages(spark: SparkSession) -> list[tuple[int, float]]:
    """Tasks, and seconds that they took together, of each stage that Spark has run so far."""
    java: Any = spark.sparkContext._gateway
    every, any_quantile = java.jvm.java.util.ArrayList(), java.new_array(java.jvm.double, 0)
    seen = spark.sparkContext._jsc.sc().statusStore().stageList(every, False, False, any_quantile, every)
    listed = sorted((seen.apply(place) for place in range(seen.size())), key=lambda stage: stage.stageId())
    return [(stage.numCompleteTasks(), stage.executorRunTime() / 1000) for stage in listed]


def on_duckdb(path: Path) -> Taken:
    """The way in on one machine."""
    begun = time.perf_counter()
    on_one_machine(path)
    cpu, peak = used()
    return {"all": time.perf_counter() - begun, "cpu": cpu, "peak": peak}


def run(engine: str, path: Path, cores: int, home: Path) -> Taken:
    """One engine on one file, in a process of its own."""
    one = [sys.executable, "-m", "bench.spark", "--one", engine, str(path), "--cores", str(cores)]
    answer = subprocess.run(
        one, cwd=settings.PROJECT, check=True, env=os.environ | {"CAMPAIGN_HOME": str(home)}, stdout=subprocess.PIPE
    )
    return json.loads(answer.stdout.splitlines()[-1])


def compare(rows: int, cores: int, units: list[str], home: Path, folder: Path) -> None:
    """Print the table of one size, and the reckoning for more cores."""
    print(f"\n{rows:,} rows; load of the machine before {os.getloadavg()[0]:.1f}")
    print(f"{'':20}{'CPU s':>9}{'wall s':>9}{'peak GiB':>10}{'CPU ÷ DuckDB':>14}{'wall ÷ DuckDB':>15}")
    for path in ingest_data.write("issuance_records", rows, units, folder):
        found = {engine: run(engine, path, cores, home) for engine in ("duckdb", "spark")}
        for engine, seen in found.items():
            cpu, wall = (seen[key] / found["duckdb"][key] for key in ("cpu", "all"))
            figures = f"{seen['cpu']:9.1f}{seen['all']:9.1f}{seen['peak']:10.2f}{cpu:14.1f}{wall:15.1f}"
            print(f"{f'{engine}, {path.suffix[1:]}':20}{figures}", flush=True)
        reckon(found["spark"])
        path.unlink()
    print(f"load after {os.getloadavg()[0]:.1f}")


def reckon(seen: Taken) -> None:
    """Print what more cores make of it: a stage is shared out among as many as it has tasks, the rest is constant."""

    def shared(cores: int) -> float:
        return sum(seconds / min(cores, tasks) for tasks, seconds in seen["stages"] if tasks)

    constant = seen["all"] - shared(seen["cores"])
    most = max(tasks for tasks, _ in seen["stages"])
    print(f"  start {seen['start']:.1f} s; {shared(1):.0f} s of tasks, at most {most} side by side; by calculation:")
    print("  " + ", ".join(f"{cores} cores {constant + shared(cores):.0f} s" for cores in CORES))


def _stat(entry: Path) -> list[str]:
    return (entry / "stat").read_text().rsplit(")", 1)[1].split()


def main() -> None:
    """Run it all, or one engine on one file."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, default=5, help="million rows")
    arguments.add_argument("--cores", type=int, default=2, help="that Spark has")
    arguments.add_argument("--one", nargs=2, metavar=("ENGINE", "FILE"), help=argparse.SUPPRESS)
    asked = arguments.parse_args()
    if asked.one:
        engine, file = asked.one
        print(json.dumps(on_duckdb(Path(file)) if engine == "duckdb" else on_spark(Path(file), asked.cores)))
        return
    with ingest_data.workplace() as (units, folder, home):
        compare(asked.rows * 1_000_000, asked.cores, units, home, folder)


if __name__ == "__main__":
    main()
