"""Why a forecast moved: each cause from where the ones before it left off, and all of them together."""

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import annotations
from campaign.language import formats
from campaign.language.schedule import capital

ROW, HEAD, GAP = 26, 30, 20  # px: of a bar, of the words above a panel, between two panels
ROOM = 0.75  # of the whole reach, on the right: 80 px of a phone's 190, for a column of numbers up to tens of millions


def table(causes: pd.DataFrame) -> pd.DataFrame:
    """cause_* in each language, moved_days, moved_items: a row for each cause, the last one for all of them.

    What is missing for a cause is missing for all: nothing else has an empty sum.
    """
    last = {column: causes[column].sum(skipna=False) for column in ("moved_days", "moved_items")}
    keys = [*(f"columns.cause_{cause}" for cause in causes["cause"]), "why.total"]
    names = {
        column: [capital(words.said(key, language)) for key in keys]
        for column, language in zip(words.in_each("cause_name_*"), words.offered(), strict=True)
    }
    values = {column: pd.array([*causes[column], last[column]], dtype="Int64") for column in last}
    return pd.DataFrame(names | values)


def waterfall(shown: pd.DataFrame, items: str) -> go.Figure:
    """`shown` of `table`: a panel of days and one of items, one above the other; `items` names what is counted."""
    panels = [column for column in ("moved_days", "moved_items") if shown[column].notna().all()]
    bars = ROW * len(shown)
    height = len(panels) * (HEAD + bars + GAP)
    figure = theme.figure(words.language(), height=height, margin={"l": 8, "r": 8, "t": 0, "b": 0})
    for at, column in enumerate(panels):
        top = 1 - (at * (HEAD + bars + GAP) + HEAD) / height
        _panel(figure, shown, column, str(at + 1) if at else "", (top - bars / height, top))
        title = words.t("why.days") if column == "moved_days" else words.t("why.items", items=items)
        annotations.write(figure, title, 1, top, xanchor="right")
    return figure


def _panel(figure: go.Figure, shown: pd.DataFrame, column: str, axis: str, domain: tuple[float, float]) -> None:
    values, names = shown[column].astype(float), shown[f"cause_name_{words.language()}"]
    ends = values.cumsum().where(values.index < len(values) - 1, values)
    starts = ends - values
    low, high = min(0.0, starts.min(), ends.min()), max(0.0, starts.max(), ends.max())
    edge = high + ROOM * ((high - low) or 1.0)
    colours = [theme.BEHIND if value > 0 else theme.AHEAD for value in values]
    written = [formats.number(value, sign=True) for value in values]
    figure.add_bar(
        y=names,
        x=values,
        base=starts,
        orientation="h",
        marker={"color": [*colours[:-1], theme.MUTED]},
        customdata=written,
        hovertemplate="<b>%{y}</b><br>%{customdata}<extra></extra>",
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )
    figure.add_scatter(
        y=names,
        x=[edge] * len(names),
        mode="text",
        text=written,
        textposition="middle left",
        hoverinfo="skip",
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
    )
    figure.update_layout(
        {
            f"xaxis{axis}": {
                "range": [low, edge],
                "showticklabels": False,
                "ticks": "",
                "showline": False,
                "zeroline": True,
                "zerolinecolor": theme.INK,
                "zerolinewidth": 1,
                "anchor": f"y{axis}",
            },
            f"yaxis{axis}": {
                "domain": domain,
                "autorange": "reversed",
                "showgrid": False,
                "tickfont": {"size": 13, "color": theme.INK},
                "anchor": f"x{axis}",
            },
        }
    )
