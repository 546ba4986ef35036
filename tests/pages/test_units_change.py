"""Links to units that have ended are answered, and pages say who is new and who has ended."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from campaign.maps import build
from campaign.ui import navigation
from tests import merged, small
from tests.pages.test_pages import run, unit_shown

SAID = {
    "vi": ("Huyện A Một, Tỉnh A đã kết thúc sau ngày 31/01/2021; số liệu từ đó ghi ở:", "Thành phố A Mới, Tỉnh A"),
    "en": ("District A One, Province A ended after 31\xa0Jan\xa02021; from then on see:", "New A City, Province A"),
}


def html(app: AppTest) -> str:
    return " ".join(element.body for element in app.html)


@pytest.fixture(scope="module")
def merged_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("merged") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(home))
        return merged.merged(home)


@pytest.fixture
def merged_home(merged_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The campaign after the merger, made once: pages change nothing in it."""
    monkeypatch.setenv("CAMPAIGN_HOME", str(merged_once))
    return merged_once


@pytest.mark.parametrize("lang", SAID)
@pytest.mark.parametrize("stem", [stem for stem in navigation.PAGES if stem != "method"])
def test_a_link_to_a_unit_that_has_ended_names_its_successor_and_leads_there(
    stem: str, lang: str, merged_home: Path
) -> None:
    app = run(stem, unit="a1", lang=lang, as_of="2021-02-02")
    assert not app.exception
    told = html(app)
    assert all(part in told for part in SAID[lang])
    assert "unit=a3" in told
    assert unit_shown(app) in ("a1", "A")


def test_the_page_of_a_unit_that_has_ended_is_that_of_its_last_day(merged_home: Path) -> None:
    app = run("pace", unit="a1", as_of="2021-02-02")
    assert unit_shown(app) == "a1"
    assert "Tính đến ngày 31/01/2021" in html(app)
    assert "810 hồ sơ (27,0% chỉ tiêu 3.000)" in html(app)


def test_the_page_of_a_new_unit_says_whose_figures_it_goes_on_with(merged_home: Path) -> None:
    told = html(run("pace", unit="a3"))
    assert "Thành phố A Mới, Tỉnh A có từ ngày 01/02/2021, tiếp nối: " in told
    assert "unit=a1" in told and "unit=a2" in told


@pytest.mark.parametrize("stem", ["comparison", "overview"])
def test_who_is_new_and_who_has_ended_is_listed_below_the_unit_above(stem: str, merged_home: Path) -> None:
    app = run(stem, unit="A")
    assert "Đơn vị mới thành lập: 1; đã kết thúc: 2" in [box.label for box in app.expander]
    assert not any("Đơn vị mới" in box.label for box in run(stem, unit="A", as_of="2021-01-31").expander)


def areas(*codes: str) -> str:
    """Boundaries: a square for each code, side by side."""
    squares = []
    for number, code in enumerate(codes):
        west, east = 105 + number, 105.9 + number
        ring = [[west, 10], [west, 11], [east, 11], [east, 10], [west, 10]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        squares.append({"type": "Feature", "properties": {"code": code}, "geometry": shape})
    return json.dumps({"type": "FeatureCollection", "features": squares})


@pytest.fixture(scope="module")
def mapped_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a map, on which the new unit has no shape; the map's files are in `static` beside it."""
    home, level = tmp_path_factory.mktemp("mapped") / "home", 'id = "district"\n'
    (home / "boundaries").mkdir(parents=True)
    (home / "boundaries" / "districts.geojson").write_text(areas("a1", "a2", "b1"))
    toml = small.TOML.replace(level, level + 'boundaries = "districts"\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(home))
        patch.setattr(build, "STATIC", home.parent / "static")
        patch.setattr(small, "TOML", toml)
        patch.setattr(small.folder, "__defaults__", (toml, small.UNITS, small.TARGETS))
        merged.merged(home)
        assert build.build(home, small.loaded(home)) == ["a3"], "a unit that has ended needs no shape"
    return home


@pytest.mark.parametrize("view", ["completion", "remaining"])
@pytest.mark.parametrize("time", ["day", "weeks"])
def test_a_unit_without_a_shape_is_listed_and_the_map_says_so(
    view: str, time: str, mapped_once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(mapped_once))
    monkeypatch.setattr(build, "STATIC", mapped_once.parent / "static")
    app = run("map", unit="A", time=time, view=view)
    assert not app.exception
    told = html(app) + " ".join(caption.value for caption in app.caption)
    assert "Chưa có hình trên bản đồ: 1 (Thành phố A Mới); xem ở danh sách." in told
