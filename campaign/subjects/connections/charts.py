"""What is planned, tested and connected over time, against the target and what was published."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.language import formats
from campaign.subjects.connections.counts import Progress

LINES = {"planned": (theme.FAINT, 2), "tested": (theme.PROVISIONAL, 2), "connected": (theme.ACCENT, 3)}


def burnup(days: pd.DataFrame, here: Progress, published: pd.DataFrame, as_of: date, first: pd.Timestamp) -> go.Figure:
    """Steps upward by day from `first`: `days` of campaign.connections.curve, `published` of the query published."""
    figure = theme.figure(words.language(), height=300, margin={"l": 8, "r": 24, "t": 52, "b": 8})
    for stage, (colour, width) in LINES.items():
        known = days.dropna(subset=stage)
        name = words.t(f"connections.{stage}")
        figure.add_scatter(
            x=known["date"],
            y=known[stage],
            mode="lines",
            name=name,
            line={"color": colour, "width": width, "shape": "hv"},
            text=[
                f"{formats.day(day)}<br><b>{formats.number(count)}</b>"
                for day, count in zip(known["date"], known[stage], strict=True)
            ],
            hovertemplate=f"{name}<br>%{{text}}<extra></extra>",
        )
    figure.add_scatter(
        x=published["date"],
        y=published["value"],
        mode="markers",
        name=words.t("burndown.published"),
        marker={"symbol": "diamond", "size": 10, "color": theme.PAPER, "line": {"color": theme.INK, "width": 2}},
        text=[
            f"<b>{formats.number(row.value)}</b> · {formats.day(row.date)}<br>{row.source_title}<br>{row.qualifier}"
            for row in published.itertuples()
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    deadline = pd.Timestamp(here.kind.deadline)
    first = min(first, pd.Timestamp(as_of)) - pd.Timedelta(3, "D")
    last = max([*days["date"], deadline, pd.Timestamp(as_of)])
    most = max([here.target, *days["planned"], *published["value"]])
    theme.count_axis(figure, 0, most)
    figure.update_xaxes(range=[first, last + (last - first) * 0.03], tickformat="%d/%m", nticks=5)
    _target(figure, here, last)
    for row, (day, key, colour, dash) in enumerate(
        (
            (pd.Timestamp(as_of), "burndown.today", theme.INK, "solid"),
            (deadline, "burndown.deadline", theme.BEHIND, "dash"),
        )
    ):
        figure.add_shape(
            type="line",
            xref="x",
            yref="paper",
            x0=day,
            x1=day,
            y0=0,
            y1=1,
            line={"color": colour, "width": 1.5, "dash": dash},
        )
        figure.add_annotation(
            x=day,
            y=1,
            xref="x",
            yref="paper",
            yanchor="bottom",
            yshift=16 * row,
            xanchor="right",
            text=f"{words.t(key)} {day:%d/%m}",
            font={"size": 12, "color": colour},
            showarrow=False,
        )
    return figure


def _target(figure: go.Figure, here: Progress, last: pd.Timestamp) -> None:
    """The target as a line across, named; nothing where none was set."""
    if here.kind.target is None:
        return
    figure.add_shape(
        type="line", xref="paper", x0=0, x1=1, y0=here.target, y1=here.target, line={"color": theme.INK, "width": 1}
    )
    figure.add_annotation(
        x=0,
        xref="paper",
        y=here.target,
        xanchor="left",
        yanchor="top",
        showarrow=False,
        text=words.t("connections.target", target=formats.number(here.target)),
        font={"size": 12},
    )
