"""Reads Parquet in the cluster; a row counts as a line, as it does on one machine."""

import hashlib
from dataclasses import dataclass, field

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from campaign.ingest.readers.careful import Odd
from campaign.ingest.readers.text import Record


@dataclass
class Parquet:
    """Parquet files, their rows numbered in the order of the files' paths."""

    spark: SparkSession
    rows: DataFrame
    header: list[str]
    before: list[tuple[str, int]]
    lines: int
    fingerprint: str
    first_line: int = 1
    remarks: tuple[str, ...] = ()
    odd: Odd = field(default_factory=Odd)

    def pick(self, lines: list[int]) -> list[Record]:
        """The records on these lines."""
        columns = [f"column_{place}" for place in range(len(self.header))]
        rows = self.raw(columns).where(f.col("line").isin(lines)).select("line", *columns).collect()
        return [(line, 1, list(cells)) for line, *cells in rows]

    def raw(self, columns: list[str], chosen: DataFrame | None = None) -> DataFrame:
        """All records as text: (line, lines, ragged, counted, …columns). Spark reads the `chosen` ones by itself."""
        before = self.spark.createDataFrame(self.before, "path string, before long")
        named = [
            f.coalesce(f.col(f"`{name}`").cast("string"), f.lit("")).alias(column)
            for name, column in zip(self.header, columns, strict=True)
        ]
        line = (f.col("before") + f.col("rank") + 1).alias("line")
        return self.rows.join(f.broadcast(before), "path").select(
            line, f.lit(1).alias("lines"), f.lit(False).alias("ragged"), f.lit(False).alias("counted"), *named
        )


def read(spark: SparkSession, address: str) -> Parquet:
    """The Parquet files at `address`."""
    table = spark.read.parquet(address)
    header = table.columns
    rows = table.select(
        "*", f.col("_metadata.file_path").alias("path"), f.col("_metadata.row_index").alias("rank")
    )
    cells = [f.col(f"`{name}`").cast("string") for name in header]
    files = sorted(
        rows.groupBy("path").agg(
            f.count("*"), f.bit_xor(f.xxhash64("rank", *cells)), f.bit_xor(f.xxhash64(*cells, "rank"))
        ).collect()
    )  # fmt: skip
    before, lines = [], 0
    for path, rows_here, *_ in files:
        before.append((path, lines))
        lines += rows_here
    content = repr([tuple(file)[1:] for file in files])
    return Parquet(spark, rows, header, before, lines, hashlib.sha256(content.encode()).hexdigest())
