"""Gives every physical line of a text in the cluster its number, and counts them: the independent account."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as f

from campaign.ingest.errors import RefusedError
from campaign.ingest.readers.lines import LONGEST

RANKS = 1 << 33  # monotonically_increasing_id counts rows in its lower 33 bits, and each task reads one block


@dataclass(frozen=True)
class Block:
    """A piece of a file that one task reads: its lines, those that are not ordinary with their bytes, those not UTF-8;
    two hashes of its content, and that of the first line if the file begins here."""

    path: str
    start: int
    lines: int
    ranked: bool
    irregular: int
    irregular_bytes: int
    unreadable: int
    hashes: tuple[int, int]
    first: int | None


@dataclass(frozen=True)
class Survey:
    """The blocks of a text in the order of its parts. The parts are one text whose header stands once."""

    blocks: list[Block]

    @cached_property
    def parts(self) -> list[str]:
        """Paths of the parts."""
        return sorted({block.path for block in self.blocks})

    @property
    def lines(self) -> int:
        """Physical lines, one header included."""
        return sum(block.lines for block in self.blocks) - len(self.parts) + 1

    @property
    def fingerprint(self) -> str:
        """The same for the same lines in the same parts, wherever they lie and whoever reads them."""
        content = [(self.parts.index(block.path), block.start, block.lines, block.hashes) for block in self.blocks]
        return hashlib.sha256(repr(content).encode()).hexdigest()

    @property
    def before(self) -> list[tuple[str, int, int]]:
        """Of each block its path, its start and how many lines come before it."""
        found, lines, header = [], 0, 0
        for block in self.blocks:
            if block.start == 0:
                lines, header = lines - header, 1
            found.append((block.path, block.start, lines))
            lines += block.lines
        return found


def ranked(spark: SparkSession, address: str) -> DataFrame:
    """Physical lines (value, path, start, rank): where their block begins, and their place in it from 0."""
    rank = f.monotonically_increasing_id() % RANKS
    start = f.col("_metadata.file_block_start")
    return spark.read.text(address, lineSep="\n").select(
        "value", f.col("_metadata.file_path").alias("path"), start.alias("start"), rank.alias("rank")
    )


def first_line(lines: DataFrame) -> bytes:
    """The first line of one of the parts."""
    found = lines.where("start = 0 and rank = 0").select(f.col("value").cast("binary")).first()
    return bytes(found[0]) if found else b""


def is_irregular(delimiter: str) -> Column:
    """Whether a line is not ordinary: what `survey` looks for, but quotes around whole cells, which mean nothing."""
    value, cell = f.col("value"), rf'(?:"[^"{escaped(delimiter)}]*"|[^"{escaped(delimiter)}]*)'
    return (
        (f.octet_length(value) == 0)
        | (value == "\r")
        | (f.octet_length(value) > LONGEST)
        | value.contains("\0")
        | (f.contains(value, f.lit("\r")) & (f.instr(value, "\r") < f.length(value)))
        | (value.contains('"') & ~value.rlike(rf"^{cell}(?:{escaped(delimiter)}{cell})*\r?$"))
        | ~f.is_valid_utf8(value)
    )


def survey(lines: DataFrame, delimiter: str) -> Survey:
    """Look at a text from its start to its end. RefusedError when its parts have not one header."""
    value, rank = f.col("value"), f.col("rank")
    irregular = is_irregular(delimiter)
    rows = (
        lines.groupBy("path", "start")
        .agg(
            f.count("*").alias("lines"),
            (f.max("rank") == f.count("*") - 1).alias("ranked"),
            f.count_if(irregular).alias("irregular"),
            f.sum(f.when(irregular, f.least(f.octet_length(value), f.lit(LONGEST)))).alias("irregular_bytes"),
            f.count_if(~f.is_valid_utf8(value)).alias("unreadable"),
            f.bit_xor(f.xxhash64(rank, value)).alias("one"),
            f.bit_xor(f.xxhash64(value, rank)).alias("other"),
            f.max(f.when((f.col("start") == 0) & (rank == 0), f.xxhash64(value))).alias(
                "first"
            ),  # a text would be sorted
        )
        .collect()
    )
    blocks = [
        Block(
            row.path,
            row.start,
            row.lines,
            row.ranked,
            row.irregular,
            row.irregular_bytes or 0,
            row.unreadable,
            (row.one, row.other),
            row.first,
        )
        for row in rows
    ]
    if not all(block.ranked for block in blocks):
        raise RefusedError("unnumbered")
    if len({block.first for block in blocks if block.first is not None}) > 1:
        raise RefusedError("other_headers")
    return Survey(sorted(blocks, key=lambda block: (block.path, block.start)))


def numbered(spark: SparkSession, lines: DataFrame, seen: Survey) -> DataFrame:
    """Lines with their numbers (line, value), the header's left out."""
    before = spark.createDataFrame(seen.before, "path string, start long, before long")
    return (
        lines.where("not (start = 0 and rank = 0)")
        .join(f.broadcast(before), ["path", "start"])
        .select((f.col("before") + f.col("rank") + 1).alias("line"), "value")
    )


def escaped(delimiter: str) -> str:
    """The delimiter as a pattern, of the kind that Java splits by without one."""
    return "\\" + delimiter if delimiter == "|" else delimiter
