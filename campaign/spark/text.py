"""Reads delimited text in the cluster: ordinary lines there, the few others here."""

from collections import deque
from dataclasses import dataclass, field
from functools import cached_property

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as f

from campaign.ingest.counting import SAMPLE
from campaign.ingest.errors import RefusedError
from campaign.ingest.readers import FOREIGN
from campaign.ingest.readers.decode import utf16
from campaign.ingest.readers.irregular import SPAN, TOO_LONG, Irregular, sorted_out
from campaign.ingest.readers.lines import LONGEST
from campaign.ingest.readers.text import Record, heading, mostly_readable
from campaign.spark import lines as physical

MOST_IRREGULAR = 200_000  # lines looked at here one by one; 20 s
MOST_BYTES = 256 << 20  # and what they may weigh together


@dataclass
class Text:
    """A text at an address of the cluster."""

    spark: SparkSession
    rows: DataFrame
    header: list[str]
    delimiter: str
    survey: physical.Survey
    first_line: int = 2
    remarks: tuple[str, ...] = ()
    irregular: Irregular = field(default_factory=Irregular)

    @property
    def lines(self) -> int:
        """Physical lines, one header included."""
        return self.survey.lines

    @property
    def fingerprint(self) -> str:
        """The same for the same content."""
        return self.survey.fingerprint

    def head(self) -> list[Record]:
        """Some records that stand at the start of a block."""
        few = self.rows.where("not (start = 0 and rank = 0)").select(_seen()).take(SAMPLE)
        run = deque(enumerate((bytes(value) for (value,) in few), self.first_line))
        return list(sorted_out(run, Irregular(), self.delimiter, len(self.header)))

    def raw(self, columns: list[str], chosen: DataFrame | None = None) -> DataFrame:
        """All records as text: (line, lines, ragged, …columns), a cell that is missing null.

        Of the ordinary lines those in `chosen` only, if it is given: the others are not split at all. Also fills
        `irregular`. FileError when too much of the text is not ordinary.
        """
        ordinary, records = self._parts
        if chosen is not None:
            ordinary = ordinary.join(chosen, "line", "left_semi")
        return self._split(ordinary, columns).unionByName(table(self.spark, records, columns))

    @cached_property
    def _parts(self) -> tuple[DataFrame, list[Record]]:
        """The ordinary lines, and the records of all others."""
        lines = physical.numbered(self.spark, self.rows, self.survey)
        records: list[Record] = []
        if sum(block.irregular for block in self.survey.blocks):
            self._bounded()
            taken = self._taken(lines)
            records = list(self._sorted_out(taken))
            lines = _without(self.spark, lines, sorted(taken))
        return lines, records

    def _bounded(self) -> None:
        blocks = self.survey.blocks
        irregular = sum(block.irregular for block in blocks)
        if irregular > MOST_IRREGULAR or sum(block.irregular_bytes for block in blocks) > MOST_BYTES:
            mostly_readable(self.header, sum(block.unreadable for block in blocks), self.lines)
            first = physical.numbered(self.spark, self.rows, self.survey).where(physical.is_irregular(self.delimiter))
            line = first.agg(f.min("line")).collect()[0][0]
            raise RefusedError("too_odd", odd=irregular, line=line, most=MOST_IRREGULAR)

    def _taken(self, lines: DataFrame) -> dict[int, bytes]:
        """Lines that are not ordinary, and all that may be part of a record with one that opens a quote."""
        irregular = physical.is_irregular(self.delimiter)
        chosen = lines.where(irregular).select("line", _seen())
        taken = {line: bytes(value) for line, value in chosen.toLocalIterator()}
        open_ones = [line for line, value in taken.items() if value.count(b'"') % 2]
        near = {line + further for line in open_ones for further in range(SPAN)} - set(taken)
        if near:
            wanted = self.spark.createDataFrame([(line,) for line in sorted(near)], "line long")
            chosen = lines.where(~irregular).join(f.broadcast(wanted), "line").select("line", _seen())
            taken |= {line: bytes(value) for line, value in chosen.toLocalIterator()}
        return taken

    def _sorted_out(self, taken: dict[int, bytes]) -> list[Record]:
        """Records of these lines; those that follow each other are read together."""
        records: list[Record] = []
        run: deque[tuple[int, bytes]] = deque()
        for line in [*sorted(taken), None]:
            if run and (line is None or run[-1][0] != line - 1):
                irregular = Irregular()
                records += sorted_out(run, irregular, self.delimiter, len(self.header))
                self.irregular.faults += irregular.faults
                self.irregular.records += irregular.records
                run = deque()
            if line is not None:
                run.append((line, taken[line]))
        mostly_readable(self.header, sum(rule == "bad_encoding" for _, rule in self.irregular.faults), self.lines)
        return records

    def _split(self, ordinary: DataFrame, columns: list[str]) -> DataFrame:
        """Ordinary lines as records."""
        wide = len(columns)
        plain = f.rtrim(f.replace(f.col("value"), f.lit('"'), f.lit("")), f.lit("\r"))
        cells = ordinary.select("line", f.split(plain, physical.escaped(self.delimiter), -1).alias("cells"))
        more = f.array_join(f.slice("cells", wide + 1, f.size("cells")), "")
        ragged = (f.size("cells") < wide) | ((f.size("cells") > wide) & (more != ""))
        named = [f.get("cells", f.lit(position)).alias(column) for position, column in enumerate(columns)]
        return cells.select("line", f.lit(1).alias("lines"), ragged.alias("ragged"), *named)


def read(spark: SparkSession, address: str, spellings: frozenset[str]) -> Text:
    """The text at `address`, whose columns may have names among `spellings`. FileError when it is none."""
    rows = physical.ranked(spark, address)
    first = physical.first_line(rows)
    for magic, kind in FOREIGN.items():
        if first.startswith(magic):
            raise RefusedError("foreign", kind=kind)
    if first.startswith((b"PAR1", b"PK", b"\x1f\x8b")):
        raise RefusedError("named_otherwise")
    if utf16(first[:4096]) or b"\r" in first[:-1]:
        raise RefusedError("recode")
    header, delimiter = heading(first, spellings)
    return Text(spark, rows, header, delimiter, physical.survey(rows, delimiter))


def _seen() -> Column:
    """A line as bytes, one that is too long for them as its sign."""
    value = f.col("value").cast("binary")
    return f.when(f.octet_length("value") > LONGEST, f.lit(TOO_LONG)).otherwise(value).alias("value")


def _without(spark: SparkSession, lines: DataFrame, taken: list[int]) -> DataFrame:
    those = spark.createDataFrame([(line,) for line in taken], "line long")
    return lines.join(f.broadcast(those), "line", "left_anti")


def table(spark: SparkSession, records: list[Record], columns: list[str]) -> DataFrame:
    """Records that were read here, as `_split` gives those that were not."""
    wide = len(columns)
    rows = [
        (line, span, len(cells) < wide or any(cells[wide:]), *(cells + [None] * wide)[:wide])
        for line, span, cells in records
    ]
    texts = ", ".join(f"{column} string" for column in columns)
    return spark.createDataFrame(rows, f"line long, lines int, ragged boolean, {texts}")
