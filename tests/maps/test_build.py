"""What the browser fetches: complete, valid, wound clockwise; a campaign's own boundaries replace it."""

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from campaign import definition
from campaign.definition import Definition
from campaign.maps import boundaries, build
from tests.maps.conftest import HOME


def features(path: Path) -> dict[str, shapely.Geometry]:
    content = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {feature["id"]: shapely.from_geojson(json.dumps(feature["geometry"])) for feature in content}


def layers(served: Path) -> dict[str, dict]:
    return json.loads((served / "index.json").read_text(encoding="utf-8"))["layers"]


def file(served: Path, layer: dict) -> Path:
    return served / layer["url"].rsplit("/", 1)[1]


def test_every_unit_has_an_area_and_a_point_at_every_level(served: Path, campaign: Definition) -> None:
    for level in ("province", "district"):
        codes = {unit.code for unit in campaign.units if unit.level == level}
        layer = layers(served)[level]
        assert features(file(served, layer)).keys() == codes
        assert layer["points"].keys() == codes


def test_every_province_has_a_file_of_its_districts(served: Path, campaign: Definition) -> None:
    made = layers(served)
    for province in (unit for unit in campaign.units if unit.level == "province"):
        below = {unit.code for unit in campaign.units if unit.parent_code == province.code}
        assert features(file(served, made[f"district/{province.code}"])).keys() == below


def test_served_areas_are_valid_and_wound_clockwise(served: Path) -> None:
    for layer in layers(served).values():
        for code, area in features(file(served, layer)).items():
            assert area.is_valid, code
            assert not area.is_empty, code
            for part in shapely.get_parts(area):
                assert not part.exterior.is_ccw, code


def test_provinces_are_the_union_of_their_districts(served: Path, campaign: Definition) -> None:
    home_areas = {level.id: boundaries.load(HOME, campaign, level) for level in campaign.levels}
    for code, area in home_areas["province"].items():
        below = [unit.code for unit in campaign.units if unit.parent_code == code]
        slow = home_areas["district"][below].union_all()
        assert area.symmetric_difference(slow).area < 1e-9, code


def test_each_point_lies_in_its_unit(served: Path, campaign: Definition) -> None:
    areas = boundaries.load(HOME, campaign, campaign.levels[2])
    for code, point in layers(served)["district"]["points"].items():
        assert areas[code].distance(shapely.Point(point)) < 0.002, code


def test_the_empty_world_stands_where_plotly_looks(served: Path) -> None:
    world = json.loads((build.STATIC / "topo" / "world_110m.json").read_text(encoding="utf-8"))
    assert all(layer["geometries"] == [] for layer in world["objects"].values())


def test_a_second_build_touches_nothing(served: Path, campaign: Definition) -> None:
    before = {path: path.stat().st_mtime_ns for path in served.iterdir()}
    build.build(HOME, campaign)
    assert {path: path.stat().st_mtime_ns for path in served.iterdir()} == before


HEAD = """
[campaign]
id = "{id}"
name = {{ vi = "Thử", en = "Trial" }}
start = 2021-01-01
deadline = 2021-07-01
root = "X"
[[levels]]
id = "nation"
label = {{ vi = "Nước", en = "Nation" }}
[[levels]]
id = "county"
label = {{ vi = "Hạt", en = "County" }}
{boundaries}
[[projects]]
id = "p"
label = {{ vi = "Dự án", en = "Project" }}
[[measures]]
id = "m"
project = "p"
label = {{ vi = "Đã làm", en = "Done" }}
unit = {{ vi = "cái", en = "items" }}
target = 10
"""


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A campaign of two counties, A and B, with the boundaries it is given."""
    monkeypatch.setattr(build, "STATIC", tmp_path / "static")
    home = tmp_path / "home"
    (home / "boundaries").mkdir(parents=True)
    (home / "units.csv").write_text(
        "code,parent_code,level,name_vi,name_en\nX,,nation,X,X\nA,X,county,A,A\nB,X,county,B,B\n", encoding="utf-8"
    )

    def make(areas: gpd.GeoDataFrame | None) -> list[str]:
        named = 'boundaries = "counties"' if areas is not None else ""
        (home / "campaign.toml").write_text(HEAD.format(id="trial", boundaries=named), encoding="utf-8")
        if areas is not None:
            areas.to_file(home / "boundaries" / "counties.geojson")
        campaign = definition.load(home)
        missing = build.build(home, campaign)
        make.served = build.folder(campaign)
        return missing

    return make


def counties(west: float, codes: tuple[str, ...] = ("A", "B")) -> gpd.GeoDataFrame:
    boxes = [shapely.box(west + place, 45, west + place + 1, 46) for place in range(len(codes))]
    return gpd.GeoDataFrame({"code": list(codes)}, geometry=boxes, crs=4326)


def test_a_campaigns_own_boundaries_are_served_and_replaced(trial) -> None:
    assert trial(counties(8)) == []
    assert layers(trial.served)["county"]["bounds"] == [8, 45, 10, 46]
    trial(counties(20))
    assert layers(trial.served)["county"]["bounds"] == [20, 45, 22, 46]
    assert len(list(trial.served.glob("county-*.geojson"))) == 1


def test_units_without_an_area_are_named(trial) -> None:
    assert trial(counties(8, ("A", "Z"))) == ["B"]


def test_a_campaign_without_boundaries_has_no_layers(trial) -> None:
    assert trial(None) == []
    assert layers(trial.served) == {}


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        (counties(8).rename(columns={"code": "id"}), "no column 'code'"),
        (counties(8, ("A", "A")), "stands once"),
        (counties(8, ("Y", "Z")), "none of its codes"),
    ],
)
def test_a_file_that_cannot_be_used_is_explained(trial, areas: gpd.GeoDataFrame, said: str) -> None:
    with pytest.raises(boundaries.BoundariesError, match=said):
        trial(areas)
