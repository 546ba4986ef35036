"""Where boundaries and what belongs to them are found: in the campaign's own folder, or where it says in `geo/`.

A level's `boundaries` is the name of a file in `boundaries/` of the campaign's folder; `geo/NAME` is one of the
program's, for a campaign that draws the units there. Nobody gets those who does not name them.
"""

from collections.abc import Iterable
from pathlib import Path

from campaign import settings
from campaign.definition.parts import Level

FOLDER = "boundaries"
PROGRAM = "geo/"
FORMATS = (".parquet", ".geojson")


def of(home: Path, layer: str) -> Path | None:
    """The file of a layer, in any of the formats; None when there is none."""
    folder, name = _folder(home, layer), layer.removeprefix(PROGRAM)
    return next((path for suffix in FORMATS if (path := folder / (name + suffix)).exists()), None)


def beside(home: Path, levels: Iterable[Level], name: str) -> Path | None:
    """The file of this `name` in a folder where a layer of the levels is; None when there is none."""
    return next((path for folder in folders(home, levels) if (path := folder / name).exists()), None)


def folders(home: Path, levels: Iterable[Level]) -> list[Path]:
    """The folders that the layers of the levels are in, each once; none where no level has any."""
    return list(dict.fromkeys(_folder(home, level.boundaries) for level in levels if level.boundaries))


def _folder(home: Path, layer: str) -> Path:
    return settings.PROJECT / PROGRAM if layer.startswith(PROGRAM) else home / FOLDER
