"""An exhibit as a picture or a page: the figure in its frame."""

from typing import TypedDict

import plotly.graph_objects as go

from campaign import render
from campaign.export.frame import frame
from campaign.export.origin import Origin
from campaign.figures.exhibit import Exhibit

# CSS pixels. A chart as wide as on a page of the dashboard; a table needs all its columns.
CHART, TABLE = 960, 1160
SCREEN, PRINT = 2, 300 / 96  # dots to a CSS pixel; 300 dpi make a chart 25 cm wide


class Framed(TypedDict):
    """What every kind of picture is drawn from, as campaign.render takes it."""

    figure: go.Figure | str
    width: int
    frame: str
    reader: str


def png(exhibit: Exhibit, origin: Origin) -> bytes:
    """For a screen or a slide. RenderError."""
    return render.png(scale=SCREEN, **_framed(exhibit, origin))


def for_print(exhibit: Exhibit, origin: Origin) -> bytes:
    """The same at 300 dpi. RenderError."""
    return render.png(scale=PRINT, **_framed(exhibit, origin))


def svg(exhibit: Exhibit, origin: Origin) -> bytes:
    """Vectors with our fonts in them. RenderError."""
    return render.svg(**_framed(exhibit, origin))


def pdf(exhibit: Exhibit, origin: Origin) -> bytes:
    """One page. RenderError."""
    return render.pdf(title=exhibit.title, **_framed(exhibit, origin))


def _framed(exhibit: Exhibit, origin: Origin) -> Framed:
    return Framed(
        figure=exhibit.figure,
        width=TABLE if isinstance(exhibit.figure, str) else CHART,
        frame=frame(exhibit, origin),
        reader=origin.reader,
    )
