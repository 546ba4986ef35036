"""The legend, drawn west of the narrow middle of the country, where it costs the map no room."""

from collections import Counter
from collections.abc import Iterable

import plotly.graph_objects as go
import shapely

from campaign import theme, words
from campaign.language import formats
from campaign.maps.views import SIGNS, WITHOUT_VALUE, ZERO, View

# In pixels: rows and swatches, and the strip below a part: a title, nine classes and the three signs that occur most.
ROW, SWATCH = 18, 12
STRIP = 13 * ROW
WHOLE = 0.585  # of a figure's height, where it begins beside a whole
WIDE = 140  # px, of its longest row: "−90 đến −60 (266)"


def classes(figure: go.Figure, view: View, shown: list[int], states: Iterable[str], counted: bool) -> None:
    """Every class, with the number of its units if `counted`; what has no class, and signs, only where they occur."""
    counts, marked = Counter(shown), Counter(states)
    top = _begin(figure)
    rows = [*view.scale, *(rank for rank in reversed(range(ZERO)) if counts[rank])]
    _title(figure, top, view.label)
    for row, rank in enumerate(rows, 1):
        middle = -(row + 0.5) * ROW
        _shape(figure, top, "rect", middle, SWATCH, fillcolor=view.palette[rank])
        _text(figure, top, middle, SWATCH + 7, view.labels[rank] + _count(counts[rank], counted))
        if rank < ZERO and WITHOUT_VALUE[rank] in SIGNS:
            _text(figure, top, middle, 2, SIGNS[WITHOUT_VALUE[rank]])
    for row, state in enumerate((state for state in ("provisional", "silent") if marked[state]), len(rows) + 1):
        middle = -(row + 0.5) * ROW
        _text(figure, top, middle, 1, SIGNS[state])
        _text(figure, top, middle, SWATCH + 7, words.t(f"maps.{state}") + _count(marked[state], counted))


def room(height: int) -> shapely.Geometry:
    """Where it stands beside a whole, in pixels from the left and the top of a figure of that height."""
    top = (1 - WHOLE) * height
    return shapely.box(0, top, WIDE, top + STRIP)


def sizes(figure: go.Figure, view: View, reference: float, diameter: int) -> None:
    """Three circles: the reference, a quarter and a sixteenth of it."""
    top = _begin(figure)
    _title(figure, top, view.label)
    edge = -ROW - 4.0
    for part in (1, 4, 16):
        size = diameter / part**0.5
        _shape(figure, top, "circle", edge - size / 2, size, fillcolor=theme.ACCENT, opacity=0.65, line_width=0)
        _text(figure, top, edge - size / 2, diameter + 8, formats.compact(reference / part))
        edge -= size + 6


def _begin(figure: go.Figure) -> float:
    """Say once what all parts have in common; returns where the legend begins, as a fraction of the height."""
    figure.layout.template.layout.annotationdefaults = {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": 12, "color": theme.INK},
    }
    figure.layout.template.layout.shapedefaults = {
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "line": {"color": theme.FAINT, "width": 0.6},
    }
    below = figure.layout.geo.domain.y[0]
    return below or WHOLE


def _title(figure: go.Figure, top: float, text: str) -> None:
    _text(figure, top, -ROW / 2, 0, f"<b>{text}</b>")


def _count(count: int, counted: bool) -> str:
    return f" <span style='color:{theme.MUTED}'>({formats.number(count)})</span>" if counted else ""


def _shape(figure: go.Figure, top: float, kind: str, middle: float, size: float, **look: object) -> None:
    figure.add_shape(type=kind, yanchor=top, x0=0, x1=size, y0=middle - size / 2, y1=middle + size / 2, **look)


def _text(figure: go.Figure, top: float, middle: float, left: float, text: str) -> None:
    figure.add_annotation(y=top, xshift=left, yshift=middle, text=text)
