"""Days of stock by supply, and what was and will be in store of one."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import axes, bars, days, hover, lines
from campaign.figures.lines import Look
from campaign.figures.table import Row, rows
from campaign.language import formats

TOLD, AHEAD = Look(theme.ACCENT, 3, shape="hv"), Look(theme.ACCENT, 2, dash="dot")
MONTHS = 8  # of an axis, at most


def lasting(table: pd.DataFrame, shortest: float) -> go.Figure:
    """A bar of days for each supply, rows of the query supplies; what lasts less than `shortest` days stands out."""
    figure = theme.figure(words.language(), height=64 * len(table) + 24, margin={"l": 8, "r": 8, "t": 4, "b": 4})
    known = table["stock_days"].astype(float)
    said = [_beside(row) for row in rows(table)]
    figure.add_bar(
        y=[f"{escape(name)}" for name in table[f"supply_{words.language()}"]],
        x=known.fillna(0),
        orientation="h",
        marker_color=[theme.BEHIND if short else theme.ACCENT for short in known < shortest],
        text=said,
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    bars.downwards(figure, known.max() if known.notna().any() else None, said)
    return figure


def _beside(row: Row) -> str:
    """`7,2 ngày<br>còn 1.405.516`."""
    left = words.t("supplies.beside_left", left=formats.number(row["stock_left"]))
    if formats.missing(row["stock_days"]):
        return left
    return f"{words.t('supplies.beside_days', days=formats.number(row['stock_days'], 1))}<br>{left}"


def course(
    told: pd.DataFrame, ahead: pd.DataFrame, coming: pd.DataFrame, points: pd.DataFrame, marked: list[days.Day]
) -> go.Figure:
    """What was in store (date, in_hand), what will be (date, stock_left), and each delivery to come as a bar.

    `points` are published figures (date, value); `marked` are days to be marked, the day of the figures first.
    """
    figure = theme.figure(
        words.language(), height=320, margin={"l": 8, "r": 12, "t": 8 + days.ROW * len(marked), "b": 24}
    )
    if told.empty and ahead.empty:
        axes.nothing(figure, words.t("supplies.no_course"))
        return figure
    lines.over_days(figure, told.set_index("date")["in_hand"], words.t("supplies.in_hand"), TOLD)
    figure.add_bar(
        x=coming["arrives_on"],
        y=coming["missing_items"],
        width=86_400_000,
        name=words.t("supplies.to_come"),
        marker_color=theme.FAINT,
        hovertext=[formats.number(items) for items in coming["missing_items"]],
        hovertemplate="%{x|%d/%m/%Y}<br><b>%{hovertext}</b><extra></extra>",
    )
    lines.over_days(figure, ahead.set_index("date")["stock_left"], words.t("supplies.left_ahead"), AHEAD)
    figure.add_scatter(
        x=points["date"],
        y=points["value"],
        mode="markers",
        name=words.t("burndown.published"),
        marker=lines.PUBLISHED,
        text=[lines.source(row) for row in rows(points)],
        hovertemplate=hover.TEXT,
    )
    every = pd.concat([told["date"], ahead["date"]])
    span = (every.min().date(), every.max().date())
    axes.counts(figure, 0, max([1, *told["in_hand"], *ahead["stock_left"], *coming["missing_items"], *points["value"]]))
    axes.months(figure, *span, MONTHS)
    days.mark(figure, marked, span)
    return figure
