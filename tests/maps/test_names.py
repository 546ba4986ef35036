"""The worst units are named on the map: in free room, without overlap, at every width of a figure."""

import json
from itertools import combinations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
import shapely

from campaign import theme
from campaign.definition import Definition
from campaign.maps import base_map, figures, layers, legend, names
from campaign.maps.layers import Layer
from campaign.maps.sheet import Sheet
from campaign.maps.views import COMPLETION, GAP, VERDICT, VIEWS

LAYERS = [
    ("province", None),
    ("district", None),
    *(("district", code) for code in ("01", "27", "48", "56", "79", "96")),
]


def names_of(figure: go.Figure) -> go.Scattergeo:
    return next(trace for trace in figure.data if trace.meta == names.WORST and trace.mode == "lines+text")


def written(figure: go.Figure) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Where the line to each name begins and ends, in degrees."""
    trace = names_of(figure)
    places = np.column_stack([trace.lon, trace.lat]).reshape(-1, 3, 2)
    return {
        text.replace(names.SPACE, ""): (start, end)
        for text, (start, end, _) in zip(trace.text[1::3], places.astype(float), strict=True)
    }


def land(figure: go.Figure) -> list[shapely.Geometry]:
    areas = next(trace for trace in layers.inline(figure).data if trace.geo in (None, "geo")).geojson["features"]
    return [shapely.from_geojson(json.dumps(area["geometry"])) for area in areas]


@pytest.mark.parametrize(("level", "inside"), LAYERS)
@pytest.mark.parametrize(("width", "height"), [(358, 720), (358, 560), (898, 720), (1600, 900)])
def test_names_lie_on_the_figure_and_on_nothing_else(
    served, campaign: Definition, values, level: str, inside: str | None, width: int, height: int
) -> None:
    layer = layers.areas(campaign, level, inside)
    figure = figures.draw(values(level, inside), COMPLETION, layer, height)
    found = written(figure)
    shown = Sheet.of(figure, width)
    boxes = []
    for name, (start, end) in found.items():
        (begin, _), (x, y) = shown.pixels(np.array([start, end]))
        wide, tall = names.size(name)
        left = x if x > begin else x - wide
        boxes.append(shapely.box(left, y - tall / 2 + 1, left + wide, y + tall / 2 - 1))
    allowed = shapely.box(*shown.extent).buffer(1)
    areas = shapely.transform(shapely.union_all(land(figure)), shown.pixels)
    taken = [*shown.others, *([] if inside else [legend.room(height)])]
    assert all(allowed.contains(box) for box in boxes)
    assert inside or level == "district" or not any(box.intersects(areas) for box in boxes)
    assert not any(box.intersects(other) for box in boxes for other in taken)
    assert not any(one.intersects(other) for one, other in combinations(boxes, 2))


def test_a_name_stands_on_land_only_where_there_is_no_room_around_it(served, campaign: Definition, values) -> None:
    layer = layers.areas(campaign, "district", "48")
    figure = figures.draw(values("district", "48"), COMPLETION, layer, 720)
    shown = Sheet.of(figure, base_map.NARROW)
    areas = shapely.transform(shapely.from_wkt(layer.land), shown.pixels)
    left, top, right, bottom = shown.extent
    taken, on_land = list(shown.others), 0
    for name, (start, end) in written(figure).items():
        (begin, _), (x, y) = pixels = shown.pixels(np.array([start, end]))
        wide, tall = names.size(name)
        box = shapely.box(x if x > begin else x - wide, y - tall / 2, x if x < begin else x + wide, y + tall / 2)
        if box.buffer(-1).intersects(areas):
            on_land += 1
            for x in np.arange(left, right - wide, names.STEP):
                for y in np.arange(top + names.LINE, bottom - names.LINE - tall, names.STEP):
                    place, near = shapely.box(x, y, x + wide, y + tall), x if x > begin else x + wide
                    line = shapely.linestrings([pixels[0], (near, y + tall / 2)])
                    assert (
                        place.intersects(areas)
                        or any(one.intersects(place) or one.intersects(line) for one in taken)
                        or not names.SHORT <= line.length <= names.LONG
                        or x <= begin <= x + wide
                    )
        taken += [box, shapely.linestrings(pixels)]
    assert on_land


def test_the_worst_of_every_province_is_named(served, campaign: Definition, values) -> None:
    """In one province the third was, and the worst was not: it had the largest area and no room around it."""
    for unit in campaign.units:
        if unit.parent_code == campaign.root:
            frame = values("district", unit.code).assign(state="")
            found = written(figures.draw(frame, COMPLETION, layers.areas(campaign, "district", unit.code), 720))
            assert next(iter(found)).replace("<br>", " ") == COMPLETION.worst_first(frame)["name"].iloc[0]


def test_the_worst_five_are_named_from_where_they_are(served, campaign: Definition, values) -> None:
    layer = layers.areas(campaign, "province")
    frame = values("province").assign(state="")
    found = written(figures.draw(frame, COMPLETION, layer))
    five = COMPLETION.worst_first(frame).head(5)
    assert list(found) == five["name"].tolist()
    for code, name in zip(five["unit_code"], five["name"], strict=True):
        assert found[name][0] == pytest.approx(layer.points[code], abs=0.001)


@pytest.mark.parametrize("name", ["Hồ Chí Minh", "Ho Chi Minh City"])
def test_a_long_name_takes_lines_rather_than_none(served, campaign: Definition, values, name: str) -> None:
    """On the overview of a phone the worst unit of all had no name in English."""
    frame = values("province").assign(state="", value=1.0).set_index("unit_code")
    frame.loc["79", ["value", "name"]] = [0.0, name]
    found = written(figures.draw(frame.reset_index(), GAP, layers.areas(campaign, "province"), 560))
    assert next(iter(found)).replace("<br>", " ") == name


def test_what_has_no_value_is_not_the_worst(served, campaign: Definition, values) -> None:
    frame = values("province").assign(state="missing", value=float("nan"))
    assert written(figures.draw(frame, GAP, layers.areas(campaign, "province"))) == {}


def test_a_name_without_room_is_left_out(served, campaign: Definition) -> None:
    def named(name: str) -> int:
        frame = pd.DataFrame(
            {"unit_code": ["01"], "name": name, "value": 0.1, "state": "", "target": 1, "told": "", "detail": ""}
        )
        return len(written(figures.draw(frame, COMPLETION, layers.areas(campaign, "province"))))

    assert [named("Hà Nội"), named("Hà Nội" * 20)] == [1, 0]


def test_tiles_and_kinds_name_no_worst(served, campaign: Definition, values) -> None:
    tiles: Layer = layers.tiles(campaign, "province")
    for view in VIEWS.values():
        assert written(figures.draw(values("province"), view, tiles)) == {}
    kinds = values("province").assign(value=0, state="").drop(columns="name")
    assert written(figures.draw(kinds, VERDICT, layers.areas(campaign, "province"))) == {}


def test_a_name_can_be_read(served, campaign: Definition, values) -> None:
    figure = figures.draw(values("province"), COMPLETION, layers.areas(campaign, "province"))
    trace = names_of(figure)
    assert (trace.textfont.color, trace.line.color) == (theme.INK, theme.INK)
    assert trace.textfont.size >= 12


def test_a_place_known_to_be_wide_uses_its_room(served, campaign: Definition, values) -> None:
    """On a wall's 690 by 430 px the south's name had to stand in the north, as on a phone; there the legend needs a
    strip of its own at that height."""
    layer, frame = layers.areas(campaign, "province"), values("province").set_index("unit_code")
    frame.loc[["79", "12", "01", "42", "96"], "value"] = [-9, -8, -7, -6, -5]

    wall, phone = (figures.draw(frame.reset_index(), COMPLETION, layer, 430, width=width) for width in (690, 358))
    shown = Sheet.of(wall, 690)
    lines = [np.diff(shown.pixels(np.array(line)), axis=0)[0] for line in written(wall).values()]
    assert max(np.hypot(*line) for line in lines) < 110
    assert (shown.strip, Sheet.of(phone, 358).strip) == (False, True)
