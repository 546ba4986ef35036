"""Lays out a tile grid: each unit a tile, as near as can be to where it lies."""

import math

import geopandas as gpd
import numpy as np
import shapely
from scipy.optimize import linear_sum_assignment

from campaign.maps.islands import Box

MERCATOR = 3857  # EPSG: as the maps are drawn
COLUMNS = 9  # at most: what a phone has room for
SPARE = 1.4  # tiles there are for each that is taken, so that the outline of the country can be seen


def places(areas: gpd.GeoSeries, bounds: Box) -> dict[str, tuple[int, int]]:
    """Row (from the north) and column (from the west) of each unit, by code; what lies outside `bounds` (west, south,
    east, north) stands at its edge.

    The grid has the proportions of the land; units are assigned to it so that the sum of the squared distances from
    where they lie is least (the Hungarian method, after McNeill and Hale 2017, "Generating tile maps").
    """
    inside = np.clip(shapely.get_coordinates(areas.representative_point()), bounds[:2], bounds[2:])
    points = gpd.GeoSeries(shapely.points(inside), crs=areas.crs).to_crs(MERCATOR)
    x, y = _from_nought(points.x.to_numpy()), _from_nought(-points.y.to_numpy())
    columns, rows = _shape(len(areas), x.max(), y.max())
    at = np.column_stack([_spread(y, rows), _spread(x, columns)])
    tiles = np.array([(row, column) for row in range(rows) for column in range(columns)])
    cost = ((at[:, None, :] - tiles[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(cost)
    found = tiles[chosen] - tiles[chosen].min(axis=0)
    return {code: (int(row), int(column)) for code, (row, column) in zip(areas.index, found, strict=True)}


def _from_nought(values: np.ndarray) -> np.ndarray:
    return values - values.min()


def _shape(units: int, wide: float, tall: float) -> tuple[int, int]:
    """Columns and rows for so many units on land of that extent, all in one row or column where it has but one."""
    if not wide or not tall:
        columns = min(units, COLUMNS) if wide else 1
        return columns, math.ceil(units / columns)
    columns = min(max(round(math.sqrt(units * SPARE * wide / tall)), 1), COLUMNS, units)
    return columns, max(round(units * SPARE / columns), math.ceil(units / columns))


def _spread(values: np.ndarray, steps: int) -> np.ndarray:
    """Values from 0 on, spread over so many steps."""
    return values / (values.max() or 1) * (steps - 1)
