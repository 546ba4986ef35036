"""Charts of the comparison: the funnel plot, and a unit beside those most like it."""

from html import escape
from itertools import product

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import axes, bars, hover, lines
from campaign.figures.lines import Look
from campaign.figures.table import rows
from campaign.language import formats, schedule
from campaign.language.schedule import states
from campaign.subjects.comparison.funnel import ALARM, WARNING, Funnel

# By zone: colour and shape say the same.
MARKS = {
    -2: (theme.BEHIND, "triangle-down"),
    -1: (theme.BEHIND, "triangle-down-open"),
    0: (theme.FAINT, "circle"),
    1: (theme.AHEAD, "triangle-up-open"),
    2: (theme.AHEAD, "triangle-up"),
}

# In pixels: the plot of a funnel in a window of 320, a letter and a line of a name, half a point. In a larger one names
# are further apart.
ROOM, LETTER, LINE, POINT = (240, 370), 7, 15, 6
# Where a name is tried first: those crowded together from the top down, then each beside its point if that is free.
HEIGHTS = ("top", "middle", "bottom"), ("middle", "top", "bottom")
Box = tuple[float, float, float, float]  # left, right, foot, head
PLAN = "plan"  # beside the codes of units
COLOURS = {"behind": theme.BEHIND, "ahead": theme.AHEAD}


def extremes(units: pd.DataFrame, gap: int) -> go.Figure:
    """A bar for each unit of standings in their order, its share and its days beside it; a gap after so many."""
    figure = theme.figure(words.language(), margin={"l": 8, "r": 8, "t": 4, "b": 4})
    places = [place + (place >= gap) for place in range(len(units))]
    said = [f"{formats.percent(row['share'])} · {schedule.gap_when_reached(row['days_ahead'])}" for row in rows(units)]
    figure.add_bar(
        y=places,
        x=units["share"].fillna(0),
        orientation="h",
        marker={"color": [COLOURS.get(state, theme.FAINT) for state in states(units["days_ahead"])]},
        text=said,
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    longest = units["share"].max() if len(units) else None
    bars.downwards(figure, longest, said)
    names = [f"{formats.number(row['rank'])}. {escape(row[f'name_{words.language()}'])}" for row in rows(units)]
    figure.update_yaxes(tickvals=places, ticktext=names, ticklabelstandoff=6)
    return figure


def funnel(units: pd.DataFrame, fitted: Funnel, size_label: str) -> go.Figure:
    """A point per unit of the standings `units`: share against size (log scale), outliers with their name.

    `size_label` names the denominator, which is also the horizontal axis.
    """
    figure = theme.figure(words.language(), height=470, margin={"l": 8, "r": 16, "t": 30, "b": 12})
    units = units[units["denominator"].notna()]
    sizes = np.geomspace(units["denominator"].min() / 1.25, units["denominator"].max() * 1.25, 40)
    drawn = list(units["share"])
    for z, dash, key in ((ALARM, "solid", "limit_998"), (WARNING, "dash", "limit_95")):
        look = Look(theme.FAINT, 1.2, dash).plotly()
        drawn += [share for limit in fitted.limits(sizes, z) for share in limit]
        for limit in fitted.limits(sizes, z):
            figure.add_scatter(x=sizes, y=limit, mode="lines", hoverinfo="skip", line=look)
        _label(figure, sizes[-1], fitted.limits(sizes[-1:], z)[1][0], words.t(f"comparison.{key}"))
    figure.add_scatter(
        x=sizes,
        y=np.full(len(sizes), fitted.centre),
        mode="lines",
        hoverinfo="skip",
        line={"color": theme.INK, "width": 1.2},
    )
    _label(figure, sizes[-1], fitted.centre, words.t("comparison.centre", percent=formats.percent(fitted.centre)))
    beyond = (max(drawn) - min(drawn)) * 0.05
    span = min(drawn) - beyond, max(drawn) + beyond
    _units(figure, units, _sides(units, sizes, span))
    ticks = [base * 10**power for power in range(10) for base in (1, 2, 5)]
    ticks = [tick for tick in ticks if sizes[0] <= tick <= sizes[-1]]
    figure.update_xaxes(
        type="log",
        tickvals=ticks,
        ticktext=formats.axis(ticks),
        title={"text": size_label},
        range=[np.log10(sizes[0]), np.log10(sizes[-1])],
    )
    near = units["share"].max() - units["share"].min() < 0.05  # then ticks in whole percent would repeat
    figure.update_yaxes(tickformat=".1%" if near else ".0%", range=span)
    return figure


def _units(figure: go.Figure, units: pd.DataFrame, sides: list[str]) -> None:
    """The points, named where they are outside the limits, on these sides."""
    names = units[f"name_{words.language()}"].map(escape)
    looks = [MARKS[zone] for zone in units["zone"]]
    figure.add_scatter(
        x=units["denominator"],
        y=units["share"],
        mode="markers+text",
        cliponaxis=False,
        text=names.where(units["zone"] != 0, ""),
        textposition=sides,
        textfont={"size": 12},
        marker={
            "color": [colour for colour, _ in looks],
            "size": 9,
            "line": {"width": 1.5},
            "symbol": [symbol for _, symbol in looks],
        },
        hovertext=[
            f"<b>{name}</b><br>{formats.parts(row['total'], row['denominator'])} · {formats.percent(row['share'])}"
            for name, row in zip(names, rows(units), strict=True)
        ],
        hovertemplate=hover.HOVERTEXT,
    )


def _sides(units: pd.DataFrame, sizes: np.ndarray, span: tuple[float, float]) -> list[str]:
    """Where each name stands beside its point: on the side with more room, and where no other name is.

    The plot reaches over `sizes` from left to right, and over the shares of `span`.
    """
    x = np.log(units["denominator"] / sizes[0]) / np.log(sizes[-1] / sizes[0]) * ROOM[0]
    y = (units["share"] - span[0]) / (span[1] - span[0]) * ROOM[1]
    names = units[f"name_{words.language()}"]
    placed: dict[int, tuple[str, Box]] = {}
    named = units[units["zone"] != 0].sort_values("share", ascending=False).index
    for heights, index in product(HEIGHTS, named):
        sides = ("left", "right") if x[index] > ROOM[0] / 2 else ("right", "left")
        found = {
            f"{height} {side}": _box(x[index], y[index], len(names[index]), side, height)
            for side, height in product(sides, heights)
        }
        beside = (-ROOM[0], 0, 0, ROOM[1]), (ROOM[0], 2 * ROOM[0], 0, ROOM[1])
        others = [*beside, *(box for other, (_, box) in placed.items() if other != index)]
        placed[index] = min(found.items(), key=lambda one: sum(_common(one[1], other) for other in others))
    return [placed[index][0] if index in placed else "middle right" for index in units.index]


def _box(x: float, y: float, letters: int, side: str, height: str) -> Box:
    """Left, right, foot and head of a name, in pixels."""
    left = x + POINT if side == "right" else x - POINT - letters * LETTER
    foot = y + {"bottom": -LINE - POINT, "middle": -LINE / 2, "top": POINT}[height]
    return left, left + letters * LETTER, foot, foot + LINE


def _common(one: Box, other: Box) -> float:
    """Square pixels that two boxes have in common."""
    across, up = (min(one[end], other[end]) - max(one[begin], other[begin]) for begin, end in ((0, 1), (2, 3)))
    return max(across, 0) * max(up, 0)


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
    """Share of the own target by week: the unit in the accent, the others in grey, its plan, each named at its end.

    Frames: those of the queries peer_weeks and peers (the unit itself first).
    """
    figure = theme.figure(words.language(), height=400, margin={"l": 8, "r": 150, "t": 16, "b": 8})
    unit, *others = units["unit_code"]
    names = units.set_index("unit_code")[f"name_{words.language()}"].map(escape)
    for code in reversed(others):
        _peer(figure, weeks[weeks["unit_code"] == code], names[code], Look(theme.FAINT, 1.5))
    own = weeks[weeks["unit_code"] == unit]
    figure.add_scatter(
        x=own["week_until"],
        y=own["planned_fraction"],
        mode="lines",
        hoverinfo="skip",
        line={"color": theme.INK, "width": 1.2, "dash": "dot"},
    )
    _peer(figure, own, names[unit], Look(theme.ACCENT, 3))
    ends = weeks.dropna(subset="completion").groupby("unit_code")["completion"].last()
    for planned in own["planned_fraction"].dropna().tail(1):
        ends[PLAN], names[PLAN] = planned, words.t("burndown.plan")
    _names(figure, ends.sort_values(), names, unit)
    figure.update_yaxes(tickformat="~%")
    if len(own):  # no week before the campaign
        axes.months(figure, own["week_until"].min(), own["week_until"].max(), 2)
    return figure


def _peer(figure: go.Figure, weeks: pd.DataFrame, name: str, look: Look) -> None:
    figure.add_scatter(
        x=weeks["week_until"],
        y=weeks["completion"],
        mode="lines",
        name=name,
        line=look.plotly(),
        hovertext=[
            f"<b>{name}</b><br>{formats.day(day)}: {formats.percent(share)}"
            for day, share in zip(weeks["week_until"], weeks["completion"], strict=True)
        ],
        hovertemplate=hover.HOVERTEXT,
    )


def _names(figure: go.Figure, ends: pd.Series, names: pd.Series, unit: str) -> None:
    """The names at the `ends` of the lines, pushed apart where they would cover each other, and led to from there."""
    heights = lines.apart(ends.tolist(), 0.055 * (ends.max() or 0.1), -1.0)
    for code, end, height in zip(map(str, ends.index), ends, heights, strict=True):
        colour = {unit: theme.ACCENT, PLAN: theme.INK}.get(code, theme.MUTED)
        figure.add_annotation(
            x=1,
            xref="paper",
            y=end,
            ax=16,
            ayref="y",
            ay=height,
            text=names[code],
            showarrow=True,
            arrowhead=0,
            arrowwidth=0.8,
            arrowcolor=colour,
            xanchor="left",
            font={"size": 12, "color": colour},
        )
