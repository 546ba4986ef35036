"""Writes record extracts of national size for the benchmark: a fixed recipe, a few bad rows, a few ids twice."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from campaign import definition, settings

RECIPES = {
    "issuance_records": (
        "application_id",
        ("received_on", "approved_on", "printed_on", "returned_on", "delivered_on"),
        "",
    ),
    "cleansing_records": (
        "record_id",
        ("collected_on", "entered_on", "cleansed_on", "assigned_on"),
        ", case when i % 40 = 0 then 'mismatch' end as defect",
    ),
}


def write(kind: str, rows: int, units: list[str], folder: Path) -> tuple[Path, Path]:
    """The same `rows` records, with the time of day, as CSV and as Parquet.

    One id in a million stands twice, one unit in a million is unknown.
    """
    key, stages, more = RECIPES[kind]
    days = ["date '2021-01-01' + cast(hash(i) % 170 as integer) as day_0"]
    for stage in range(1, len(stages)):
        days.append(
            f"case when hash(i + {2 * stage}) % 10 < {9 - stage} then day_{stage - 1}"
            f" + cast(hash(i + {2 * stage + 1}) % 12 as integer) end as day_{stage}"
        )
    named = ", ".join(
        f"cast(day_{place} as timestamp) + to_seconds(cast(hash(i + {20 + place}) % 36000 as bigint)) as {stage}"
        for place, stage in enumerate(stages)
    )
    with duckdb.connect(":memory:", config={"threads": 2}) as connection:
        connection.execute("create table units as select unnest($units) as code", {"units": units})
        connection.execute("create table places as select code, row_number() over () - 1 as place from units")
        connection.execute(
            f"""create view records as
            select
                'HS' || lpad(cast(case when i % 1000000 = 999999 then i - 1 else i end as varchar), 12, '0') as {key},
            case when i % 1000000 = 500000 then 'ZZZ' else code end as district_code, {named} {more}
            from (select i, hash(i + 99) % {len(units)} as unit, {", ".join(days)} from range({rows}) as made(i))
            join places on places.place = unit"""
        )
        csv, parquet = folder / f"{kind}_2021-09-01.csv", folder / f"{kind}_2021-09-01.parquet"
        connection.execute(f"copy (from records) to '{csv}' (header)")
        connection.execute(f"copy (from records) to '{parquet}'")
    return csv, parquet


@contextmanager
def workplace() -> Iterator[tuple[list[str], Path, Path]]:
    """Units that report, and two temporary folders: one for the files, one that is a home of the campaign."""
    units = [
        unit.code for unit in definition.load(settings.home()).units if unit.code.isdigit() and len(unit.code) == 3
    ]
    with tempfile.TemporaryDirectory() as work:
        folder, home = Path(work, "files"), Path(work, "home")
        folder.mkdir()
        home.mkdir()
        for definition_file in settings.home().glob("*.*"):
            if definition_file.suffix in (".toml", ".csv"):
                shutil.copy(definition_file, home)
        # Rows are spread evenly over units of every size, so small ones end far beyond their targets.
        with (home / "campaign.toml").open("a", encoding="utf-8") as file:
            file.write("\n[intake]\nbeyond_percent = 1_000_000\n")
        yield units, folder, home
