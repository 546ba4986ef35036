"""Checks records in the cluster with the queries of queries/build/, and brings home what they add up to."""

from collections.abc import Callable

import duckdb
import pyarrow as pa
from pyspark import StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from sqlglot.errors import SqlglotError

from campaign.definition import Definition
from campaign.ingest import build, cells, reference
from campaign.ingest.contracts import Contract
from campaign.ingest.counting import constants
from campaign.ingest.faults import Refused
from campaign.spark import parquet, sql, text
from campaign.spark.ordinary import again, passed, tally

PLACES = "cell string, unit_code string, parent_code string, reports boolean, within array<string>, repaired boolean"
FAULTS = "line long, rule string"
TALLIED = "unit_code string, measure string, date date, value long"
Source = text.Text | parquet.Parquet
KEPT = ["line", "lines", "counted"]
# The queries after the one that checks: each answer is small, and what the later ones read under this name.
ANSWERS = {"refused": "refused", "records_reports": "accepted", "records_covers": "covers", "summary": "summary"}


def check(
    spark: SparkSession,
    definition: Definition,
    source: Source,
    contract: Contract,
    columns: list[str],
    known: dict[str, object],
) -> dict[str, pa.Table]:
    """What a delivery comes to: refused, accepted, covers and summary. NotPortable when Spark cannot run a query.

    Refused when a line is missing.
    """
    with duckdb.connect(":memory:") as connection:
        build.define(connection, "rules")
        reference.make(connection, definition)
        known = known | constants(connection, source, columns, known)
        cell = "select cell from places where reports order by cell"
        numbers = [(cell, number) for number, (cell,) in enumerate(connection.query(cell).fetchall())]
    raw = source.raw(columns)
    spark.createDataFrame(reference.places(definition), PLACES).createOrReplaceTempView("places")
    spark.createDataFrame(source.odd.faults, FAULTS).createOrReplaceTempView("faults")
    rows = _planned("ordinary", passed, spark, raw, contract, columns, known, numbers)
    read = rows.count() + sum(span - 1 for _, span, _ in source.odd.records) + len(source.odd.faults)
    if read + source.first_line - 1 != source.lines:
        raise Refused("unaccounted", lines=source.lines, read=read)
    tallied = tally(rows, known["measures"], known["units"])
    spark.createDataFrame(tallied, TALLIED).createOrReplaceTempView("tallied")
    again(raw, rows).createOrReplaceTempView("raw")
    shaped = sql.statement(cells.statement(contract, columns, known["reported_by_name"], KEPT))
    _planned("rules", spark.sql, shaped).createOrReplaceTempView("cells")
    checked = _planned("records", spark.sql, sql.query("records", **known)).persist(StorageLevel.DISK_ONLY)
    checked.createOrReplaceTempView("checked")
    found = {}
    for name, view in ANSWERS.items():
        found[view] = _planned(name, spark.sql, sql.query(name, **known)).toArrow()
        spark.createDataFrame(found[view]).createOrReplaceTempView(view)
    spark.catalog.clearCache()
    return found


def _planned(file: str, plan: Callable[..., DataFrame], *arguments: object) -> DataFrame:
    """The answer of a query, which Spark has understood; nothing is read yet."""
    try:
        return plan(*arguments)
    except (PySparkException, SqlglotError) as error:
        raise sql.NotPortable(file, str(error).strip().splitlines()[0]) from error
