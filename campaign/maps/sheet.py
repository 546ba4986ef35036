"""A map in pixels as Plotly lays it out: to find room on it before it is drawn."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
import shapely

from campaign.maps.islands import Box


@dataclass(frozen=True)
class Sheet:
    """The main map of a figure: x in pixels from its left, y from its top.

    `extent` is what it shows (left, top, right, bottom), `others` is where the figure's other maps are; `strip` says
    that below it there is room of its own.
    """

    scale: float  # px a degree of longitude
    middle: np.ndarray  # of the extent, in px
    centre: np.ndarray  # the same in degrees of longitude and of Mercator's latitude
    extent: Box
    others: list[shapely.Geometry]
    height: int
    strip: bool

    @classmethod
    def of(cls, figure: go.Figure, width: int) -> "Sheet":
        """The main map of a figure that has its extent already, as large as it fits a place of `width` px."""
        layout = figure.layout
        east, north = layout.geo.lonaxis.range[1], _mercator(layout.geo.lataxis.range[1])
        west, south = layout.geo.lonaxis.range[0], _mercator(layout.geo.lataxis.range[0])
        left, top, right, bottom = _place(layout.geo, width, layout.height)
        others = sorted(name for name in layout if name.startswith("geo") and name != "geo")
        scale = min((right - left) / (east - west), (bottom - top) / (north - south))
        middle, half = np.array([left + right, top + bottom]) / 2, np.array([east - west, north - south]) * scale / 2
        return cls(
            scale,
            middle,
            np.array([west + east, south + north]) / 2,
            (*(middle - half), *(middle + half)),
            [shapely.box(*_place(layout[name], width, layout.height)) for name in others],
            layout.height,
            bool(layout.geo.domain.y[0]),
        )

    def pixels(self, places: np.ndarray) -> np.ndarray:
        """Longitudes and latitudes (n × 2) as pixels."""
        flat = np.column_stack([places[:, 0], _mercator(places[:, 1])])
        return self.middle + (flat - self.centre) * self.scale * (1, -1)

    def degrees(self, pixels: np.ndarray) -> np.ndarray:
        """The same way back."""
        flat = (pixels - self.middle) / self.scale * (1, -1) + self.centre
        return np.column_stack([flat[:, 0], np.degrees(np.arctan(np.sinh(np.radians(flat[:, 1]))))])

    def has(self, pixel: np.ndarray) -> bool:
        """Whether a place is on the map, and not in a frame elsewhere."""
        left, top, right, bottom = self.extent
        return bool(left <= pixel[0] <= right and top <= pixel[1] <= bottom)


def _mercator(latitude: np.ndarray) -> np.ndarray:
    return np.degrees(np.arcsinh(np.tan(np.radians(latitude))))


def _place(geo: go.layout.Geo, width: int, height: int) -> Box:
    (left, right), (low, high) = geo.domain.x, geo.domain.y
    return left * width, (1 - high) * height, right * width, (1 - low) * height
