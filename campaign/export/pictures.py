"""An exhibit as a picture or a page: the figure in its frame."""

import plotly.graph_objects as go

from campaign import render
from campaign.export.frame import frame
from campaign.export.origin import Origin
from campaign.figures.exhibit import Exhibit

# CSS pixels. A chart as wide as on a page of the dashboard; a table needs all its columns.
CHART, TABLE = 960, 1160
AROUND = 230  # of a frame whose sentence takes four lines
SCREEN, PRINT = 2, 300 / 96  # dots to a CSS pixel; 300 dpi make a chart 25 cm wide


def png(exhibit: Exhibit, origin: Origin) -> bytes:
    """For a screen or a slide. RenderError."""
    return _dots(exhibit, origin, SCREEN)


def for_print(exhibit: Exhibit, origin: Origin) -> bytes:
    """The same at 300 dpi. RenderError."""
    return _dots(exhibit, origin, PRINT)


def shaped(exhibit: Exhibit, origin: Origin, across: int, down: int, unit: int) -> bytes:
    """As a slide or a post is shaped: `across` times `down` parts of `unit` CSS pixels. RenderError.

    The figure has what its frame leaves. One that is taller is drawn as tall as it is, all of it in a smaller scale:
    the room on a map for names is reckoned for its height.
    """
    assert isinstance(exhibit.figure, go.Figure), "a table has the shape of its rows"
    tall = (exhibit.figure.layout.height or 0) + AROUND
    drawn = max(unit, -(-tall // down))
    size = drawn * across, drawn * down
    return render.png(exhibit.figure, *size, SCREEN * unit / drawn, origin.reader, frame(exhibit, origin))


def svg(exhibit: Exhibit, origin: Origin) -> bytes:
    """Vectors with our fonts in them. RenderError."""
    return render.svg(exhibit.figure, _width(exhibit), reader=origin.reader, frame=frame(exhibit, origin))


def pdf(exhibit: Exhibit, origin: Origin) -> bytes:
    """One page. RenderError."""
    framed, title = frame(exhibit, origin), exhibit.title
    return render.pdf(exhibit.figure, _width(exhibit), reader=origin.reader, frame=framed, title=title)


def _dots(exhibit: Exhibit, origin: Origin, scale: float) -> bytes:
    framed = frame(exhibit, origin)
    return render.png(exhibit.figure, _width(exhibit), scale=scale, reader=origin.reader, frame=framed)


def _width(exhibit: Exhibit) -> int:
    return TABLE if isinstance(exhibit.figure, str) else CHART
