"""Charts of the cleansing: open defects, numbers assigned in bulk, what a sampling plan lets pass."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import annotations, axes, bars, hover, lines
from campaign.figures.lines import Look
from campaign.figures.table import rows
from campaign.language import formats


def colours(order: list[str]) -> dict[str, str]:
    """A colour for each class, the largest first; those beyond the colours there are share the last."""
    return {name: theme.PARTS[min(rank, len(theme.PARTS) - 1)] for rank, name in enumerate(order)}


def stacked(history: pd.DataFrame, names: dict[str, str]) -> go.Figure:
    """What is open by day, a layer per class of `names` (id to name, the largest first), the largest at the bottom.

    `history` is the frame of the query defect_history.
    """
    figure = theme.figure(words.language(), height=300, margin={"l": 8, "r": 16, "t": 28, "b": 8})
    edge = Look(theme.PAPER, 0.8)
    for defect, colour in colours(list(names)).items():
        own = history[history["defect"] == defect].set_index("date")["open"]
        lines.over_days(figure, own, names[defect], edge, stackgroup="open", fillcolor=colour)
    axes.counts(figure, 0, history.groupby("date")["open"].sum().max())
    if len(history):
        axes.months(figure, history["date"].min(), history["date"].max(), 4)
    return figure


def flows(reports: pd.DataFrame) -> go.Figure:
    """What came (above zero) and what went (below) between two reports; only the net change where no more is known.

    `reports` is the frame of campaign.subjects.cleansing.backlog.by_day.
    """
    figure = theme.figure(words.language(), height=300, margin={"l": 8, "r": 8, "t": 28, "b": 8}, barmode="overlay")
    known = reports["came"].notna().any()
    parts = (
        [("came", reports["came"], theme.FAINT), ("went", -reports["went"], theme.ACCENT)]
        if known
        else [("net", reports["open"].diff(), theme.MUTED)]
    )
    names = [words.t(f"cleansing.flow_{part}") for part, _, _ in parts]
    for name, (_, values, colour) in zip(names, parts, strict=True):
        figure.add_bar(
            x=reports["date"],
            y=values,
            width=bars.WEEK,
            marker={"color": colour},
            name=name,
            hovertext=hover.by_day(reports["date"], values.abs(), f"{name}: "),
            hovertemplate=hover.HOVERTEXT,
        )
    values = pd.concat([part for _, part, _ in parts]).dropna()
    low, high = (min(values.min(), 0), max(values.max(), 0)) if len(values) else (0, 1)
    axes.counts(figure, low, high)
    figure.update_yaxes(range=[low * 1.12, high * 1.1 or -low * 0.1], zeroline=True, zerolinecolor=theme.INK)
    # What came is named above the chart, what went at its foot.
    for name, height, colour in zip(names, (1, 0), (theme.MUTED, theme.ACCENT), strict=False):
        annotations.write(figure, name, 0.01, height, colour)
    figure.update_xaxes(tickformat=formats.pattern("short_day"), nticks=6)
    return figure


def pareto(frame: pd.DataFrame, names: list[str], marked: int, shown: int = 12) -> go.Figure:
    """Bars of the largest `shown` as shares of the whole, the first `marked` in the accent, and their running sum.

    `frame` as of campaign.subjects.cleansing.backlog.pareto; both are shares, so that one axis serves bars and line.
    """
    top, named = frame.head(shown), [escape(name) for name in names[:shown]]
    figure = theme.figure(words.language(), height=24 * len(top) + 44, margin={"l": 8, "r": 40, "t": 4, "b": 8})
    places = list(range(len(top)))
    figure.add_bar(
        y=places,
        x=top["share"],
        orientation="h",
        marker={"color": bars.accented([place < marked for place in places])},
        hovertext=_of_all("share", top, named),
        hovertemplate=hover.HOVERTEXT,
    )
    figure.add_scatter(
        y=places,
        x=top["cumulative_share"],
        mode="lines+markers",
        hovertext=_of_all("cumulative_share", top, named),
        hovertemplate=hover.HOVERTEXT,
        line={"color": theme.INK, "width": 1.5},
        marker={"size": 5, "color": theme.INK},
    )
    _share_axis(figure, top["cumulative_share"])
    figure.update_yaxes(
        range=[len(top) - 0.5, -0.5],
        tickvals=places,
        ticktext=named,
        showgrid=False,
        tickfont={"size": 12, "color": theme.INK},
    )
    return figure


def _of_all(column: str, top: pd.DataFrame, names: list[str]) -> list[str]:
    """The hover text of each bar or point."""
    label = words.t(f"columns.{column}_of_all")
    return [
        f"<b>{name}</b><br>{label}: {formats.percent(value)}" for name, value in zip(names, top[column], strict=True)
    ]


def _share_axis(figure: go.Figure, running: pd.Series) -> None:
    """The horizontal axis as far as the running sum goes, and its end in words."""
    most = running.max() if len(running) else 1
    if len(running):
        figure.add_annotation(
            x=most,
            y=len(running) - 1,
            showarrow=False,
            xanchor="left",
            xshift=6,
            font={"size": 12},
            text=formats.percent(most, 0),
        )
    ticks = axes.QUARTERS if most > 0.3 else (0, 0.05, 0.1, 0.2)
    percents = axes.percents([tick for tick in ticks if tick <= most * 1.05])
    figure.update_xaxes(
        range=[0, most * 1.02],
        tickvals=percents["tickvals"],
        showgrid=True,
        gridcolor=theme.RULE,
        ticktext=percents["ticktext"],
    )


def bulk(daily: pd.DataFrame, found: pd.DataFrame, first: pd.Timestamp) -> go.Figure:
    """Bars of daily_progress after `first`, those of bulk_days in the accent; the largest named."""
    figure = theme.figure(words.language(), height=320, margin={"l": 8, "r": 8, "t": 32, "b": 8})
    shown = daily[daily["date"] > first]
    figure.add_bar(
        x=shown["date"],
        y=shown["count"],
        marker={"color": bars.accented(shown["date"].isin(found["date"]))},
        hovertext=hover.by_day(shown["date"], shown["count"]),
        hovertemplate=hover.HOVERTEXT,
    )
    if shown.empty:
        axes.nothing(figure, words.t("cleansing.bulk_nothing"))
        return figure
    axes.counts(figure, 0, shown["count"].max())
    start, end, day = shown["date"].min(), shown["date"].max(), pd.Timedelta(1, "D")
    figure.update_xaxes(tickformat=formats.pattern("short_day"), range=[start - day, end + day])
    for row in rows(found.nlargest(1, "count")):
        early = row["date"] < start + (end - start) / 2
        figure.add_annotation(
            x=row["date"],
            y=row["count"],
            showarrow=False,
            yanchor="top",
            xanchor="left" if early else "right",
            xshift=8 if early else -8,
            font={"size": 12, "color": theme.ACCENT},
            text=words.t("cleansing.bulk_mark", day=formats.short_day(row["date"]), count=formats.number(row["count"])),
        )
    return figure
