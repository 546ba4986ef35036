"""Axes: what one is called, shares in percent, counts in round numbers, a sentence where nothing can be drawn."""

import math
from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import TypedDict

import pandas as pd
import plotly.graph_objects as go

from campaign.figures import annotations
from campaign.language import formats

QUARTERS = (0, 0.25, 0.5, 0.75, 1)
MONTHS = (1, 2, 3, 6, *range(12, 1200, 12))  # between two that are written
LINE = 44  # letters of a sentence that the narrowest figure, 300 px, has room for


class Ticks(TypedDict):
    """Where the ticks of an axis are, and what is written there."""

    tickvals: list[float]
    ticktext: list[str]


def name(figure: go.Figure, text: str, above: int | None = None) -> None:
    """What the vertical axis counts, written over its upper end; `above` is the room left between them, in pixels."""
    annotations.write(figure, text, 0, 1, yshift=above)


def percents(shares: Sequence[float]) -> Ticks:
    """Ticks of an axis of shares, written as whole percent."""
    return {"tickvals": list(shares), "ticktext": [formats.percent(share, 0) for share in shares]}


def counts(figure: go.Figure, low: float, high: float) -> None:
    """Ticks of the count axis, up to five round whole ones from `low` to `high`, written in the reader's language."""
    step = 10 ** max(math.floor(math.log10(max(high - low, 1) / 2)), 0)
    sizes = (size for size in (step, 2 * step, 2.5 * step, 5 * step, 10 * step) if size == int(size))
    step = next(size for size in sizes if (high - low) / size <= 5)
    ticks = [step * position for position in range(math.floor(low / step), math.floor(high / step) + 1)]
    figure.update_yaxes(tickvals=ticks, ticktext=formats.axis(ticks), range=[min(low, 0), high * 1.04])


def months(figure: go.Figure, first: date, last: date, most: int) -> None:
    """The axis of days from `first` to `last` with no more than `most` months written, what a narrow plot has room for.

    Plotly is told how many only in round figures, and turns or overlaps what it has no room for.
    """
    begun = pd.date_range(first, last, freq="MS")
    step = next(size for size in MONTHS if -(-len(begun) // size) <= most)
    shown = begun[(len(begun) - 1) % step // 2 :: step]  # as far from one end as from the other: there a text is cut
    figure.update_xaxes(range=[first, last], tickvals=shown, ticktext=shown.strftime(formats.pattern("month")))


def nothing(figure: go.Figure, sentence: str) -> None:
    """No axes, as there is nothing to draw: the sentence says why."""
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
    annotations.write(figure, "<br>".join(wrap(sentence, LINE)), 0, 0.5, size=None, yanchor=None, align="left")
