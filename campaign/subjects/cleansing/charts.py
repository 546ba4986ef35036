"""Charts of the cleansing: open defects, numbers assigned in bulk, what a sampling plan lets pass."""

from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.language import formats

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

    `days` is the frame of campaign.subjects.cleansing.backlog.by_day.
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

    `frame` as of campaign.subjects.cleansing.backlog.pareto; both are shares, so that one axis serves bars and line.
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


def bulk(daily: pd.DataFrame, days: pd.DataFrame, first: pd.Timestamp) -> go.Figure:
    """Bars of the frame of the query daily_progress after `first`, those of bulk_days in the accent, each named."""
    figure = theme.figure(words.language(), height=320, margin={"l": 8, "r": 8, "t": 32, "b": 8})
    shown = daily[daily["date"] > first]
    marked = set(days["date"])
    figure.add_bar(
        x=shown["date"],
        y=shown["count"],
        marker={"color": [theme.ACCENT if day in marked else theme.FAINT for day in shown["date"]]},
        hovertext=[
            f"{formats.day(day)}<br><b>{formats.number(count)}</b>"
            for day, count in zip(shown["date"], shown["count"], strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    if shown.empty:
        theme.blank(figure, words.t("cleansing.bulk_nothing"))
        return figure
    theme.count_axis(figure, 0, shown["count"].max())
    figure.update_xaxes(
        tickformat="%d/%m",
        range=[shown["date"].min() - pd.Timedelta(1, "D"), shown["date"].max() + pd.Timedelta(1, "D")],
    )
    for day in days.nlargest(1, "count").itertuples():
        early = day.date < shown["date"].min() + (shown["date"].max() - shown["date"].min()) / 2
        figure.add_annotation(
            x=day.date,
            y=day.count,
            showarrow=False,
            yanchor="top",
            xanchor="left" if early else "right",
            xshift=8 if early else -8,
            font={"size": 12, "color": theme.ACCENT},
            text=words.t("cleansing.bulk_mark", day=f"{day.date:%d/%m}", count=formats.number(day.count)),
        )
    return figure


def operating_characteristic(
    shares: np.ndarray, chances: np.ndarray, intolerable: float, found: list[float]
) -> go.Figure:
    """Chance of passing by share of records wrong; the intolerable share marked, the units' own shares as ticks.

    `shares` and `chances` are the curve; `found` are shares of records wrong as samples found them.
    """
    figure = theme.figure(words.language(), height=300, margin={"l": 8, "r": 16, "t": 28, "b": 8})
    figure.add_scatter(
        x=shares,
        y=chances,
        mode="lines",
        line={"color": theme.ACCENT, "width": 3},
        text=[
            words.t("cleansing.curve_hover", share=formats.percent(share), chance=formats.percent(chance, 0))
            for share, chance in zip(shares, chances, strict=True)
        ],
        hovertemplate="%{text}<extra></extra>",
    )
    figure.add_scatter(
        x=found,
        y=[0] * len(found),
        mode="markers",
        hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 10, "line": {"color": theme.MUTED, "width": 1}},
    )
    at = float(np.interp(intolerable, shares, chances))
    figure.add_shape(
        type="line",
        x0=intolerable,
        x1=intolerable,
        y0=0,
        y1=1,
        line={"color": theme.BEHIND, "width": 1.5, "dash": "dash"},
    )
    figure.add_annotation(
        x=intolerable,
        y=1,
        yref="y",
        xanchor="left",
        yanchor="top",
        xshift=6,
        showarrow=False,
        align="left",
        font={"size": 12, "color": theme.BEHIND},
        text=words.t("cleansing.curve_mark", share=formats.percent(intolerable, 0), chance=formats.percent(at, 0)),
    )
    ticks = [0, 0.25, 0.5, 0.75, 1]
    figure.update_yaxes(range=[-0.05, 1.04], tickvals=ticks, ticktext=[formats.percent(tick, 0) for tick in ticks])
    across = [intolerable * times for times in range(round(shares.max() / intolerable) + 1)]
    figure.update_xaxes(
        range=[0, float(shares.max())],
        tickvals=across,
        ticktext=[formats.percent(tick, 0) for tick in across],
        title={"text": words.t("cleansing.curve_x"), "font": {"size": 12, "color": theme.MUTED}},
    )
    figure.add_annotation(
        text=words.t("cleansing.curve_y"),
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        font={"size": 12, "color": theme.MUTED},
    )
    return figure
