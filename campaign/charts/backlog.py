"""Open defects over time, what comes and goes, and who holds most of them."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from campaign import formats, theme, words

WEEK = 6 * 86_400_000  # milliseconds: the width of a bar among weekly ones


def colours(order: list[str]) -> dict[str, str]:
    """A colour for each class, the largest first; those beyond the colours there are share the last."""
    return {name: theme.PARTS[min(place, len(theme.PARTS) - 1)] for place, name in enumerate(order)}


def stacked(history: pd.DataFrame, names: dict[str, str]) -> go.Figure:
    """What is open by day, a layer per class of `names` (id to name, the largest first), the largest at the bottom.

    `history` is the frame of the query defect_history.
    """
    figure = theme.figure(words.language(), height=300, margin={"l": 8, "r": 16, "t": 28, "b": 8})
    for defect, colour in colours(list(names)).items():
        own = history[history["defect"] == defect]
        figure.add_scatter(
            x=own["date"],
            y=own["open"],
            mode="lines",
            stackgroup="open",
            name=names[defect],
            fillcolor=colour,
            line={"width": 0.8, "color": theme.PAPER},
            text=[
                f"{formats.day(day)}<br><b>{formats.number(count)}</b>"
                for day, count in zip(own["date"], own["open"], strict=True)
            ],
            hovertemplate=f"{names[defect]}<br>%{{text}}<extra></extra>",
        )
    theme.count_axis(figure, 0, history.groupby("date")["open"].sum().max())
    figure.update_xaxes(tickformat="%m/%Y", nticks=6)
    return figure


def flows(days: pd.DataFrame) -> go.Figure:
    """What came (above zero) and what went (below) between two reports; only the net change where no more is known.

    `days` is the frame of campaign.cleansing.backlog.by_day.
    """
    figure = theme.figure(words.language(), height=300, margin={"l": 8, "r": 8, "t": 28, "b": 8}, barmode="overlay")
    known = days["came"].notna().any()
    parts = (
        [("came", days["came"], theme.FAINT), ("went", -days["went"], theme.ACCENT)]
        if known
        else [("net", days["open"].diff(), theme.MUTED)]
    )
    for name, values, colour in parts:
        label = words.t(f"cleansing.flow_{name}")
        figure.add_bar(
            x=days["date"],
            y=values,
            width=WEEK,
            marker={"color": colour},
            name=label,
            hovertext=[
                f"{formats.day(day)}<br>{label}: <b>{formats.number(abs(count))}</b>"
                for day, count in zip(days["date"], values, strict=True)
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    values = pd.concat([part for _, part, _ in parts]).dropna()
    low, high = (min(values.min(), 0), max(values.max(), 0)) if len(values) else (0, 1)
    theme.count_axis(figure, low, high)
    figure.update_yaxes(range=[low * 1.12, high * 1.1 or -low * 0.1], zeroline=True, zerolinecolor=theme.INK)
    for (name, _, colour), side in zip(parts, (1, 0), strict=False):
        figure.add_annotation(
            text=words.t(f"cleansing.flow_{name}"),
            x=0.01,
            y=side,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            font={"size": 12, "color": theme.MUTED if side else colour},
        )
    figure.update_xaxes(tickformat="%d/%m", nticks=6)
    return figure


def pareto(frame: pd.DataFrame, names: list[str], marked: int, shown: int = 12) -> go.Figure:
    """Bars of the largest `shown` as shares of the whole, the first `marked` in the accent, and their running sum.

    `frame` as of campaign.cleansing.backlog.pareto; both are shares, so that one axis serves bars and line.
    """
    top, named = frame.head(shown), [escape(name) for name in names[:shown]]
    figure = theme.figure(words.language(), height=24 * len(top) + 44, margin={"l": 8, "r": 40, "t": 4, "b": 8})
    colours = [theme.ACCENT if place < marked else theme.FAINT for place in range(len(top))]
    bars, line = (
        [
            f"<b>{name}</b><br>{words.t(f'columns.{kind}_of_all')}: {formats.percent(value)}"
            for name, value in zip(named, top[kind], strict=True)
        ]
        for kind in ("share", "cumulative_share")
    )
    places = list(range(len(top)))
    figure.add_bar(
        y=places,
        x=top["share"],
        orientation="h",
        marker={"color": colours},
        hovertext=bars,
        hovertemplate="%{hovertext}<extra></extra>",
    )
    figure.add_scatter(
        y=places,
        x=top["cumulative_share"],
        mode="lines+markers",
        hovertext=line,
        hovertemplate="%{hovertext}<extra></extra>",
        line={"color": theme.INK, "width": 1.5},
        marker={"size": 5, "color": theme.INK},
    )
    most = top["cumulative_share"].max() if len(top) else 1
    if len(top):
        figure.add_annotation(
            x=most,
            y=places[-1],
            showarrow=False,
            xanchor="left",
            xshift=6,
            font={"size": 12},
            text=formats.percent(most, 0),
        )
    ticks = [part for part in ((0, 0.25, 0.5, 0.75, 1) if most > 0.3 else (0, 0.05, 0.1, 0.2)) if part <= most * 1.05]
    figure.update_xaxes(
        range=[0, most * 1.02],
        tickvals=ticks,
        showgrid=True,
        gridcolor=theme.RULE,
        ticktext=[formats.percent(tick, 0) for tick in ticks],
    )
    figure.update_yaxes(
        range=[len(top) - 0.5, -0.5],
        tickvals=places,
        ticktext=named,
        showgrid=False,
        tickfont={"size": 12, "color": theme.INK},
    )
    return figure
