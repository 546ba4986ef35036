"""A real cluster, and a worker of it killed in the middle: the same answer."""

import threading
import time
from pathlib import Path

import pytest

from bench import ingest_data
from tests.ingest.files import UNITS
from tests.spark import java

ROWS = 300_000
SETTINGS = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.executor.memory": "512m",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.files.maxPartitionBytes": "1000000",
    "spark.sql.files.openCostInBytes": "1000000",
}
BAD = (
    "HS000000000001,001,2021-05-01,,,,\nX1,999,2021-05-01,,,,\nX2,001,2021-05-03,2021-05-01,,,\n\n"
    'X3,"001",2021-05-01,,,,\n"X4\nX4",001,2021-05-01,,,,\n'
)


@pytest.fixture(scope="module")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    csv, _ = ingest_data.write("issuance_records", ROWS, list(UNITS), tmp_path_factory.mktemp("extract"))
    with csv.open("a") as file:
        file.write(BAD)
    return csv


@pytest.mark.cluster
def test_a_worker_killed_in_the_middle_changes_nothing(said, campaign, extract, tmp_path):
    java.needed()
    from campaign.spark.engine import engine
    from tests.spark import cluster

    here = said(None, extract)
    assert here["deliveries"][0][-3:] == (ROWS + 8, ROWS + 3, 4)
    (tmp_path / "cluster").mkdir()
    with (
        cluster.running(tmp_path / "cluster", workers=2) as started,
        engine(started.address, campaign, **SETTINGS) as spark,
    ):
        assert started.listening() <= set(cluster.LOOPBACK)
        lost: list[int] = []
        watcher = threading.Thread(target=kill_in_the_middle, args=[spark.spark, started.workers[0], lost])
        watcher.start()
        assert said(spark, extract) == here
        watcher.join()
        assert lost, "the worker was killed after the work was done"
        assert started.workers[1].poll() is None


def kill_in_the_middle(spark, worker, lost: list[int]) -> None:
    """Kill a worker once a stage of the checks, which shuffle the records by their ids, is half done."""
    from tests.spark import cluster

    tracker = spark.sparkContext.statusTracker()
    while not lost:
        for stage in map(tracker.getStageInfo, tracker.getActiveStageIds()):
            if stage and stage.name.startswith("toArrow") and stage.numTasks > 4 < stage.numCompletedTasks:
                cluster.kill(worker)
                lost.append(stage.numTasks - stage.numCompletedTasks)
                break
        time.sleep(0.02)
