"""Does the forecast keep its word: how often each band held against how often it said it would."""

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.language import formats

BANDS = (50, 80, 95)


def reliability(record: pd.DataFrame) -> go.Figure:
    """A line per horizon over the bands of 50, 80 and 95 %; columns horizon, forecasts, coverage_50 … coverage_95."""
    figure = theme.figure(words.language(), height=380, margin={"l": 8, "r": 120, "t": 28, "b": 8})
    figure.add_scatter(
        x=[0, 1], y=[0, 1], mode="lines", hoverinfo="skip", line={"color": theme.INK, "width": 1, "dash": "dot"}
    )
    low = min([0.45, *(record[[f"coverage_{band}" for band in BANDS]].min() - 0.05)])
    height, ends = 0.0, []
    for row, colour in zip(record.to_dict("records"), (theme.ACCENT, theme.MUTED, theme.FAINT), strict=False):
        held = [row[f"coverage_{band}"] for band in BANDS]
        name = words.t("method.horizon", days=formats.days(row["horizon"]))
        figure.add_scatter(
            x=[band / 100 for band in BANDS],
            y=held,
            mode="lines+markers",
            name=name,
            line={"color": colour, "width": 2.5},
            marker={"size": 9},
            text=[f"{name}<br>{band}%: <b>{formats.percent(part)}</b>" for band, part in zip(BANDS, held, strict=True)],
            hovertemplate="%{text}<extra></extra>",
        )
        ends.append((held[-1], name, colour))
    for held, name, colour in sorted(ends):
        height = max(held, height + (1 - low) * 0.06)
        figure.add_annotation(
            x=0.95,
            y=height,
            text=name,
            showarrow=False,
            xanchor="left",
            xshift=10,
            font={"size": 12, "color": theme.MUTED if colour == theme.FAINT else colour},
        )
    ticks = [band / 100 for band in BANDS]
    figure.update_xaxes(
        range=[0.45, 0.97],
        tickvals=ticks,
        ticktext=[formats.percent(tick, 0) for tick in ticks],
        title={"text": words.t("method.promised"), "font": {"size": 12, "color": theme.MUTED}},
    )
    figure.update_yaxes(range=[low, 1.02], tickvals=ticks, ticktext=[formats.percent(tick, 0) for tick in ticks])
    figure.add_annotation(
        x=0,
        y=1,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        text=words.t("method.observed"),
        font={"size": 12, "color": theme.MUTED},
    )
    return figure
