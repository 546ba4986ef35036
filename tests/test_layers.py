"""The guard over imports holds, names every module, and a wrong import on any floor turns it red."""

import copy
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import grimp
import pytest
from importlinter.application.use_cases import read_user_options
from importlinter.application.user_options import UserOptions
from importlinter.configuration import configure
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract

from campaign import settings

PYPROJECT = settings.PROJECT / "pyproject.toml"
CONTRACTS = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
KINDS = {"layers": LayersContract, "forbidden": ForbiddenContract}


def floors(contract: dict) -> list[list[str]]:
    """Modules of each floor of a layered contract, the highest first."""
    (container,) = contract["containers"]
    return [[f"{container}.{name.strip()}" for name in floor.split("|")] for floor in contract["layers"]]


STEPS = [
    (contract["name"], lower, upper)
    for contract in CONTRACTS
    if contract["type"] == "layers"
    for above, below in pairwise(floors(contract))
    for upper, lower in ((above[0], below[-1]), (above[-1], below[0]))
]
FORBIDDEN = [
    ("What draws and computes knows neither Streamlit nor DuckDB", "campaign.subjects.pace.charts", "duckdb"),
    (
        "What draws and computes knows neither Streamlit nor DuckDB",
        "campaign.figures.table",
        "campaign.serving.queries",
    ),
    ("Streamlit is known to the server", "campaign.report.content", "streamlit"),
    ("Streamlit is known to the server", "campaign.ingest.publish", "campaign.ui.access"),
    ("Spark is asked for by the command line alone", "campaign.ingest.parse", "campaign.spark.engine"),
    ("Pages publish nothing", "pages.quality", "campaign.ingest.publish"),
    ("Pages publish nothing", "campaign.ui.screen", "campaign.ingest.publish"),
    ("Pages contain no SQL", "pages.overview", "pandas"),
]


@pytest.fixture(scope="module")
def options() -> UserOptions:
    configure()
    return read_user_options(config_filename=str(PYPROJECT))


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("campaign", "pages", include_external_packages=True, cache_dir=None)


def kept(graph: grimp.ImportGraph, options: UserOptions, name: str) -> bool:
    """Whether the contract whose name begins like this holds."""
    (chosen,) = (contract for contract in options.contracts_options if contract["name"].startswith(name))
    contract = KINDS[chosen["type"]](chosen["name"], options.session_options, chosen)
    return contract.check(copy.deepcopy(graph), verbose=False).kept


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract["name"])
def test_a_contract_holds(contract: dict, imports: grimp.ImportGraph, options: UserOptions) -> None:
    assert kept(imports, options, contract["name"])


@pytest.mark.parametrize(("name", "importer", "imported"), [*STEPS, *FORBIDDEN])
def test_a_wrong_import_breaks_it(
    name: str, importer: str, imported: str, imports: grimp.ImportGraph, options: UserOptions
) -> None:
    graph = copy.deepcopy(imports)
    graph.add_import(importer=importer, imported=imported)
    assert not kept(graph, options, name)


@pytest.mark.parametrize("container", ["campaign", "campaign.subjects", "campaign.ui"])
def test_a_module_on_no_floor_breaks_it(container: str, imports: grimp.ImportGraph, options: UserOptions) -> None:
    graph = copy.deepcopy(imports)
    graph.add_module(f"{container}.loose")
    (layered,) = (one["name"] for one in CONTRACTS if one.get("containers") == [container])
    assert not kept(graph, options, layered)


def test_the_command_finds_a_page_that_publishes(tmp_path: Path) -> None:
    for name in ("campaign", "pages"):
        shutil.copytree(settings.PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    page = tmp_path / "pages" / "reports.py"
    page.write_text("from campaign.ingest import publish\n" + page.read_text(encoding="utf-8"), encoding="utf-8")
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    found = subprocess.run(
        [*lint, "--config", str(PYPROJECT), "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 1
    assert "pages.reports -> campaign.ingest.publish" in found.stdout
