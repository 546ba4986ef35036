"""What the browser fetches: complete, valid, wound clockwise; a campaign's own boundaries replace it."""

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from campaign import definition
from campaign.definition import Definition
from campaign.maps import boundaries, build, grid
from tests import country, small
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


def test_without_a_file_the_tiles_are_laid_out_as_the_areas_lie(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(build, "STATIC", tmp_path / "static")
    country.boundaries(tmp_path)
    small.folder(tmp_path, country.mapped(), country.UNITS, country.TARGETS)
    build.build(tmp_path, small.loaded(tmp_path))
    made = layers(build.folder(small.loaded(tmp_path)))["tiles/region"]
    row = sorted(made["points"], key=lambda code: made["points"][code][0])
    assert row == list(country.REGIONS), "one beside the other, from west to east"
    assert len({round(latitude, 6) for _, latitude in made["points"].values()}) == 1
    assert made["labels"]["01"] == {"fr": "Nord", "en": "Nord"}
    assert made["frames"] == []


def test_tiles_keep_the_north_in_the_north_and_never_stand_on_one_another(campaign: Definition) -> None:
    """The default campaign's own provinces, laid out as if it had no file."""
    areas = boundaries.load(HOME, campaign, campaign.levels[1])
    found = grid.places(areas, tuple(areas.total_bounds))
    assert len(set(found.values())) == len(areas)
    assert max(column for _, column in found.values()) < grid.COLUMNS
    rank = pd.DataFrame({"row": [row for row, _ in found.values()], "north": -areas.representative_point().y.array})
    assert rank.corr("spearman").loc["row", "north"] > 0.95


def test_parts_far_away_stand_in_frames_of_the_campaign(tmp_path: Path, monkeypatch) -> None:
    """A file in metres, with a column of codes of its own name; the region in the ocean moves no map."""
    monkeypatch.setattr(build, "STATIC", tmp_path / "static")
    country.boundaries(tmp_path)
    path = tmp_path / "boundaries" / "regions.geojson"
    areas = gpd.read_file(path).rename(columns={"code": "insee"})
    areas.loc[areas["insee"] == "05", "geometry"] = shapely.box(55.2, -21.4, 55.8, -20.9)
    path.unlink()
    areas.to_crs(2154).to_file(path, driver="GeoJSON")
    frame = (
        '[[frame]]\nunit = "05"\nname = { fr = "Outre-mer", en = "Overseas" }\nbounds = [55.0, -21.6, 56.0, -20.7]\n'
    )
    (tmp_path / "boundaries" / "frames.toml").write_text(frame + "inset = [0.8, 1.0, 0.0, 0.2]\n", encoding="utf-8")
    small.folder(tmp_path, country.mapped(more='boundaries_code = "insee"\n'), country.UNITS, country.TARGETS)
    elsewhere = small.loaded(tmp_path)
    assert build.build(tmp_path, elsewhere) == []
    made = layers(build.folder(elsewhere))
    assert made["region"]["bounds"] == pytest.approx([0, 45, 6.4, 47], abs=0.01)
    (beside,) = made["region"]["frames"]
    assert (beside["lineage"], beside["name"]["fr"]) == (["05", "00"], "Outre-mer")
    assert beside["points"][0] == pytest.approx([55.5, -21.15], abs=0.01)
    assert made["tiles/region"]["points"].keys() == set(country.REGIONS)


def test_a_folder_without_boundaries_gets_none_of_another_campaign(trial, tmp_path: Path) -> None:
    """Codes 01, 02 … are those of Vietnam's provinces, too."""
    small.folder(tmp_path, country.mapped().replace('"regions"', '"districts"'), country.UNITS, country.TARGETS)
    with pytest.raises(definition.DefinitionError, match=r"districts\.parquet"):
        small.loaded(tmp_path)


@pytest.mark.parametrize("frame", ["[[frame]]\nunit = 5\n", "[[frame", "[[frame]]\nunit = 'A'\nname = {en = 'A'}\n"])
def test_a_frame_that_cannot_be_drawn_is_explained(trial, tmp_path: Path, frame: str) -> None:
    (tmp_path / "home" / "boundaries" / "frames.toml").write_text(frame, encoding="utf-8")
    with pytest.raises(boundaries.BoundariesError, match=r"frames\.toml: "):
        trial(counties(8))
