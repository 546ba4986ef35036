"""One measure day by day, with the days on which it was done in bulk."""

import pandas as pd
import plotly.graph_objects as go

from campaign import formats, theme, words


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
