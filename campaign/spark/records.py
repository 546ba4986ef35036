"""Checks records in the cluster with the queries of queries/build/, and brings home what they add up to."""

from dataclasses import dataclass

from pyspark import StorageLevel
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession

from campaign.definition import Definition
from campaign.ingest import cells, reference
from campaign.ingest.contracts import Contract
from campaign.spark import sql
from campaign.spark.sql import NotPortable

PLACES = "cell string, unit_code string, parent_code string, reports boolean, within array<string>, repaired boolean"
FAULTS = "line long, rule string"
TALLIED = "unit_code string, measure string, date date, value long"
ASKED_AGAIN = ("records", "refused", "records_reports")  # by the queries after them
KEPT = ["line", "lines", "counted"]


@dataclass(frozen=True)
class Checked:
    """What will be reckoned, once it is asked for: the records with the rule they break, and what follows from them."""

    records: DataFrame
    refused: DataFrame
    reports: DataFrame
    covers: DataFrame
    summary: DataFrame


def check(
    spark: SparkSession,
    definition: Definition,
    raw: DataFrame,
    faults: list[tuple[int, str]],
    contract: Contract,
    columns: list[str],
    known: dict[str, object],
) -> Checked:
    """Plan the checks of `raw`; nothing is read yet. NotPortable when Spark cannot run one of the queries.

    On one machine `tallied` holds what the ordinary rows add up to. Here every row is looked at, and it is empty.
    """
    spark.createDataFrame(reference.places(definition), PLACES).createOrReplaceTempView("places")
    spark.createDataFrame(faults, FAULTS).createOrReplaceTempView("faults")
    spark.createDataFrame([], TALLIED).createOrReplaceTempView("tallied")
    raw.createOrReplaceTempView("raw")
    shaped = cells.statement(contract, columns, known["reported_by_name"], KEPT)
    spark.sql(sql.statement(shaped)).createOrReplaceTempView("cells")
    known = known | {"reported": None}

    def answer(name: str, view: str) -> DataFrame:
        try:
            found = spark.sql(sql.query(name, **known))
        except PySparkException as error:
            raise NotPortable(name, str(error).strip().splitlines()[0]) from error
        if name in ASKED_AGAIN:
            found.persist(StorageLevel.DISK_ONLY)
        found.createOrReplaceTempView(view)
        return found

    return Checked(
        records=answer("records", "checked"),
        refused=answer("refused", "refused"),
        reports=answer("records_reports", "accepted"),
        covers=answer("records_covers", "covers"),
        summary=answer("summary", "summary"),
    )
