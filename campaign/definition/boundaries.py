"""Where boundaries and what belongs to them are found: in the campaign's own folder, else among the defaults."""

from pathlib import Path

from campaign import settings

DEFAULTS = settings.PROJECT / "geo"
FORMATS = (".parquet", ".geojson")


def find(home: Path, *names: str) -> Path | None:
    """The first of `names` in the campaign's own folder, else among the defaults, else None."""
    candidates = (folder / name for folder in (home / "boundaries", DEFAULTS) for name in names)
    return next((path for path in candidates if path.exists()), None)


def of(home: Path, layer: str) -> Path | None:
    """The file of a layer, in any of the formats; None when there is none."""
    return find(home, *(layer + suffix for suffix in FORMATS))
