"""The engine that ingest asks when it is told to use Spark: looks at a delivery, checks it, writes the results."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession

from campaign.definition import Definition
from campaign.ingest import child, names, vault
from campaign.ingest.contracts import CONTRACTS, Contract, recognise
from campaign.ingest.faults import HeldError, RefusedError
from campaign.ingest.parse import Parsed, finish, given, workbench
from campaign.ingest.readers.careful import Odd
from campaign.ingest.readers.text import Record
from campaign.spark import parquet, session, text
from campaign.spark.faults import without_words
from campaign.spark.records import check

LOOKED_AT, CHECKED = 0.3, 0.9  # share of the work that is done by then
# No code of Java's own, no tasks to share it out to: a rehearsal has no row.
SIMPLE = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "1",
}
ONLY_HERE = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Delivered:
    """A delivery where it lies; `file`, with its stamp, when that is one file of this machine."""

    address: str
    sha256: str
    source: text.Text | parquet.Parquet | None = None
    file: Path | None = None
    stamp: tuple[int, int] = (0, 0)

    @property
    def delivery_id(self) -> str:
        """Id of the delivery: the same content is the same delivery."""
        return self.sha256[:16]


@dataclass(frozen=True)
class Spark:
    """Apache Spark."""

    spark: SparkSession

    def keep(self, place: Path | str) -> Delivered:
        """Copy a file of this machine into the vault; what lies elsewhere stays there and is looked at."""
        if isinstance(place, Path):
            stamp = vault.stamp(place)
            return Delivered(session.escaped(place), vault.keep(place).sha256, file=place, stamp=stamp)
        with without_words():
            source = self._read(place)
        return Delivered(place, source.fingerprint, source)

    def parse(
        self, definition: Definition, original: Delivered, name: str, today: date, results: Path, hear: child.Hear
    ) -> Parsed:
        """Check every record and write quarantine, reports and covers .parquet into `results`."""
        with without_words():
            source = original.source or self._read(original.address)
            hear(LOOKED_AT, source.lines)
            contract, columns = recognise(source.header)
            if not contract.stages:
                raise RefusedError("only_here", kind=contract.kind)
            said = names.read(name)
            known = given(definition, contract, said, today)
            with workbench(definition) as connection:
                known = check(self.spark, connection, definition, source, contract, columns, known)
                hear(CHECKED, source.lines)
                if original.file and vault.stamp(original.file) != original.stamp:
                    raise HeldError("changing")
                return finish(connection, source, contract, said, known, results)

    def _read(self, address: str) -> text.Text | parquet.Parquet:
        if address.lower().endswith(ONLY_HERE):
            raise RefusedError("only_here", kind=Path(address).suffix)
        endings = {file.endswith(".parquet") for file in self.spark.read.text(address).inputFiles()}
        if endings == {True, False}:
            raise RefusedError("mixed")
        return (parquet if endings == {True} else text).read(self.spark, address)


@dataclass(frozen=True)
class Nothing:
    """A delivery without rows."""

    spark: SparkSession
    lines: int = 1
    first_line: int = 2
    remarks: tuple[str, ...] = ()
    odd: Odd = field(default_factory=Odd)

    def head(self) -> list[Record]:
        """No record."""
        return []

    def raw(self, columns: list[str], chosen: DataFrame | None = None) -> DataFrame:
        """No record."""
        return text.table(self.spark, [], columns)


@contextmanager
def engine(master: str, definition: Definition, **settings: str) -> Iterator[Spark]:
    """Spark at `master`, once every query it will be asked has run on tables without rows.

    session.NoSparkError, or sql.NotPortableError with the name of the query that Spark cannot run.
    """
    with session.session(master, **settings) as spark:
        rehearse(spark, definition, max(CONTRACTS, key=lambda contract: len(contract.stages)))
        yield Spark(spark)


def rehearse(spark: SparkSession, definition: Definition, contract: Contract) -> None:
    """Run the checks of one kind of extract on tables without rows."""
    usual = {setting: spark.conf.get(setting) for setting in SIMPLE}
    _set(spark, SIMPLE)
    known = {
        "first": definition.start,
        "last": definition.start,
        "reported_by_name": definition.start,
        "reported": definition.start,
        "id": contract.required[0],
        "stages": list(contract.stages),
        "measures": list(contract.stages),
        "counted": list(contract.stages),
        "from_on": None,
        "to_on": None,
        "source": None,
    }
    with workbench(definition) as connection:
        check(spark, connection, definition, Nothing(spark), contract, list(contract.columns), known)
    _set(spark, usual)


def _set(spark: SparkSession, settings: dict[str, str]) -> None:
    for setting, value in settings.items():
        spark.conf.set(setting, value)
