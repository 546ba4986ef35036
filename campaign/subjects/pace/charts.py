"""The week's rhythm: what each weekday brings."""

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures.table import rows
from campaign.language import formats


def weekdays(profile: pd.DataFrame) -> go.Figure:
    """A bar per weekday from the frame of the query weekdays, its mean written above it."""
    figure = theme.figure(words.language(), height=170, margin={"l": 4, "r": 4, "t": 20, "b": 4})
    texts = [
        words.t("pace.weekday_hover", count=formats.number(row["mean_count"]), share=formats.percent(row["to_mean"], 0))
        for row in rows(profile)
    ]
    figure.add_bar(
        x=[formats.weekday(day) for day in profile["weekday"]],
        y=profile["mean_count"],
        hovertext=texts,
        text=formats.labels(profile["mean_count"].tolist()),
        textposition="outside",
        cliponaxis=False,
        marker={"color": theme.PROVISIONAL},
        hovertemplate="%{x}: %{hovertext}<extra></extra>",
    )
    figure.update_yaxes(visible=False)
    return figure
