"""Checks records in the cluster with the queries of queries/build/, and brings home what they add up to."""

from collections.abc import Callable

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from sqlglot.errors import SqlglotError

from campaign.definition import Definition
from campaign.ingest import cells, reference
from campaign.ingest.contracts import Contract
from campaign.spark import sql

PLACES = "cell string, unit_code string, parent_code string, reports boolean, within array<string>, repaired boolean"
FAULTS = "line long, rule string"
TALLIED = "unit_code string, measure string, date date, value long"
KEPT = ["line", "lines", "counted"]
# The queries after the one that checks: each answer is small, and what the later ones read under this name.
ANSWERS = {"refused": "refused", "records_reports": "accepted", "records_covers": "covers", "summary": "summary"}


def check(
    spark: SparkSession,
    definition: Definition,
    raw: DataFrame,
    faults: list[tuple[int, str]],
    contract: Contract,
    columns: list[str],
    known: dict[str, object],
) -> dict[str, pa.Table]:
    """What the records `raw` and the lines with `faults` come to: refused, accepted, covers and summary.

    On one machine `tallied` holds what the ordinary rows add up to. Here every row is looked at, and it is empty.
    NotPortable when Spark cannot run one of the queries.
    """
    spark.createDataFrame(reference.places(definition), PLACES).createOrReplaceTempView("places")
    spark.createDataFrame(faults, FAULTS).createOrReplaceTempView("faults")
    spark.createDataFrame([], TALLIED).createOrReplaceTempView("tallied")
    raw.createOrReplaceTempView("raw")
    shaped = cells.statement(contract, columns, known["reported_by_name"], KEPT)
    _planned(spark, "rules", sql.statement, shaped).createOrReplaceTempView("cells")
    known = known | {"reported": None}
    checked = _planned(spark, "records", sql.query, "records", **known).persist(StorageLevel.DISK_ONLY)
    checked.createOrReplaceTempView("checked")
    found = {}
    for name, view in ANSWERS.items():
        found[view] = _planned(spark, name, sql.query, name, **known).toArrow()
        spark.createDataFrame(found[view]).createOrReplaceTempView(view)
    checked.unpersist()
    return found


def _planned(
    spark: SparkSession, file: str, translate: Callable[..., str], text: str, **known: object
) -> DataFrame:
    """The answer of a query, which Spark has understood; nothing is read yet."""
    try:
        return spark.sql(translate(text, **known))
    except (PySparkException, SqlglotError) as error:
        raise sql.NotPortable(file, str(error).strip().splitlines()[0]) from error
