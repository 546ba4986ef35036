"""Bars: the colours of those that stand out, how wide they are, and their names from the top down."""

from collections.abc import Iterable, Sequence

import pandas as pd
import plotly.graph_objects as go

from campaign import theme

LETTER, BESIDE = 7, 8  # px: a letter of 13 px, with a little to spare; between a bar and what is said beside it
LEAST = 32  # px, of the longest bar: below Plotly's own 64 a name of 17 letters was cut in a window of 320
WEEK = 6 * 86_400_000  # ms: the width of a bar among weekly ones


def accented(flags: Sequence[bool] | pd.Series) -> list[str]:
    """The colour of each bar: the accent where it stands out, grey where it does not."""
    return [theme.ACCENT if flag else theme.FAINT for flag in flags]


def downwards(figure: go.Figure, longest: float | None, said: Iterable[str]) -> None:
    """Horizontal bars, the first on top; `longest` is None where there are none. Beside the longest there is room for
    any of the texts that are `said` beside bars: whatever the width of the figure, the bars have all the rest."""
    letters = max((len(line) for text in said for line in text.split("<br>")), default=0)
    figure.update_layout(margin_r=BESIDE + LETTER * letters, minreducedwidth=LEAST)
    figure.update_xaxes(visible=False, range=None if longest is None else [0, longest or 1])
    figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"size": 13, "color": theme.INK})
