"""The legend, drawn west of the narrow middle of the country, where it costs the map no room."""

from collections import Counter
from collections.abc import Iterable

import plotly.graph_objects as go

from campaign import formats, theme, words
from campaign.maps.views import SIGNS, WITHOUT_VALUE, View

# In pixels: rows and swatches. The top is a fraction of the figure: beside a whole, or below a part.
ROW, SWATCH = 18, 12
WHOLE, PART = 0.585, 0.29


def classes(figure: go.Figure, view: View, shown: list[int], states: Iterable[str], top: float) -> None:
    """Every class with the number of its units; what has no class, and signs, only where they occur."""
    counts, marked = Counter(shown), Counter(states)
    rows = [*range(3, len(view.palette)), *(place for place in (2, 1, 0) if counts[place])]
    _title(figure, top, words.t(f"maps.{view.id}"))
    for row, place in enumerate(rows, 1):
        middle = -(row + 0.5) * ROW
        _shape(figure, top, "rect", middle, SWATCH, fillcolor=view.palette[place],
               line={"color": theme.FAINT, "width": 0.6})
        _text(figure, top, middle, SWATCH + 7, _counted(view.labels[place], counts[place]))
        if place < len(WITHOUT_VALUE):
            _text(figure, top, middle, 2, SIGNS[WITHOUT_VALUE[place]])
    for row, state in enumerate((state for state in ("provisional", "silent") if marked[state]), len(rows) + 1):
        middle = -(row + 0.5) * ROW
        _text(figure, top, middle, 1, SIGNS[state])
        _text(figure, top, middle, SWATCH + 7, _counted(words.t(f"maps.{state}"), marked[state]))


def sizes(figure: go.Figure, reference: float, diameter: int, top: float) -> None:
    """Three circles: the reference, a quarter and a sixteenth of it."""
    _title(figure, top, words.t("maps.remaining"))
    edge = -ROW - 4
    for part in (1, 4, 16):
        size = diameter / part**0.5
        _shape(figure, top, "circle", edge - size / 2, size, fillcolor=theme.ACCENT, opacity=0.65, line={"width": 0})
        _text(figure, top, edge - size / 2, diameter + 8, formats.compact(reference / part))
        edge -= size + 6


def _title(figure: go.Figure, top: float, text: str) -> None:
    _text(figure, top, -ROW / 2, 0, f"<b>{text}</b>")


def _counted(label: str, count: int) -> str:
    return f"{label} <span style='color:{theme.MUTED}'>({formats.number(count)})</span>"


def _shape(figure: go.Figure, top: float, kind: str, middle: float, size: float, **look: object) -> None:
    figure.add_shape(type=kind, xref="paper", yref="paper", xsizemode="pixel", ysizemode="pixel", xanchor=0,
                     yanchor=top, x0=0, x1=size, y0=middle - size / 2, y1=middle + size / 2, **look)


def _text(figure: go.Figure, top: float, middle: float, left: float, text: str) -> None:
    figure.add_annotation(xref="paper", yref="paper", x=0, y=top, xanchor="left", yanchor="middle", showarrow=False,
                          xshift=left, yshift=middle, text=text, font={"size": 12, "color": theme.INK})
