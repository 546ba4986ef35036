"""The engine that ingest asks when it is told to use Spark: looks at a delivery, checks it, writes the results."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession

from campaign.definition import Definition, Records
from campaign.ingest import child, names, vault
from campaign.ingest.contracts import of_records, spellings
from campaign.ingest.delivery import Delivery, arrived
from campaign.ingest.errors import HeldError, RefusedError
from campaign.ingest.parse import Parsed, finish, workbench
from campaign.ingest.readers.irregular import Irregular
from campaign.ingest.readers.text import Record
from campaign.spark import parquet, session, text
from campaign.spark.errors import without_words
from campaign.spark.records import check

LOOKED_AT, CHECKED = 0.3, 0.9  # share of the work that is done by then
# No code of Java's own, no tasks to share it out to: a trial has no row.
SIMPLE = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "1",
}
ONLY_HERE = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Kept:
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
    """Apache Spark; `spellings` are the names that columns of this campaign's extracts may have."""

    spark: SparkSession
    spellings: frozenset[str]

    def keep(self, address: Path | str) -> Kept:
        """Copy a file of this machine into the vault; what lies elsewhere stays there and is looked at."""
        if isinstance(address, Path):
            stamp = vault.stamp(address)
            return Kept(session.escaped(address), vault.keep(address).sha256, file=address, stamp=stamp)
        with without_words():
            source = self._read(address)
        return Kept(address, source.fingerprint, source)

    def begin(self, definition: Definition, original: Kept, name: str, today: date, results: Path) -> None:
        """Nothing: a cluster is asked for one delivery at a time."""

    def parse(
        self,
        definition: Definition,
        original: Kept,
        name: str,
        today: date,
        results: Path,
        on_progress: child.OnProgress,
    ) -> Parsed:
        """Check every record and write quarantine, reports and covers .parquet into `results`."""
        with without_words():
            source = original.source or self._read(original.address)
            on_progress(LOOKED_AT, source.lines)
            delivery = arrived(definition, source.header, names.read(name), today)
            if not delivery.contract.stages:
                raise RefusedError("only_here", kind=delivery.contract.kind)
            with workbench(definition) as connection:
                first_rows = check(self.spark, connection, definition, source, delivery)
                on_progress(CHECKED, source.lines)
                if original.file and vault.stamp(original.file) != original.stamp:
                    raise HeldError("changing")
                return finish(connection, source, delivery, first_rows, results)

    def _read(self, address: str) -> text.Text | parquet.Parquet:
        if address.lower().endswith(ONLY_HERE):
            raise RefusedError("only_here", kind=Path(address).suffix)
        endings = {file.endswith(".parquet") for file in self.spark.read.text(address).inputFiles()}
        if endings == {True, False}:
            raise RefusedError("mixed")
        if endings == {True}:
            return parquet.read(self.spark, address)
        return text.read(self.spark, address, self.spellings)


@dataclass(frozen=True)
class NoRows:
    """A delivery without rows."""

    spark: SparkSession
    lines: int = 1
    first_line: int = 2
    remarks: tuple[str, ...] = ()
    irregular: Irregular = field(default_factory=Irregular)

    def head(self) -> list[Record]:
        """No record."""
        return []

    def raw(self, columns: list[str], _chosen: DataFrame | None = None) -> DataFrame:
        """No record."""
        return text.table(self.spark, [], columns)


@contextmanager
def engine(master: str, definition: Definition, **settings: str) -> Iterator[Spark]:
    """Spark at `master`, once every query it will be asked has run on tables without rows.

    session.NoSparkError, or sql.NotPortableError with the name of the query that Spark cannot run.
    """
    zone = {"spark.sql.session.timeZone": definition.time_zone}
    with session.session(master, **zone | settings) as spark:
        if definition.records:
            try_queries(spark, definition, max(definition.records, key=lambda records: len(records.stages)))
        yield Spark(spark, spellings(definition))


def try_queries(spark: SparkSession, definition: Definition, records: Records) -> None:
    """Run the checks of one kind of extract on tables without rows."""
    usual = {setting: str(spark.conf.get(setting)) for setting in SIMPLE}
    _set(spark, SIMPLE)
    contract, day = of_records(records), definition.start
    delivery = Delivery(contract, list(contract.columns), names.Said(reported_on=day), day, day)
    with workbench(definition) as connection:
        check(spark, connection, definition, NoRows(spark), delivery)
    _set(spark, usual)


def _set(spark: SparkSession, settings: dict[str, str]) -> None:
    for setting, value in settings.items():
        spark.conf.set(setting, value)
