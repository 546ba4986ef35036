"""Every figure at every level: all units in one trace, both archipelagos, classes that never move."""

import pandas as pd
import plotly.graph_objects as go
import pytest
import shapely

from campaign import theme, words
from campaign.definition import Definition
from campaign.figures.drawn import Drawn
from campaign.language import schedule
from campaign.maps import base_map, browser, build, figures, layers, legend, names
from campaign.maps.layers import Layer
from campaign.maps.sheet import Sheet
from campaign.maps.views import COMPLETION, GAP, PACE, SIGNS, VIEWS, ZERO, View
from tests import country, small

CASES = [
    ("province", None),
    ("district", None),
    ("district", "01"),
    ("district", "48"),
    ("district", "56"),
    ("tiles", None),
]


def points(figure: go.Figure, mode: str) -> list[go.Scattergeo]:
    """Traces of frames ("lines+text") or of islands ("markers+text")."""
    return [
        trace
        for trace in figure.data
        if trace.type == "scattergeo" and trace.mode == mode and trace.meta != names.WORST
    ]


def layer_of(campaign: Definition, level: str, inside: str | None) -> Layer:
    return layers.tiles(campaign, "province") if level == "tiles" else layers.areas(campaign, level, inside)


def drawn(campaign: Definition, values, level: str, inside: str | None) -> list[go.Figure]:
    frame, layer = values(level if level != "tiles" else "province", inside), layer_of(campaign, level, inside)
    return [figures.draw(frame, view, layer) for view in VIEWS.values()]


@pytest.mark.parametrize(("level", "inside"), CASES)
def test_all_units_are_in_one_trace_by_address(served, campaign, values, level: str, inside: str | None) -> None:
    expected = set(values(level if level != "tiles" else "province", inside)["unit_code"])
    for figure in drawn(campaign, values, level, inside):
        traces = [trace for trace in figure.data if trace.type == "choropleth" and trace.geo in (None, "geo")]
        assert [set(trace.locations) for trace in traces] == [expected]
        assert traces[0].geojson.startswith("/app/static/geo/")


@pytest.mark.parametrize(("level", "inside"), CASES)
def test_both_archipelagos_are_on_every_figure(served, campaign, values, level: str, inside: str | None) -> None:
    for figure in drawn(campaign, values, level, inside):
        frames = points(figure, "lines+text")
        own = {"48": ["Hoàng Sa"], "56": ["Trường Sa"]}.get(inside, [])
        assert ["".join(trace.text) for trace in frames] == ["Hoàng Sa", "Trường Sa", *own]
        for frame, islands in zip(frames, points(figure, "markers+text"), strict=True):
            assert islands.geo == frame.geo
            assert len(islands.lon) >= 5
            shown = figure.layout[frame.geo or "geo"]
            for drawn_in, dots, extent in (
                (frame.lon, islands.lon, shown.lonaxis.range),
                (frame.lat, islands.lat, shown.lataxis.range),
            ):
                assert extent[0] <= min(drawn_in) <= min(dots) <= max(dots) <= max(drawn_in) <= extent[1]


def test_an_island_has_the_colour_of_its_unit_at_each_level(served, campaign: Definition) -> None:
    for level, code, inside in (("province", "48", None), ("district", "498", None), ("district", "498", "48")):
        frame = pd.DataFrame(
            {"unit_code": [code], "name": "", "value": [0.5], "state": [""], "told": "", "detail": "", "target": 1}
        )
        figure = figures.draw(frame, COMPLETION, layers.areas(campaign, level, inside))
        islands = points(figure, "markers+text")[0]
        assert islands.marker.color == theme.SEQUENTIAL[2]
        assert browser.clicked([{"customdata": islands.customdata[0]}]) == code


@pytest.mark.parametrize(("inside", "code"), [("48", "498"), ("56", "576")])
def test_a_units_own_archipelago_is_one_of_its_coloured_districts(
    served, campaign, values, inside: str, code: str
) -> None:
    layer = layers.areas(campaign, "district", inside)
    frame = values("district", inside).assign(state="provisional")
    figure = figures.draw(frame, COMPLETION, layer)
    own = points(figure, "markers+text")[-1]
    rank = figures.classify(frame, COMPLETION)[frame["unit_code"].tolist().index(code)]
    assert (own.marker.color, own.text) == (COMPLETION.palette[rank], SIGNS["provisional"])
    assert browser.clicked([{"customdata": own.customdata[0]}]) == code
    beside, mainland = figure.layout[own.geo].domain, figure.layout.geo.domain
    assert mainland.x[1] < beside.x[0]
    assert beside.y == mainland.y


def test_islands_of_a_unit_that_is_not_told_of_say_so(served, campaign: Definition, values) -> None:
    figure = figures.draw(values("district", "01"), COMPLETION, layers.areas(campaign, "district", "01"))
    assert {trace.marker.color for trace in points(figure, "markers+text")} == {theme.MISSING}
    assert {trace.customdata[0][0] for trace in points(figure, "markers+text")} == {words.t("maps.missing")}


def test_the_mainland_is_as_large_as_without_the_archipelagos(served, campaign: Definition, values) -> None:
    figure = figures.draw(values("province"), COMPLETION, layers.areas(campaign, "province"))
    mainland = figure.layout.geo
    assert [*mainland.domain.x, *mainland.domain.y] == [0, 1, 0, 1]
    assert mainland.lonaxis.range[1] < 110
    assert mainland.lataxis.range[0] > 8


def test_class_limits_are_these_and_no_others() -> None:
    assert COMPLETION.breaks == (0.2, 0.4, 0.6, 0.8, 1.0)
    assert GAP.breaks == (-90, -60, -30, -10, 0, 10, 30)
    assert PACE.breaks == (0.5, 0.75, 1.0, 1.25, 2.0)
    for view in (view for view in VIEWS.values() if view.breaks):
        assert len(view.colours) == len(view.breaks) + 1 <= 8
        assert len(view.labels) == len(view.palette)


def test_a_limit_belongs_to_the_class_above_it() -> None:
    assert [GAP.classify(days, "") - ZERO - 1 for days in (-90.1, -90, -30, -9.9, 9.9, 30)] == [0, 1, 3, 4, 5, 7]
    assert COMPLETION.classify(1.0, "") == COMPLETION.classify(1.07, "") == len(COMPLETION.palette) - 1


def test_the_legend_has_what_is_set_apart_where_zero_lies() -> None:
    named = {view.id: [view.labels[rank] for rank in view.scale] for view in (GAP, COMPLETION, PACE)}
    assert named["gap"][4:7] == ["−10 đến 0", "đúng kế hoạch", "0 đến +10"]
    assert named["completion"][:2] == ["chưa có", "dưới 20%"]
    assert len(named["pace"]) == len(PACE.colours)


@pytest.mark.parametrize("days", [-12.0, -1.3, -0.3, 0.0, 0.4, 1.3, 31.0])
def test_the_map_of_the_gap_says_on_plan_when_everything_else_does(days: float) -> None:
    assert (GAP.classify(days, "") == ZERO) == (schedule.state(days) == "on_plan")
    assert GAP.labels[ZERO] == words.t("maps.on_plan")


def test_a_share_reads_as_its_class() -> None:
    below = 49_993_330 / 50_000_000
    assert (COMPLETION.form(below), COMPLETION.form(1.0)) == ("99%", "100%")
    assert COMPLETION.classify(below, "") == COMPLETION.classify(1.0, "") - 1


def test_zero_missing_and_not_applicable_look_different() -> None:
    nan = float("nan")
    looks = {
        COMPLETION.palette[COMPLETION.classify(value, state)]
        for value, state in ((0, ""), (nan, ""), (0.5, "not_applicable"), (0.1, ""))
    }
    assert len(looks) == 4
    assert COMPLETION.classify(nan, "") == COMPLETION.classify(0.5, "missing")
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_a_figure_for_a_file_carries_its_geometry(served, campaign: Definition, values) -> None:
    figure = figures.draw(values("district", "48"), COMPLETION, layers.areas(campaign, "district", "48"))
    for trace in layers.inline(figure).data:
        if trace.type == "choropleth":
            assert len(trace.geojson["features"]) in (8, 63)
    assert isinstance(figure.data[0].geojson, str)


def test_without_boundaries_there_is_no_figure() -> None:
    assert figures.draw(pd.DataFrame(), COMPLETION, None) is None


def test_every_class_and_sign_is_in_both_languages(served, campaign: Definition, values) -> None:
    for language, word in (("vi", "dưới 20%"), ("en", "below 20%")):
        words.use(language)
        figure = figures.draw(values("province"), COMPLETION, layers.areas(campaign, "province"))
        assert any(word in note.text for note in figure.layout.annotations)
    words.use("vi")


@pytest.mark.parametrize("view", [GAP, COMPLETION], ids=lambda view: view.id)
def test_what_is_set_apart_has_its_name_on_a_tile_as_in_a_list(view: View) -> None:
    apart = [value for value in (-1.0, -0.6, 0.0, 1.0) if view.apart(value)]
    assert apart
    for language in words.LANGUAGES:
        words.use(language)
        for value in apart:
            brief = view.brief(value)
            assert not any(sign in brief for sign in "−+0123456789")
            assert brief.split()[0] in view.said(value)
    words.use("vi")
    assert GAP.brief(-1.6) == "−2"


def test_the_legend_of_a_tile_grid_stands_below_all_tiles(served, campaign, values) -> None:
    """Beside them its title lay on Quảng Bình where a phone is narrow."""
    figure = figures.draw(values("province", None), GAP, layers.tiles(campaign, "province"))
    foot = figure.layout.geo.domain.y[0]
    assert all(note.y <= foot for note in figure.layout.annotations)
    assert foot * figure.layout.height == pytest.approx(legend.STRIP)


@pytest.mark.parametrize(("wide", "tall"), [(8, 2), (2, 2), (2, 8)])
@pytest.mark.parametrize("height", [560, 720])
def test_the_legend_lies_on_no_land_of_any_country(
    tmp_path, monkeypatch, wide: float, tall: float, height: int
) -> None:
    monkeypatch.setattr(build, "STATIC", tmp_path / "static")
    country.boundaries(tmp_path, wide, tall)
    small.folder(tmp_path, country.mapped(), country.UNITS, country.TARGETS)
    elsewhere = small.loaded(tmp_path)
    build.build(tmp_path, elsewhere)
    layer = layers.areas(elsewhere, "region")
    figure = base_map.empty(layer, height)
    strip = figure.layout.geo.domain.y[0]
    for width in range(320, 2000, 120):
        land = shapely.transform(shapely.from_wkt(layer.land), Sheet.of(figure, width).pixels)
        room = shapely.box(0, (1 - strip) * height, width, height) if strip else legend.room(height)
        assert not shapely.intersects(land, room), width


@pytest.mark.parametrize(("language", "name"), [("vi", ["Hà", "Nội"]), ("en", ["Hanoi", ""])])
def test_tiles_have_names_in_the_language_in_use(served, campaign, values, language: str, name: list[str]) -> None:
    words.use(language)
    figure = figures.draw(values("province", None), GAP, layers.tiles(campaign, "province"))
    words.use("vi")
    assert name in [list(text[:2]) for trace in figure.data[1:] if trace.mode == "text" for text in trace.customdata]


def test_a_map_is_sent_in_our_look_whatever_its_legend_adds(served, campaign: Definition, values) -> None:
    for figure in drawn(campaign, values, "province", None):
        sent, ours = Drawn(figure.to_json()).whole().layout.template.layout, theme.template()["layout"]
        assert (sent.font.family, sent.showlegend) == (ours["font"]["family"], False)
        assert sent.annotationdefaults.font.size and sent.paper_bgcolor == theme.PAPER
