"""What the reports of each day changed in the days before."""

import pandas as pd
import plotly.graph_objects as go

from campaign import formats, theme, words


def revisions(changes: pd.DataFrame) -> go.Figure:
    """Items raised above zero and lowered below it, by day of the report, from the frame of the query revisions."""
    figure = theme.figure(words.language(), height=260, margin={"l": 8, "r": 8, "t": 28, "b": 8}, barmode="relative")
    for column, colour in (("raised", theme.PROVISIONAL), ("lowered", theme.BEHIND)):
        texts = [
            f"{formats.day(day)}<br>{words.t(f'quality.{column}')} <b>{formats.number(items, sign=True)}</b>"
            for day, items in zip(changes["reported_on"], changes[column], strict=True)
        ]
        figure.add_bar(
            x=changes["reported_on"],
            y=changes[column],
            marker={"color": colour},
            hovertext=texts,
            name=words.t(f"quality.{column}"),
            hovertemplate="%{hovertext}<extra></extra>",
        )
    if changes.empty:
        theme.blank(figure, words.t("quality.revisions_none"))
        return figure
    theme.count_axis(figure, changes["lowered"].min(), changes["raised"].max())
    figure.update_xaxes(tickformat="%d/%m")
    figure.update_yaxes(zeroline=True, zerolinecolor=theme.INK, zerolinewidth=1)
    return figure
