"""Checks records in the cluster with the queries of queries/build/, and brings home what they add up to.

What comes home is small: the sums of the ordinary rows, and the other rows with the rule they break. The rest of the
queries ask that on this machine, as they do after a file was checked here.
"""

from collections.abc import Callable

import duckdb
from pyspark import StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from sqlglot.errors import SqlglotError

from campaign.definition import Definition
from campaign.ingest import cells, reference
from campaign.ingest.counting import look
from campaign.ingest.delivery import Delivery, FirstRows
from campaign.ingest.errors import RefusedError
from campaign.spark import sql
from campaign.spark.counting import ordinary, passages, tally, to_look_at
from campaign.spark.source import Source

SPELLINGS = (
    "cell string, unit_code string, parent_code string, reports boolean, within array<string>, repaired boolean, "
    "opens_on date, ends_on date, predecessors string, successors string"
)
# Each may be missing, as Arrow must be told.
BROKEN = "struct<rule: string, column: string, cell: string, shown: string>"
ADDED = ["line", "lines", "counted"]


def check(
    spark: SparkSession,
    connection: duckdb.DuckDBPyConnection,
    definition: Definition,
    source: Source,
    delivery: Delivery,
) -> FirstRows:
    """Make `tallied`, `passed`, `checked` and `cells` (its column source) on `connection`, as `counting.check` does.

    Gives what the first rows say of all. NotPortableError when Spark cannot run a query, RefusedError when a line is
    missing.
    """
    first_rows = look(connection, source.head(), delivery)
    units = reference.reporting_units(connection)
    raw = source.raw(delivery.columns)
    spark.createDataFrame(reference.unit_spellings(definition), SPELLINGS).createOrReplaceTempView("unit_spellings")
    rows = _planned("ordinary", ordinary, spark, raw, delivery, units, first_rows)
    read = rows.count() + sum(span - 1 for _, span, _ in source.irregular.records) + len(source.irregular.faults)
    if read + source.first_line - 1 != source.lines:
        raise RefusedError("unaccounted", lines=source.lines, read=read)
    tallied = tally(rows, delivery.contract.measures, units.units)
    passed = passages(rows, delivery.contract.measures, units.units)
    irregular = to_look_at(rows, source, delivery.columns).persist(StorageLevel.DISK_ONLY)
    irregular.createOrReplaceTempView("raw")
    shaped = sql.statement(cells.statement(delivery, ADDED))
    _planned("rules", spark.sql, shaped).createOrReplaceTempView("cells")
    checked = _planned("records", spark.sql, sql.query("records", **delivery.parameters()))
    checked = checked.withColumn("broken", f.col("broken").cast(BROKEN))
    connection.from_arrow(tallied).insert_into("tallied")
    connection.from_arrow(passed).insert_into("passed")
    connection.from_arrow(checked.toArrow()).to_table("checked")
    connection.from_arrow(spark.table("cells").select("source").distinct().toArrow()).to_table("cells")
    for view in ("unit_spellings", "dated_rows", "typed_rows", "raw", "cells"):
        spark.catalog.dropTempView(view)  # to replace a view lets Spark forget what it has kept of others
    spark.catalog.clearCache()
    return first_rows


def _planned(file: str, plan: Callable[..., DataFrame], *arguments: object) -> DataFrame:
    """The answer of a query, which Spark has understood; nothing is read yet."""
    try:
        return plan(*arguments)
    except (PySparkException, SqlglotError) as error:
        raise sql.NotPortableError(file, str(error).strip().splitlines()[0]) from error
