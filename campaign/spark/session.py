"""Starts Spark so that nothing of a person stays behind: no log, no page of its own, files on disk encrypted."""

import importlib.util
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from campaign import words
from campaign.spark.install import java

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FOLDER = "campaign-spark-"  # and the process that it belongs to
BLOCK = 128 << 20  # bytes of a text that one task reads; part of what a delivery's id is made of
SETTINGS = {
    "spark.app.name": "campaign ingest",
    "spark.log.level": "OFF",
    "spark.executor.syncLogLevel.enabled": "true",  # on the workers too: a task's error may quote what it read
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.eventLog.enabled": "false",
    "spark.io.encryption.enabled": "true",  # what is shuffled or spilled, with a key that is never written down
    "spark.sql.session.timeZone": "UTC",  # unless a campaign says its own
    "spark.sql.ansi.enabled": "true",
    # A line is split once and a day read once, not again wherever its cells are used.
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.CollapseProject",
    # One block of one file a task, however many workers there are: so a line's number is its block's and its rank.
    "spark.sql.files.maxPartitionBytes": str(BLOCK),
    "spark.sql.files.openCostInBytes": str(BLOCK),
}


class NoSparkError(Exception):
    """Spark cannot be used here; `str()` of it says what is missing."""


@contextmanager
def session(master: str, **settings: str) -> Iterator["SparkSession"]:
    """Spark at `master` (local[2] or spark://HOST:PORT) with more `settings`, stopped and swept up at the end.

    NoSparkError when Spark or Java is missing or does not start. Anything else of Spark's is set in its own
    spark-defaults.conf.
    """
    if importlib.util.find_spec("pyspark") is None or importlib.util.find_spec("sqlglot") is None:
        raise NoSparkError(words.t("spark.not_installed"))
    if java() is None:
        raise NoSparkError(words.t("spark.no_java"))
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL + 1)  # it writes whole messages to stderr
    _sweep()
    with tempfile.TemporaryDirectory(prefix=f"{FOLDER}{os.getpid()}-") as folder:
        private = {
            "spark.local.dir": folder,
            "spark.sql.warehouse.dir": folder,
            "spark.driver.extraJavaOptions": f"-Djava.io.tmpdir={folder} -XX:-UsePerfData",
        }
        builder = SparkSession.builder.master(master)
        for key, value in (SETTINGS | private | settings).items():
            builder = builder.config(key, value)
        try:
            with _silent():
                spark = builder.getOrCreate()
        except (Py4JError, PySparkException, OSError) as error:
            raise NoSparkError(words.t("spark.no_start", master=master)) from error
        try:
            yield spark
        finally:
            spark.stop()


def _sweep() -> None:
    """Remove what a process that was killed has left: what Spark kept on disk, and nobody has the key of."""
    for left in Path(tempfile.gettempdir()).glob(f"{FOLDER}*-*"):
        if not Path("/proc", left.name.removeprefix(FOLDER).partition("-")[0]).exists():
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _silent() -> Iterator[None]:
    """The process that starts here inherits no stderr: what Java says of its own could quote what it read."""
    kept, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)


def escaped(path: Path) -> str:
    """Address of one file of this machine, no sign of which Spark takes for a pattern."""
    return "".join(f"\\{mark}" if mark in "*?[]{}\\" else mark for mark in str(path.resolve()))
