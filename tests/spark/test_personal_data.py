"""Spark leaves nothing of a person behind: not in its files while it runs, not after, not in what it says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from campaign import settings
from tests.ingest.test_personal_data import CANARIES, NAME, delivered, found, text
from tests.spark import java


@pytest.mark.cluster
def test_no_personal_data_stays_in_anything_but_the_vault(store_home, tmp_path, temp):
    java.needed()
    path = delivered(tmp_path, ".csv")
    ended = subprocess.Popen(["true"])
    ended.wait()
    (temp / f"campaign-spark-{ended.pid}-killed").mkdir()
    run = [sys.executable, "-m", "campaign", "ingest", "--engine", "local[2]", path]
    said = subprocess.run(
        run, cwd=settings.PROJECT, env=os.environ | {"TMPDIR": str(temp)}, capture_output=True, text=True, check=True
    )
    assert "2 " in said.stderr
    assert not [canary for canary in CANARIES if canary in said.stdout + said.stderr]
    assert found(store_home / "store", store_home / "inbox", temp) == set()
    assert found(store_home / "vault") == set(CANARIES)
    assert not list(temp.glob("campaign-spark-*"))


@pytest.mark.cluster  # two Sparks of their own
@pytest.mark.parametrize("encrypted", [True, False], ids=["as it is", "without its encryption they are found"])
def test_what_spark_writes_while_it_works_is_encrypted(spark, tmp_path, encrypted):
    """Spilled records are kept on disk by a Spark of its own, and looked at there."""
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from pyspark import StorageLevel\n"
        "from campaign.spark.session import session\n"
        "with session('local[1]', **{'spark.io.encryption.enabled': sys.argv[2],"
        " 'spark.shuffle.compress': 'false', 'spark.rdd.compress': 'false',"
        " 'spark.sql.inMemoryColumnarStorage.compressed': 'false'}) as spark:\n"
        "    lines = spark.read.text(sys.argv[1]).repartition(2).persist(StorageLevel.DISK_ONLY)\n"
        "    lines.count()\n"
        "    print(spark.sparkContext.getConf().get('spark.local.dir'), flush=True)\n"
        "    input()\n"
    )
    (tmp_path / "file.csv").write_text(text())
    run = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "file.csv"), str(encrypted).lower()],
        cwd=settings.PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    folder = Path(run.stdout.readline().strip())
    assert (found(folder) == set()) is encrypted
    assert encrypted or NAME in found(folder)
    run.communicate("\n")
    assert run.returncode == 0
    assert not folder.exists()
