"""The figures of a report as pictures: as dots for Word and PowerPoint, as lines for the PDF."""

import plotly.graph_objects as go

from campaign import render
from campaign.figures.exhibit import Exhibit

WIDTH = 624  # CSS pixels: 165 mm, the text's width on A4 with margins of 30 and 15 mm
DOTS = 300 / 96  # dots to a CSS pixel: 300 to an inch
PLOT, MAP = 340, 500  # CSS pixels, the tallest on a page: a plot may share it with a table


def png(exhibit: Exhibit, reader: str) -> bytes:
    """300 dots to an inch, in the queue as one of the reader's. RenderError."""
    return render.png(exhibit.figure, WIDTH, height(exhibit), DOTS, reader)


def svg(exhibit: Exhibit, reader: str) -> bytes:
    """Vectors, the fonts left to the document, in the queue as one of the reader's. RenderError."""
    return render.svg(exhibit.figure, WIDTH, height(exhibit), reader, fonts=False)


def height(exhibit: Exhibit) -> int:
    """CSS pixels: the figure's own height, unless that is more than a page has room for."""
    own = exhibit.figure.layout.height if isinstance(exhibit.figure, go.Figure) else None
    return int(min(own or PLOT, MAP if _is_map(exhibit) else PLOT))


def figures(exhibits: tuple[Exhibit, ...]) -> tuple[Exhibit, ...]:
    """Those that can be drawn: not HTML, and not the map of units without boundaries."""
    return tuple(exhibit for exhibit in exhibits if isinstance(exhibit.figure, go.Figure))


def maps(exhibits: tuple[Exhibit, ...]) -> tuple[Exhibit, ...]:
    """Those that are maps: no other program can draw them anew from numbers."""
    return tuple(exhibit for exhibit in exhibits if _is_map(exhibit))


def _is_map(exhibit: Exhibit) -> bool:
    figure = exhibit.figure
    return isinstance(figure, go.Figure) and any(trace.type.startswith("choropleth") for trace in figure.data)
