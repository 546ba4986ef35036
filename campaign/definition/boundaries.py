"""Where boundaries and what belongs to them are found: in the campaign's own folder, and nowhere else."""

from pathlib import Path

FOLDER = "boundaries"
FORMATS = (".parquet", ".geojson")


def find(home: Path, *names: str) -> Path | None:
    """The first of `names` that is there, else None."""
    return next((path for path in (home / FOLDER / name for name in names) if path.exists()), None)


def of(home: Path, layer: str) -> Path | None:
    """The file of a layer, in any of the formats; None when there is none."""
    return find(home, *(layer + suffix for suffix in FORMATS))
