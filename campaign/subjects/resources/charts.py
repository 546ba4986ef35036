"""What one of a resource does in each unit beside like units, how many there are, what all do, whom they reach."""

from datetime import date
from html import escape

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import axes, bars, days, hover, lines
from campaign.figures.lines import Look
from campaign.figures.table import Row, rows
from campaign.language import formats

ROW = 24  # px
MARKS = {
    "idle": (theme.BEHIND, "triangle-down"),
    "overloaded": (theme.BEHIND, "triangle-up"),
    "ordinary": (theme.ACCENT, "circle"),
}
UNTOLD = (theme.MUTED, "circle-open")  # where too few like units are known
NUMBERS = Look(theme.ACCENT, 3, shape="hv")


def work(judged: pd.DataFrame, points: pd.DataFrame, said: int | None) -> go.Figure:
    """A point for each unit of judging.standing_out, on the span of its like units with their median.

    `points` are published figures of one, of units that are drawn; `said` is what the campaign says one does.
    """
    figure = theme.figure(words.language(), height=ROW * len(judged) + 80, margin={"l": 8, "r": 16, "t": 28, "b": 8})
    names = [escape(row[f"name_{words.language()}"]) for row in rows(judged)]
    told = [f"{name} <b>{formats.rate(row['items_each'])}</b>" for name, row in zip(names, rows(judged), strict=True)]
    place = dict(zip(judged["unit_code"], range(len(judged)), strict=True))
    for at, row in enumerate(rows(judged)):
        if row["peers"]:
            _span(figure, at, row)
    looks = [MARKS.get(load, UNTOLD) for load in judged["load"]]
    figure.add_scatter(
        x=judged["items_each"],
        y=list(place.values()),
        mode="markers",
        cliponaxis=False,
        marker={"color": [colour for colour, _ in looks], "symbol": [symbol for _, symbol in looks], "size": 11},
        hovertext=[_hover(name, row) for name, row in zip(names, rows(judged), strict=True)],
        hovertemplate=hover.HOVERTEXT,
    )
    drawn = points[points["unit_code"].isin(place)]
    _published(figure, drawn, place)
    highest = max([*judged["items_each"], *judged["peers_high"].dropna(), *drawn["value"], said or 0, 1])
    # A mark at nothing does not cover its unit's number.
    figure.update_xaxes(
        range=[-highest * 0.03, highest * 1.06], nticks=5, tickformat=",", showgrid=True, gridcolor=theme.RULE
    )
    figure.update_yaxes(
        tickvals=list(place.values()), ticktext=told, range=[len(place) - 0.4, -0.6], showgrid=False,
        tickfont={"size": 13, "color": theme.INK},
    )  # fmt: skip
    if said:
        _said(figure, said, highest)
    return figure


def _span(figure: go.Figure, at: int, row: Row) -> None:
    look = {"color": theme.RULE, "width": 8}
    figure.add_scatter(x=[row["peers_low"], row["peers_high"]], y=[at, at], mode="lines", line=look, hoverinfo="skip")
    median = {"symbol": "line-ns-open", "size": 12, "color": theme.MUTED, "line": {"width": 2}}
    figure.add_scatter(x=[row["peers_median"]], y=[at], mode="markers", marker=median, hoverinfo="skip")


def _published(figure: go.Figure, points: pd.DataFrame, place: dict[str, int]) -> None:
    """Published figures as everywhere: diamonds that name their source."""
    figure.add_scatter(
        x=points["value"],
        y=points["unit_code"].map(place),
        mode="markers",
        name=words.t("burndown.published"),
        marker=lines.PUBLISHED,
        text=[lines.source(row) for row in rows(points)],
        hovertemplate=hover.TEXT,
    )


def _said(figure: go.Figure, said: int, highest: float) -> None:
    figure.add_shape(
        type="line", yref="paper", x0=said, x1=said, y0=0, y1=1, line={"color": theme.INK, "width": 1, "dash": "dot"}
    )
    figure.add_annotation(
        x=said, y=1, yref="paper", yanchor="bottom", xanchor="right" if said > highest / 2 else "left",
        showarrow=False, text=words.t("resources.said", items=formats.number(said)), font={"size": 12},
    )  # fmt: skip


def _hover(name: str, row: Row) -> str:
    said = words.t(
        "resources.hover",
        each=formats.rate(row["items_each"]),
        number=formats.number(row["number"]),
        days=formats.number(row["resource_days"]),
    )
    likes = words.t(
        "resources.hover_likes",
        low=formats.rate(row["peers_low"]),
        median=formats.rate(row["peers_median"]),
        high=formats.rate(row["peers_high"]),
        peers=formats.number(row["peers"]),
    )
    return "<br>".join([f"<b>{name}</b>", said, *([likes] if row["peers"] else [])])


def numbers(history: pd.DataFrame, points: pd.DataFrame, as_of: date, name: str) -> go.Figure:
    """How many there were, day by day, from rows of resource_history of one resource; published ones as diamonds."""
    figure = theme.figure(words.language(), height=240, margin={"l": 8, "r": 24, "t": 36, "b": 8})
    ended = pd.concat([history, history.tail(1).assign(date=pd.Timestamp(as_of))])
    lines.over_days(figure, ended.set_index("date")["number"], name, NUMBERS)
    _over_days(figure, points, [*ended["date"]], [*ended["number"]], as_of)
    return figure


def output(daily: pd.DataFrame, points: pd.DataFrame, as_of: date, name: str) -> go.Figure:
    """What all of them did a day, the mean of seven, from daily_progress; published capacities as diamonds."""
    figure = theme.figure(words.language(), height=240, margin={"l": 8, "r": 24, "t": 36, "b": 8})
    flow = (daily["count"] - daily["set_apart"]).set_axis(pd.DatetimeIndex(daily["date"]))
    mean = flow.asfreq("D", fill_value=0).rolling(7).mean().dropna()
    lines.over_days(figure, mean.round(), name, Look(theme.ACCENT, 2))
    _over_days(figure, points, [*mean.index], [*mean], as_of)
    return figure


def _over_days(
    figure: go.Figure, points: pd.DataFrame, drawn: list[pd.Timestamp], heights: list[float], as_of: date
) -> None:
    lines.published(figure, points, points["value"])
    axes.counts(figure, 0, max([*heights, *points["value"], 1]))
    today = pd.Timestamp(as_of)
    first, last = min([*drawn, *points["date"], today]), max([*drawn, today])
    beside = (last - first) * 0.04 + pd.Timedelta(1, "D")
    figure.update_xaxes(range=[first - beside, last + beside], tickformat=formats.pattern("short_day"), nticks=5)
    days.mark(figure, [days.today(today)], (first, last))


def coverage(reached: pd.DataFrame) -> go.Figure:
    """A bar for each unit with communes and communes_all: what part of its communes is reached."""
    figure = theme.figure(words.language(), height=ROW * len(reached) + 20, margin={"l": 8, "r": 8, "t": 4, "b": 4})
    said = [
        f"{formats.percent(row['share'], 0)} · {formats.parts(row['communes'], row['communes_all'])}"
        for row in rows(reached)
    ]
    figure.add_bar(
        y=[escape(row[f"name_{words.language()}"]) for row in rows(reached)],
        x=reached["share"],
        orientation="h",
        marker={"color": bars.accented(reached["share"] < 1)},
        text=said,
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    bars.downwards(figure, reached["share"].max() if len(reached) else None, said)
    return figure
