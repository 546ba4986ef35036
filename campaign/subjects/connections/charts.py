"""What is planned, tested and connected over time, against the target and what was published."""

from datetime import date
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import axes, days, lines
from campaign.figures.lines import Look
from campaign.language import formats
from campaign.subjects.connections.counts import Progress

LOOKS = {
    "planned": Look(theme.FAINT, 2, shape="hv"),
    "tested": Look(theme.PROVISIONAL, 2, shape="hv"),
    "connected": Look(theme.ACCENT, 3, shape="hv"),
}
HEADROOM = 1.1  # of the axis: 300 px high, it leaves a line of text above the target


def burnup(
    curve: pd.DataFrame, progress: Progress, published: pd.DataFrame, as_of: date, first: pd.Timestamp
) -> go.Figure:
    """Steps upward by day from `first`: `curve` of connections.counts, `published` of the query published."""
    figure = theme.figure(words.language(), height=300, margin={"l": 8, "r": 24, "t": 52, "b": 8})
    for stage, look in LOOKS.items():
        lines.over_days(figure, curve.set_index("date")[stage].dropna(), words.t(f"connections.{stage}"), look)
    lines.published(figure, published, published["value"])
    today, deadline = pd.Timestamp(as_of), pd.Timestamp(progress.kind.deadline)
    axes.counts(figure, 0, max([progress.target, *curve["planned"], *published["value"]]))
    first = min(first, today) - pd.Timedelta(3, "D")
    last = max([*curve["date"], deadline, today])
    figure.update_xaxes(range=[first, last + (last - first) * 0.03], tickformat=formats.pattern("short_day"), nticks=5)
    if progress.kind.target is not None:
        _target(figure, progress.target, [first, *sorted([today, deadline]), last])
    days.mark(figure, [days.today(today), days.deadline(deadline)], (first, last))
    return figure


def _target(figure: go.Figure, target: int, marked: list[pd.Timestamp]) -> None:
    """The target as a line across, its name above it, where few go, and where the `marked` days leave most room."""
    lines.across(figure, target)
    figure.update_yaxes(range=[0, figure.layout.yaxis.range[1] * HEADROOM])
    _, begins = max((then - day, day) for day, then in pairwise(marked))
    figure.add_annotation(
        x=begins,
        xshift=3,
        y=target,
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        text=words.t("connections.target", target=formats.number(target)),
        font={"size": 12},
    )
