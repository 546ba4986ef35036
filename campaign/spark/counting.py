"""The pass over all records: what the ordinary ones add up to, and which must be looked at cell by cell.

The same division of work as on one machine (`campaign.ingest.counting`): ordinary.sql says of a row whether it can
break any rule; what it leaves open, and rows whose id may stand twice, are few and go to records.sql.
"""

import numpy as np
import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as f

from campaign.ingest import passing, stages
from campaign.ingest.delivery import Delivery, FirstRows
from campaign.ingest.records import TALLY
from campaign.ingest.reference import ReportingUnits
from campaign.spark import sql
from campaign.spark.source import Source

FEW = 1_000_000  # lines that every worker is sent a list of
CLOCK = r"^ ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?$"


def ordinary(
    spark: SparkSession, raw: DataFrame, delivery: Delivery, units: ReportingUnits, first_rows: FirstRows
) -> DataFrame:
    """The answer of ordinary.sql over all records `raw`.

    A row one of whose days is not written plainly, or that is ragged or of several lines, gets no district and so is
    not ordinary.
    """
    chain, columns = delivery.contract.stages, delivery.columns
    numbered = [(spelling, number) for number, spelling in enumerate(units.spellings)]
    numbers = spark.createDataFrame(numbered, "district_code string, unit_number int")
    days = dict(zip(stages.days(len(chain)), chain, strict=True))
    fits = (f.col("lines") == 1) & ~f.col("ragged")
    for day, stage in days.items():
        fits &= (f.col(stage) == "") | f.col(day).isNotNull()
    dated = raw.select("*", *(_day(f.col(stage), first_rows.day_mark).alias(day) for day, stage in days.items()))
    rows = dated.join(f.broadcast(numbers), "district_code", "left").select(
        "line",
        _cell(delivery.id, columns).alias("id"),
        f.when(fits, f.col("district_code")).alias("unit_cell"),
        f.when(fits, f.col("unit_number")).alias("unit_number"),
        *days,
        *(_cell(column, columns).alias(column) for column in ("source", "reported_on", "province_code")),
    )
    rows.createOrReplaceTempView("dated_rows")
    spark.sql(sql.statement(stages.in_order(len(chain), delivery.first))).createOrReplaceTempView("typed_rows")
    known = {**units.parameters(), **first_rows.parameters()}
    answer = spark.sql(sql.query("ordinary", **known))
    is_ordinary = f.coalesce(f.col("ordinary"), f.lit(False))
    return answer.withColumn("ordinary", is_ordinary).persist(StorageLevel.DISK_ONLY)


def tally(rows: DataFrame, measures: tuple[str, ...], units: pa.Table) -> pa.Table:
    """What the ordinary rows add up to, by unit, measure and day; the day is null where a stage has none."""
    sums = [
        rows.where("ordinary")
        .groupBy("unit_number", f.col(day).alias("date"))
        .count()
        .select("unit_number", f.lit(measure).alias("measure"), "date", f.col("count").alias("value"))
        for day, measure in zip(stages.days(len(measures)), measures, strict=True)
    ]
    found = sums[0]
    for more in sums[1:]:
        found = found.union(more)
    table = found.toArrow()
    named = units.take(table["unit_number"])
    return pa.table([*named.columns, table["measure"], table["date"], table["value"]], TALLY.names).cast(TALLY)


def passages(rows: DataFrame, measures: tuple[str, ...], units: pa.Table) -> pa.Table:
    """How long the ordinary rows took, as `campaign.ingest.passing` counts it: rows of its PASSAGES."""
    days = stages.days(len(measures))
    received, sums = f.col(days[0]), []
    for place, measure in enumerate(measures):
        passed = f.coalesce(*map(f.col, days[place:])) if place else received
        taken = rows.where("ordinary").where(received.isNotNull() & passed.isNotNull())
        after = f.date_diff(passed, received).alias("after")
        counted = taken.groupBy(f.lit(measure).alias("measure"), "unit_number", received.alias("received_on"), after)
        sums.append(counted.count())
    found = sums[0]
    for more in sums[1:]:
        found = found.union(more)
    of = [(name, "ascending") for name in ("measure", "unit_number", "received_on", "after")]
    table = found.toArrow().sort_by(of)
    owners = table.select(["measure", "unit_number", "received_on"]).to_pandas()
    at = np.flatnonzero(~owners.duplicated())
    first = table.take(pa.array(at))
    unit_codes = units["unit_code"].take(first["unit_number"])
    after, items = table["after"].to_numpy(), table["count"].to_numpy()
    return passing.rows(unit_codes, first["measure"], first["received_on"].to_numpy(), at, after, items)


def to_look_at(rows: DataFrame, source: Source, columns: list[str]) -> DataFrame:
    """Records of `source` to be looked at cell by cell: those that are not ordinary by `rows`, and, as `counted`,
    ordinary ones whose id may stand twice."""
    irregular = rows.where("not ordinary").select("line", f.lit(False).alias("counted"))
    twice = _few(rows.groupBy("key").count().where("count > 1").select("key"))
    suspects = rows.where("ordinary").join(twice, "key", "left_semi").select("line", f.lit(True).alias("counted"))
    chosen = _few(irregular.union(suspects))
    return source.raw(columns, chosen).join(chosen, "line")


def _few(found: DataFrame) -> DataFrame:
    """Rows that are reckoned once, and sent to every worker when they are few: what they are joined to stays there."""
    found = found.persist(StorageLevel.DISK_ONLY)
    return f.broadcast(found) if found.count() <= FEW else found


def _cell(column: str, columns: list[str]) -> Column:
    return f.nullif(f.col(column), f.lit("")) if column in columns else f.lit(None).cast("string")


def _day(cell: Column, mark: str | None) -> Column:
    """The day in a cell that is written as most are: 05/06/2021 with that mark; 2021-06-05, and a time, without one."""
    short = f.length(cell) == 10
    if mark:
        marked = (f.substring(cell, 3, 1) == mark) & (f.substring(cell, 6, 1) == mark)
        written = f.concat_ws("-", f.substring(cell, 7, 4), f.substring(cell, 4, 2), f.substring(cell, 1, 2))
        return f.when(short & marked, written.try_cast("date"))
    marked = (f.substring(cell, 5, 1) == "-") & (f.substring(cell, 8, 1) == "-")
    timed = f.substring(cell, 11, 99).rlike(CLOCK)
    return f.when(marked & (short | timed), f.substring(cell, 1, 10).try_cast("date"))
