"""One contestant of the ingest benchmark on one file: does the work once, prints its CPU, wall time and peak memory."""

import json
import resource
import sys
import time
from pathlib import Path

import duckdb


def stages(path: Path) -> list[str]:
    """Columns of the file that hold days."""
    return [column for column in duckdb.connect().query(f"from '{path}' limit 0").columns if column.endswith("_on")]


def count(path: Path) -> None:
    """DuckDB counts the rows."""
    duckdb.connect(config={"threads": 2}).execute(f"select count(*) from '{path}'").fetchall()


def plain(path: Path) -> None:
    """DuckDB counts by unit, stage and day in one pass, without a check."""
    days = stages(path)
    sets = ", ".join(f"(district_code, {day}_day)" for day in days)
    dated = ", ".join(f"cast({day} as date) as {day}_day" for day in days)
    duckdb.connect(config={"threads": 2}).execute(
        f"select district_code, {', '.join(f'{day}_day' for day in days)}, count(*)"
        f" from (select district_code, {dated} from '{path}') group by grouping sets ({sets})"
    ).fetchall()


def ingest(path: Path) -> None:
    """The way in, to a published snapshot; the child's work is done here so that it can be measured."""
    from campaign import definition, settings
    from campaign.ingest import child, publish
    from campaign.ingest import ingest as intake

    child.run = lambda task, *arguments, **_how: task(*arguments)
    (outcome,) = intake(definition.load(settings.home()), [path])
    assert outcome.quarantined == 2 * round(outcome.lines / 1_000_000), outcome
    assert publish.served(), "nothing is served"


def polars(path: Path) -> None:
    """Polars counts the same in its streaming engine, without a check."""
    import polars as pl

    typed = {"try_parse_dates": True, "schema_overrides": {"district_code": pl.String}}
    read = pl.scan_csv(path, **typed) if path.suffix == ".csv" else pl.scan_parquet(path)
    days = stages(path)
    pl.collect_all([read.group_by("district_code", pl.col(day).dt.date()).len() for day in days], engine="streaming")


def pandas(path: Path) -> None:
    """Pandas counts the same in chunks, days cut from the text, without a check."""
    import pandas as pd

    days = stages(path)
    for chunk in pd.read_csv(path, chunksize=1_000_000, dtype=str):
        for day in days:
            chunk.groupby([chunk["district_code"], chunk[day].str[:10]]).size()


if __name__ == "__main__":
    name, file = sys.argv[1:]
    begun = time.perf_counter()
    {"count": count, "plain": plain, "ingest": ingest, "polars": polars, "pandas": pandas}[name](Path(file))
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "cpu": used.ru_utime + used.ru_stime,
                "wall": time.perf_counter() - begun,
                "peak": used.ru_maxrss / (1 << 20),
            }
        )
    )
