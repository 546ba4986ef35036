"""The legend: west of the land where it costs the map no room, as beside a country narrow in its middle, else below."""

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
Part = dict[str, object]  # a shape or a text, as Plotly takes it


def classes(figure: go.Figure, view: View, shown: list[int], states: Iterable[str], counted: bool) -> None:
    """Every class, with the number of its units if `counted`; what has no class, and signs, only where they occur."""
    counts, marked = Counter(shown), Counter(states)
    top = _begin(figure)
    rows = [*view.scale, *(rank for rank in reversed(range(ZERO)) if counts[rank])]
    shapes, texts = [], [_title(top, view.label)]
    for row, rank in enumerate(rows, 1):
        middle = -(row + 0.5) * ROW
        shapes.append(_shape(top, "rect", middle, SWATCH, fillcolor=view.palette[rank]))
        texts.append(_text(top, middle, SWATCH + 7, view.labels[rank] + _count(counts[rank], counted)))
        if rank < ZERO and WITHOUT_VALUE[rank] in SIGNS:
            texts.append(_text(top, middle, 2, SIGNS[WITHOUT_VALUE[rank]]))
    for row, state in enumerate((state for state in ("provisional", "silent") if marked[state]), len(rows) + 1):
        middle = -(row + 0.5) * ROW
        texts.append(_text(top, middle, 1, SIGNS[state]))
        texts.append(_text(top, middle, SWATCH + 7, words.t(f"maps.{state}") + _count(marked[state], counted)))
    _draw(figure, shapes, texts)


def room(height: int) -> shapely.Geometry:
    """Where it stands beside a whole, in pixels from the left and the top of a figure of that height."""
    top = (1 - WHOLE) * height
    return shapely.box(0, top, WIDE, top + STRIP)


def sizes(figure: go.Figure, view: View, reference: float, diameter: int) -> None:
    """Three circles: the reference, a quarter and a sixteenth of it."""
    top = _begin(figure)
    shapes, texts = [], [_title(top, view.label)]
    edge = -ROW - 4.0
    for part in (1, 4, 16):
        size = diameter / part**0.5
        look = {"fillcolor": theme.ACCENT, "opacity": 0.65, "line": {"width": 0}}
        shapes.append(_shape(top, "circle", edge - size / 2, size, **look))
        texts.append(_text(top, edge - size / 2, diameter + 8, formats.compact(reference / part)))
        edge -= size + 6
    _draw(figure, shapes, texts)


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
    return figure.layout.geo.domain.y[0] or WHOLE


def _draw(figure: go.Figure, shapes: list[Part], texts: list[Part]) -> None:
    """All at once: Plotly looks at every one there is whenever one is added, 12 ms for a legend instead of 4."""
    figure.layout.annotations, figure.layout.shapes = texts, shapes


def _title(top: float, text: str) -> Part:
    return _text(top, -ROW / 2, 0, f"<b>{text}</b>")


def _count(count: int, counted: bool) -> str:
    return f" <span style='color:{theme.MUTED}'>({formats.number(count)})</span>" if counted else ""


def _shape(top: float, kind: str, middle: float, size: float, **look: object) -> Part:
    return {"type": kind, "yanchor": top, "x0": 0, "x1": size, "y0": middle - size / 2, "y1": middle + size / 2} | look


def _text(top: float, middle: float, left: float, text: str) -> Part:
    return {"y": top, "xshift": left, "yshift": middle, "text": text}
