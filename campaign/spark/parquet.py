"""Reads Parquet in the cluster; a row counts as a line, as it does on one machine."""

import hashlib
from dataclasses import dataclass, field

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from campaign.ingest.counting import SAMPLE
from campaign.ingest.readers.irregular import Irregular
from campaign.ingest.readers.text import Record

TIMES = ("timestamp", "timestamp_ntz")


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
    irregular: Irregular = field(default_factory=Irregular)

    def head(self) -> list[Record]:
        """Some records that stand at the start of a file."""
        columns = [f"column_{position}" for position in range(len(self.header))]
        return [(line, 1, list(cells)) for line, *cells in self.raw(columns).select("line", *columns).take(SAMPLE)]

    def raw(self, columns: list[str], chosen: DataFrame | None = None) -> DataFrame:
        """Records as text: (line, lines, ragged, …columns); those in `chosen`, or all, but no time of day then."""
        before = self.spark.createDataFrame(self.before, "path string, before long")
        shorter = dict.fromkeys(TIMES, "date") if chosen is None else {}  # a text of the whole takes twice the time
        named = [
            f.coalesce(f.col(f"`{name}`").cast(shorter.get(kind, kind)).cast("string"), f.lit("")).alias(column)
            for (name, kind), column in zip(self.rows.dtypes, columns, strict=False)  # path and rank follow
        ]
        line = (f.col("before") + f.col("rank") + 1).alias("line")
        rows = self.rows.join(f.broadcast(before), "path").select(
            line, f.lit(1).alias("lines"), f.lit(False).alias("ragged"), *named
        )
        return rows if chosen is None else rows.join(chosen, "line", "left_semi")


def read(spark: SparkSession, address: str) -> Parquet:
    """The Parquet files at `address`."""
    table = spark.read.parquet(address)
    header = table.columns
    rows = table.select("*", f.col("_metadata.file_path").alias("path"), f.col("_metadata.row_index").alias("rank"))
    cells = [f"`{name}`" for name in header]
    files = sorted(
        rows.groupBy("path")
        .agg(f.count("*"), f.bit_xor(f.xxhash64("rank", *cells)), f.bit_xor(f.xxhash64(*cells, "rank")))
        .collect()
    )
    before, lines = [], 0
    for path, rows_here, *_ in files:
        before.append((path, lines))
        lines += rows_here
    content = repr([tuple(file)[1:] for file in files])
    return Parquet(spark, rows, header, before, lines, hashlib.sha256(content.encode()).hexdigest())
