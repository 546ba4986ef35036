"""Finds the boundaries of a level: its own file, else the union of the level below."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from campaign.definition import Definition, Level
from campaign.definition.boundaries import FORMATS, folders, of


class BoundariesError(ValueError):
    """One sentence: which file, what is wrong, how to mend it."""


def files(home: Path, campaign: Definition) -> list[Path]:
    """Every file the boundaries of the campaign in folder `home` can come from, in a fixed order."""
    places = folders(home, campaign.levels)
    found = [path for folder in places if folder.is_dir() for path in sorted(folder.iterdir())]
    return [path for path in found if path.suffix in (*FORMATS, ".toml", ".csv")]


def load(home: Path, campaign: Definition, level: Level) -> gpd.GeoSeries | None:
    """Areas of a level in WGS 84, indexed by unit code; None when the level has none.

    A file of its own wins over the union of the level below. BoundariesError for a file that cannot be read or keyed.
    """
    if level.boundaries is None:
        return None
    path = of(home, level.boundaries)
    if path is not None:
        return _read(path, level.boundaries_code, {unit.code for unit in campaign.units if unit.level == level.id})
    position = campaign.levels.index(level) + 1
    below = load(home, campaign, campaign.levels[position]) if position < len(campaign.levels) else None
    if below is None:
        return None
    parents = [campaign.unit[code].parent_code for code in below.index]
    return below.groupby(parents).agg(lambda areas: shapely.coverage_union_all(np.asarray(areas))).set_crs(4326)


def _read(path: Path, column: str, codes: set[str]) -> gpd.GeoSeries:
    try:
        frame = gpd.read_parquet(path) if path.suffix == ".parquet" else gpd.read_file(path)
    except (OSError, ValueError, RuntimeError) as error:
        mend = "save it again as GeoParquet or GeoJSON"
        raise BoundariesError(f"{path.name}: cannot be read ({error}); {mend}") from error
    if column not in frame:
        there = ", ".join(str(name) for name in frame.columns if name != frame.geometry.name)
        mend = f"name the one with the codes of units.csv as boundaries_code in campaign.toml; it has {there or 'none'}"
        raise BoundariesError(f"{path.name}: has no column '{column}'; {mend}")
    if not frame[column].map(lambda code: isinstance(code, str)).all() or frame[column].duplicated().any():
        mend = "keep leading zeros, one row a unit"
        raise BoundariesError(f"{path.name}: '{column}' is not a text that stands once; {mend}")
    if frame.crs is None:
        raise BoundariesError(f"{path.name}: does not say its coordinate system; set it before saving")
    areas = frame.set_index(column).geometry.rename_axis("code").to_crs(4326)
    known = areas[areas.index.isin(codes)]
    if known.empty:
        raise BoundariesError(f"{path.name}: none of its codes is a unit of this level; compare it with units.csv")
    return known.make_valid()
