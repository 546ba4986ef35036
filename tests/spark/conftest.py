"""Both engines, each with a store of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign import definition
from campaign.definition import Definition
from campaign.ingest import child, ingest
from campaign.ingest.local import Engine
from tests.ingest.conftest import make, rows
from tests.spark import java

SMALL = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",  # a case of twenty lines is over before Java has compiled its own code
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.files.maxPartitionBytes": "600",
    "spark.sql.files.openCostInBytes": "600",
}
ASKED = {
    "deliveries": "delivery_id, file, kind, source, simulated, reported_on, sha256, period_from, period_to, state,"
    " lines, accepted, quarantined",
    "quarantine": "*",
    "reports": "*",
    "covers": "*",
    "counts": "*",
    # What one engine takes for ordinary may stand in another row than what it looks at again.
    "(select * exclude (items), unnest(range(len(items))) as more, unnest(items) as items from passages)"
    " group by all having sum(items) <> 0": "* exclude (items, from_days, more), from_days + more as after, sum(items)",
}


@pytest.fixture(scope="session")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Definition:
    home = tmp_path_factory.mktemp("campaign") / "home"
    make(home)
    return definition.load(home)


@pytest.fixture(scope="session")
def spark(campaign: Definition) -> Iterator[Engine]:
    """Spark on this machine, started once."""
    java.needed()
    from campaign.spark.engine import engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")  # as with its code: not worth it here
        with engine("local[2]", campaign, **SMALL) as started:
            yield started


@pytest.fixture
def store_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder of the small campaign, which CAMPAIGN_HOME names."""
    make(tmp_path / "home")
    monkeypatch.setenv("CAMPAIGN_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def said(campaign: Definition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """said(engine, place…) takes deliveries into a new store; what the store then says, and what staff reads."""
    monkeypatch.setattr(child, "run", lambda task, *arguments, **how: task(*arguments))

    def said(engine: Engine | None, *places: Path | str) -> dict[str, list]:
        home = tmp_path / "home"
        shutil.rmtree(home, ignore_errors=True)
        make(home)
        monkeypatch.setenv("CAMPAIGN_HOME", str(home))
        outcomes = ingest(campaign, list(places), engine=engine)
        tables = {table: sorted(rows(f"select {columns} from {table}"), key=repr) for table, columns in ASKED.items()}
        return tables | {"messages": [(outcome.state, outcome.message) for outcome in outcomes]}

    return said
