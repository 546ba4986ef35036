"""Bars: the colours of those that stand out, how wide they are, and their names from the top down."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from campaign import theme

WEEK = 6 * 86_400_000  # ms: the width of a bar among weekly ones


def accented(flags: Sequence[bool] | pd.Series) -> list[str]:
    """The colour of each bar: the accent where it stands out, grey where it does not."""
    return [theme.ACCENT if flag else theme.FAINT for flag in flags]


def downwards(figure: go.Figure, longest: float | None, room: float = 1) -> None:
    """Horizontal bars, the first on top; None where there are no bars. A text has so much `room` beside the `longest`,
    as a multiple of its length."""
    figure.update_xaxes(visible=False, range=None if longest is None else [0, longest * (1 + room) or 1])
    figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"size": 13, "color": theme.INK})
