"""The figures of a report as pictures: as dots for Word and PowerPoint, as lines for the PDF."""

from typing import NamedTuple

import plotly.graph_objects as go

from campaign import render, words
from campaign.figures.drawn import Drawn
from campaign.figures.exhibit import Exhibit

WIDTH = 624  # CSS pixels: 165 mm, the text's width on A4 with margins of 30 and 15 mm
DOTS = 300 / 96  # dots to a CSS pixel: 300 to an inch
PLOT, BARS, MAP = 235, 300, 400  # CSS pixels, the tallest: none leaves half a page white where it does not fit
LEGEND_BELOW = 560  # CSS pixels, of the map of a part of the country, which has its legend below it
BESIDE = 440  # CSS pixels, the width of a map, which stands beside the text and is 96 mm wide there


class Size(NamedTuple):
    """CSS pixels."""

    width: int
    height: int


def png(exhibit: Exhibit, reader: str, size: Size | None = None) -> bytes:
    """300 dots to an inch, in the queue as one of the reader's; as large as on paper without a `size`. RenderError."""
    figure = exhibit.whole
    return render.png(figure, *(size or _size(exhibit, figure)), DOTS, reader)


def svg(exhibit: Exhibit, reader: str) -> bytes:
    """Vectors, the fonts left to the document, in the queue as one of the reader's. RenderError."""
    figure = exhibit.whole
    return render.svg(figure, *_size(exhibit, figure), reader, fonts=False)


def printed(exhibit: Exhibit) -> float:
    """Its width on paper, in mm."""
    return 92 if _is_map(exhibit) else 165


def _size(exhibit: Exhibit, figure: go.Figure | str | None) -> Size:
    """The text's width or that of a map beside it, and the own height of `figure`, which is the exhibit's whole.

    Unless that is more than a page has room for.
    """
    own = figure.layout.height if isinstance(figure, go.Figure) else None
    room = _map(figure) if _is_map(exhibit) else BARS if _lies(figure) else PLOT
    return Size(BESIDE if _is_map(exhibit) else WIDTH, int(min(own or PLOT, room)))


def events(exhibit: Exhibit) -> str:
    """What the ticks of a figure stand for, in one line: nothing hovers on paper. Empty where it has none."""
    return f"{words.t('burndown.events')}: {'; '.join(exhibit.events)}." if exhibit.events else ""


def figures(exhibits: tuple[Exhibit, ...]) -> tuple[Exhibit, ...]:
    """Those that can be drawn: not HTML, and not the map of units without boundaries."""
    return tuple(exhibit for exhibit in exhibits if isinstance(exhibit.figure, Drawn))


def maps(exhibits: tuple[Exhibit, ...]) -> tuple[Exhibit, ...]:
    """Those that are maps: no other program can draw them anew from numbers."""
    return tuple(exhibit for exhibit in exhibits if _is_map(exhibit))


def _is_map(exhibit: Exhibit) -> bool:
    return isinstance(exhibit.figure, Drawn) and any(kind.startswith("choropleth") for kind in exhibit.figure.kinds)


def _lies(figure: go.Figure | str | None) -> bool:
    """Whether it has a bar for each of many names, below one another."""
    return isinstance(figure, go.Figure) and any(getattr(trace, "orientation", "") == "h" for trace in figure.data)


def _map(figure: go.Figure) -> int:
    """CSS pixels that a map may be tall."""
    return MAP if figure.layout.geo.domain.y[0] == 0 else LEGEND_BELOW
