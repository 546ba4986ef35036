"""A small campaign with one delivery, staff of a province, and somebody at its desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import readers, small
from tests.pages.office import TOML, attended, followed


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The campaign that the tests of a file copy: those of a file that needs more override it."""
    home = small.delivered(tmp_path_factory.mktemp("made") / "small", toml=TOML)
    readers.write(home, "A")
    return home


@pytest.fixture
def campaign_home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of it, as the campaign that is followed, with its desk attended."""
    home = followed(made, tmp_path, monkeypatch)
    with attended():
        yield home


@pytest.fixture
def desk(home: Path) -> Iterator[None]:
    """Somebody at the desk of the campaign that a file calls its `home`."""
    with attended():
        yield
