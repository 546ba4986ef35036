"""An answer about units as GeoJSON: the areas that the maps have, each with its row."""

import json
from functools import lru_cache
from typing import Any

import pandas as pd
import shapely

from campaign import words
from campaign.definition import Definition
from campaign.maps import build, layers
from campaign.serving.answers import AskedWronglyError, plain

Feature = dict[str, Any]


def written(campaign: Definition, rows: pd.DataFrame) -> bytes:
    """A FeatureCollection in WGS 84, one feature per row, without geometry where the unit has no area.

    AskedWronglyError for an answer that is not about units, each once."""
    if "unit_code" not in rows or rows["unit_code"].duplicated().any():
        raise AskedWronglyError(words.t("api.no_map"))
    said: list[Feature] = json.loads(plain(rows).to_json(orient="records"))
    features = [
        {"type": "Feature", "id": row["unit_code"], "geometry": _area(campaign, row["unit_code"]), "properties": row}
        for row in said
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _area(campaign: Definition, code: str) -> Feature | None:
    unit = campaign.unit[code]
    layer = layers.areas(campaign, unit.level)
    return _areas(layer.url).get(code) if layer else None


@lru_cache(maxsize=4)
def _areas(url: str) -> dict[str, Feature]:
    """The areas of a layer by unit; outer rings anticlockwise, as RFC 7946 has them (Plotly wants the others)."""
    layer = json.loads((build.STATIC / url.removeprefix(build.ADDRESS)).read_bytes())
    areas = shapely.from_geojson([json.dumps(feature["geometry"]) for feature in layer["features"]])
    turned = shapely.to_geojson(shapely.orient_polygons(areas))
    return {feature["id"]: json.loads(text) for feature, text in zip(layer["features"], turned, strict=True)}
