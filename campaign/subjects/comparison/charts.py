"""Charts of the comparison: the funnel plot, and a unit beside those most like it."""

from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.language import formats
from campaign.subjects.comparison.funnel import ALARM, WARNING, Funnel

# By zone: colour and shape say the same.
MARKS = {
    -2: (theme.BEHIND, "triangle-down"),
    -1: (theme.BEHIND, "triangle-down-open"),
    0: (theme.FAINT, "circle"),
    1: (theme.AHEAD, "triangle-up-open"),
    2: (theme.AHEAD, "triangle-up"),
}


def funnel(units: pd.DataFrame, fitted: Funnel, size_label: str) -> go.Figure:
    """A point per unit of the standings `units`: share against size (log scale), outliers with their name.

    `size_label` names the denominator, which is also the horizontal axis.
    """
    figure = theme.figure(words.language(), height=470, margin={"l": 8, "r": 16, "t": 30, "b": 8})
    units = units[units["denominator"].notna()]
    names = units[f"name_{words.language()}"].map(escape)
    sizes = np.geomspace(units["denominator"].min() / 1.25, units["denominator"].max() * 1.25, 40)
    for z, dash, key in ((ALARM, "solid", "limit_998"), (WARNING, "dash", "limit_95")):
        for bound in fitted.limits(sizes, z):
            figure.add_scatter(
                x=sizes,
                y=bound,
                mode="lines",
                hoverinfo="skip",
                line={"color": theme.FAINT, "width": 1.2, "dash": dash},
            )
        _label(figure, sizes[-1], fitted.limits(sizes[-1:], z)[1][0], words.t(f"comparison.{key}"))
    figure.add_scatter(
        x=sizes,
        y=np.full(len(sizes), fitted.centre),
        mode="lines",
        hoverinfo="skip",
        line={"color": theme.INK, "width": 1.2},
    )
    _label(figure, sizes[-1], fitted.centre, words.t("comparison.centre", percent=formats.percent(fitted.centre)))
    figure.add_scatter(
        x=units["denominator"],
        y=units["share"],
        mode="markers+text",
        cliponaxis=False,
        text=names.where(units["zone"] != 0, ""),
        textposition=_sides(units),
        textfont={"size": 12},
        marker={
            "color": [MARKS[zone][0] for zone in units["zone"]],
            "size": 9,
            "line": {"width": 1.5},
            "symbol": [MARKS[zone][1] for zone in units["zone"]],
        },
        hovertext=[
            f"<b>{unit}</b><br>{formats.parts(row.total, row.denominator)} · {formats.percent(row.share)}"
            for unit, row in zip(names, units.itertuples(index=False), strict=True)
        ],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    ticks = [base * 10**power for power in range(10) for base in (1, 2, 5)]
    ticks = [tick for tick in ticks if sizes[0] <= tick <= sizes[-1]]
    figure.update_xaxes(
        type="log",
        tickvals=ticks,
        ticktext=formats.axis(ticks),
        title={"text": size_label},
        range=[np.log10(sizes[0]), np.log10(sizes[-1])],
    )
    figure.update_yaxes(tickformat=".0%", rangemode="normal")
    return figure


def _sides(units: pd.DataFrame) -> list[str]:
    """Names lean to the side with more room; of two that are close in height one stands higher, the other lower."""
    middle = np.sqrt(units["denominator"].min() * units["denominator"].max())
    named = units[units["zone"] != 0].sort_values("share")
    close = 0.04 * (units["share"].max() - units["share"].min())
    below, above = named["share"].diff() < close, -named["share"].diff(-1) < close
    height = {index: "top" if below[index] else "bottom" for index in named.index[below | above]}
    return [
        f"{height.get(index, 'middle')} {'left' if size > middle else 'right'}"
        for index, size in units["denominator"].items()
    ]


def _label(figure: go.Figure, size: float, share: float, text: str) -> None:
    figure.add_annotation(
        x=np.log10(size),
        y=share,
        text=text,
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        font={"size": 11, "color": theme.MUTED},
    )


def peers(weeks: pd.DataFrame, units: pd.DataFrame) -> go.Figure:
    """Share of the own target by week: the unit in the accent, the others in grey, each named at its end.

    Frames: those of the queries peer_weeks and peers (the unit itself first).
    """
    figure = theme.figure(words.language(), height=400, margin={"l": 8, "r": 130, "t": 16, "b": 8})
    for position, row in reversed(list(enumerate(units.to_dict("records")))):
        own = weeks[weeks["unit_code"] == row["unit_code"]]
        name, colour = escape(row[f"name_{words.language()}"]), theme.FAINT if position else theme.ACCENT
        if not position:
            figure.add_scatter(
                x=own["week_until"],
                y=own["planned_fraction"],
                mode="lines",
                hoverinfo="skip",
                line={"color": theme.INK, "width": 1.2, "dash": "dot"},
            )
        figure.add_scatter(
            x=own["week_until"],
            y=own["completion"],
            mode="lines",
            name=name,
            line={"color": colour, "width": 1.5 if position else 3},
            hovertext=[
                f"<b>{name}</b><br>{formats.day(week.week_until)}: {formats.percent(week.completion)}"
                for week in own.itertuples()
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    _names(figure, weeks, units)
    figure.update_yaxes(tickformat=".0%")
    figure.update_xaxes(tickformat="%d/%m")
    return figure


def _names(figure: go.Figure, weeks: pd.DataFrame, units: pd.DataFrame) -> None:
    """The names at the ends of the lines, pushed apart where they would cover each other."""
    ends = weeks.dropna(subset="completion").groupby("unit_code")["completion"].last()
    step, floor = 0.055 * max(ends.max(), 0.1), -1.0
    names = units.set_index("unit_code")[f"name_{words.language()}"].map(escape)
    for code, end in ends.sort_values().items():
        floor = max(end, floor + step)
        own = code == units["unit_code"].iloc[0]
        figure.add_annotation(
            x=1,
            xref="paper",
            y=floor,
            text=names[code],
            showarrow=False,
            xanchor="left",
            xshift=4,
            font={"size": 12, "color": theme.ACCENT if own else theme.MUTED},
        )
