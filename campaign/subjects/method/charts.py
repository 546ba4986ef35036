"""Does the forecast keep its word: how often bands held and deadlines were made, against what was said."""

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import axes, hover, lines
from campaign.figures.table import Row, rows
from campaign.language import formats

BANDS = (50, 80, 95)
SHARES = [band / 100 for band in BANDS]
DOT = 10  # pixels of the smallest dot, half of the largest
LOWEST = 0.45  # of the axes, unless a band held less often


def reliability(record: pd.DataFrame) -> go.Figure:
    """A line per horizon over the bands of 50, 80 and 95 %; columns horizon, forecasts, coverage_50 … coverage_95."""
    figure = theme.figure(words.language(), height=380, margin={"l": 8, "r": 120, "t": 28, "b": 8})
    kept = [0, SHARES[-1]]  # as promised; beyond it stand the names of the lines
    figure.add_scatter(
        x=kept, y=kept, mode="lines", hoverinfo="skip", line={"color": theme.INK, "width": 1, "dash": "dot"}
    )
    low = min([LOWEST, *(record[[f"coverage_{band}" for band in BANDS]].min() - 0.05)])
    ends = []
    for row, colour in zip(rows(record), (theme.ACCENT, theme.MUTED, theme.FAINT), strict=False):
        name = words.t("method.horizon", days=formats.days(row["horizon"]))
        _horizon(figure, row, name, colour)
        ends.append((row[f"coverage_{BANDS[-1]}"], name, colour))
    _names(figure, sorted(ends), (1 - low) * 0.06)
    figure.update_xaxes(
        range=[LOWEST, 0.97],
        **axes.percents(SHARES),
        title={"text": words.t("method.promised"), "font": {"size": 12, "color": theme.MUTED}},
    )
    figure.update_yaxes(range=[low, 1.02], **axes.percents(SHARES))
    axes.name(figure, words.t("method.observed"))
    return figure


def calibration(found: pd.DataFrame) -> go.Figure:
    """A dot per tenth of the chance, larger where cases are many; columns chance_given, deadline_made, forecasts."""
    figure = theme.figure(words.language(), height=380, margin={"l": 8, "r": 16, "t": 28, "b": 8})
    figure.add_scatter(
        x=[0, 1], y=[0, 1], mode="lines", hoverinfo="skip", line={"color": theme.INK, "width": 1, "dash": "dot"}
    )
    figure.add_scatter(
        x=found["chance_given"],
        y=found["deadline_made"],
        mode="markers",
        marker={"color": theme.ACCENT, "size": DOT + DOT * (found["forecasts"] / found["forecasts"].max()) ** 0.5},
        text=[
            words.t(
                "method.calibration_hover",
                said=formats.percent(row["chance_given"]),
                came=formats.percent(row["deadline_made"]),
                forecasts=formats.number(row["forecasts"]),
            )
            for row in rows(found)
        ],
        hovertemplate=hover.TEXT,
    )
    figure.update_xaxes(
        range=[-0.04, 1.04],
        **axes.percents(axes.QUARTERS),
        title={"text": words.t("method.said"), "font": {"size": 12, "color": theme.MUTED}},
    )
    figure.update_yaxes(range=[-0.04, 1.04], **axes.percents(axes.QUARTERS))
    axes.name(figure, words.t("method.came"))
    return figure


def _horizon(figure: go.Figure, row: Row, name: str, colour: str) -> None:
    held = [row[f"coverage_{band}"] for band in BANDS]
    figure.add_scatter(
        x=SHARES,
        y=held,
        mode="lines+markers",
        name=name,
        line={"color": colour, "width": 2.5},
        marker={"size": 9},
        text=[f"{name}<br>{band}%: <b>{formats.percent(part)}</b>" for band, part in zip(BANDS, held, strict=True)],
        hovertemplate=hover.TEXT,
    )


def _names(figure: go.Figure, ends: list[tuple[float, str, str]], step: float) -> None:
    """The name of each line beside its end, given from the lowest: height, name, colour."""
    heights = lines.apart([held for held, _, _ in ends], step, 0.0)
    for height, (_, name, colour) in zip(heights, ends, strict=True):
        figure.add_annotation(
            x=SHARES[-1],
            y=height,
            text=name,
            showarrow=False,
            xanchor="left",
            xshift=10,
            font={"size": 12, "color": theme.MUTED if colour == theme.FAINT else colour},
        )
