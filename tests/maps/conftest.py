"""The maps of the default campaign, made once."""

from pathlib import Path

import pandas as pd
import pytest

from campaign import definition, settings
from campaign.definition import Definition
from campaign.maps import build

HOME = settings.PROJECT / "data"


@pytest.fixture(scope="session")
def campaign() -> Definition:
    return definition.load(HOME)


@pytest.fixture(scope="session")
def served(campaign: Definition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the served maps, made from nothing."""
    patch = pytest.MonkeyPatch()
    patch.setattr(build, "STATIC", tmp_path_factory.mktemp("static"))
    assert build.build(HOME, campaign) == []
    yield build.folder(campaign)
    patch.undo()


@pytest.fixture
def values(campaign: Definition):
    """Makes a frame of all units of a level, or of those below one unit: values from 0 to 1.2, all states."""

    def frame(level: str, inside: str | None = None) -> pd.DataFrame:
        codes = [
            unit.code
            for unit in campaign.units
            if unit.level == level and inside in (None, campaign.root, unit.parent_code)
        ]
        share = [place / max(len(codes) - 1, 1) * 1.2 for place in range(len(codes))]
        states = ["", "provisional", "silent", "missing", "not_applicable"]
        return pd.DataFrame(
            {
                "unit_code": codes,
                "name": [campaign.unit[code].name["vi"] for code in codes],
                "value": share,
                "state": [states[place % 5] for place in range(len(codes))],
                "target": 100,
                "told": "50%",
                "detail": "1/2",
            }
        )

    return frame
