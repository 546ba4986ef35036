"""Makes geo/districts.parquet from public packages: `make geo` (needs the registries; no test does it).

A district is the land nearer to the centres of its communes than to those of others, in the power distance: the
squared distance less a weight for the commune's area. Land of another province is dearer to reach.
"""

import tempfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import ConvexHull
from sources import HERE, METRIC, communes, fetch, land

REACH = 40_000  # metres: communes farther from a part of the land cannot own any of it
FOREIGN = 4_000**2  # m² added to the power of a commune of another province: as of one 4 km away
WEIGHT = 0.5  # of the square of the radius that a round commune of this area has
SPECK = 500_000  # m²: smaller parts go to their neighbour
EXCLAVE = 10_000  # metres from the rest of the province: farther parts between others go to their neighbour
OFFSHORE = 3_000  # metres from any land of the outline: an island that it lacks, drawn as a disc of its area
SNAP = 5  # metres


def power_cells(points: np.ndarray, weights: np.ndarray) -> list[shapely.Geometry]:
    """Cells of a power diagram, each a convex polygon (empty when a seed has none), within 1,000 km.

    Lifted to (x, y, x² + y² − weight), every facet of the lower hull is a corner shared by the cells of its three
    seeds (Aurenhammer 1987).
    """
    middle = points.mean(axis=0)
    around = 1e6 * np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)])
    seeds = np.vstack([points - middle, around])
    heights = (seeds**2).sum(axis=1) - np.concatenate([weights, np.zeros(4)])
    hull = ConvexHull(np.column_stack([seeds, heights]))
    normals = hull.equations
    lower = normals[:, 2] < -1e-12
    corners = -normals[lower, :2] / (2 * normals[lower, 2:3]) + middle
    of_seed: list[list[np.ndarray]] = [[] for _ in seeds]
    for corner, facet in zip(corners, hull.simplices[lower], strict=True):
        for seed in facet:
            of_seed[seed].append(corner)
    return [
        shapely.MultiPoint(found).convex_hull if len(found) > 2 else shapely.Polygon()
        for found in of_seed[: len(points)]
    ]


def divide(part: shapely.Geometry, province: str, island: bool, seeds: gpd.GeoDataFrame) -> dict[str, shapely.Geometry]:
    """One part of the land among its districts.

    On an island with communes of its own, nobody else counts; on one without, all count alike: the outline gives
    some islands to the wrong province.
    """
    near = seeds[seeds.distance(part) < REACH]
    on_it = near[near.within(part)]
    near = on_it if island and len(on_it) else near
    if near.empty:
        near = seeds.iloc[[seeds.distance(part).argmin()]]
    if len(near) == 1:
        return {near["district"].iloc[0]: part}
    home = island | (near["province"] == province)
    weights = WEIGHT * near["area"] / np.pi - np.where(home, 0, FOREIGN)
    cells = power_cells(np.column_stack([near.geometry.x, near.geometry.y]), weights.to_numpy())
    pieces = gpd.GeoSeries(cells, index=near["district"].to_numpy(), crs=METRIC).intersection(part)
    return {code: shapely.union_all(np.asarray(found)) for code, found in pieces[~pieces.is_empty].groupby(level=0)}


def hand_over(areas: gpd.GeoSeries, parents: dict[str, str]) -> gpd.GeoSeries:
    """Give specks, and parts of a province that lie far from it between others, to the neighbour they border most."""
    parts = areas.explode().reset_index()
    parts.columns = ["code", "geometry"]
    parts = gpd.GeoDataFrame(parts, geometry="geometry", crs=METRIC)
    largest = parts.geometry.area.groupby(parts["code"]).transform("max") == parts.geometry.area
    for place in parts.index[((parts.geometry.area < SPECK) & ~largest) | _stray(parts, parents)]:
        neighbours = parts.index[parts.geometry.touches(parts.geometry[place])]
        borders = [
            parts.geometry[place].boundary.intersection(parts.geometry[other].boundary).length if other != place else 0
            for other in neighbours
        ]
        if max(borders, default=0) > 0:
            parts.loc[place, "code"] = parts.loc[neighbours[int(np.argmax(borders))], "code"]
    return parts.dissolve("code").geometry


def _stray(parts: gpd.GeoDataFrame, parents: dict[str, str]) -> pd.Series:
    """Parts in blocks of a province that lie far from its larger ones, mostly bordered by other provinces."""
    province = parts["code"].map(parents)
    stray = pd.Series(False, parts.index)
    for code, group in parts.groupby(province):
        blocks = sorted(shapely.get_parts(shapely.union_all(np.asarray(group.geometry))), key=lambda block: -block.area)
        others = shapely.union_all(np.asarray(parts.geometry[province != code]))
        for rank, block in enumerate(blocks[1:], 1):
            if (
                min(block.distance(larger) for larger in blocks[:rank]) > EXCLAVE
                and block.boundary.intersection(others).length > block.length / 2
            ):
                stray |= parts.geometry.representative_point().within(block) & (province == code)
    return stray


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fetch(folder)
        parts, archipelagos = land(folder)
        seeds = communes(folder)
    units = pd.read_csv(HERE.parent / "data" / "units.csv", dtype=str).set_index("code")
    parents = units["parent_code"].to_dict()
    seeds = seeds[~seeds["district"].isin(archipelagos)].assign(province=lambda frame: frame["district"].map(parents))
    largest = parts.area.groupby(level=0).transform("max")
    pieces: dict[str, list[shapely.Geometry]] = {}
    for (province, part), most in zip(parts.items(), largest, strict=True):
        for code, piece in divide(part, province, part.area < most, seeds).items():
            pieces.setdefault(code, []).append(piece)
    alone = seeds[seeds.distance(shapely.union_all(np.asarray(parts))) > OFFSHORE]
    for seed in alone.itertuples():
        pieces.setdefault(seed.district, []).append(seed.geometry.buffer(np.sqrt(seed.area / np.pi), quad_segs=6))
    areas = gpd.GeoSeries({code: shapely.union_all(found) for code, found in sorted(pieces.items())}, crs=METRIC)
    clean = shapely.coverage_clean(np.asarray(areas), snapping_distance=SNAP, gap_width=4 * SNAP)
    areas = hand_over(gpd.GeoSeries(clean, areas.index, crs=METRIC), parents)
    areas = pd.concat([areas, gpd.GeoSeries(archipelagos, crs=METRIC)]).sort_index()
    missing = sorted(set(units.index[units["level"] == "district"]) - set(areas.index))
    if missing:
        raise SystemExit(f"no land for {', '.join(missing)}: their communes were not found")
    frame = gpd.GeoDataFrame({"code": areas.index}, geometry=np.asarray(areas.to_crs(4326)), crs=4326)
    frame.to_parquet(HERE / "districts.parquet", compression="zstd", index=False)


if __name__ == "__main__":
    main()
