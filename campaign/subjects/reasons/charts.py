"""Why items are missing, unit by unit: bars whose parts are the reasons, and what nobody has explained."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import bars
from campaign.figures.table import Row, rows
from campaign.language import formats

SHOWN = 15
SHORT = 5  # beside the names of seven parts, of what is 300 px tall on paper
GAP = "\u2002"  # between a bar and what is said beside it, 6 px
OWED = (theme.ACCENT, theme.PROVISIONAL, theme.SEQUENTIAL[-1], theme.SEQUENTIAL[1])  # blue, the largest first
NOT_OWED, UNEXPLAINED = (theme.MUTED, theme.FAINT), theme.MISSING


def colours(reasons: pd.DataFrame) -> dict[str, str]:
    """A colour for each reason of a frame of reasons.counts.by_reason; those beyond the colours there are share one."""
    found = {}
    for owed, palette in ((True, OWED), (False, NOT_OWED)):
        for rank, id in enumerate(reasons.loc[reasons["owed"] == owed, "reason"]):
            found[id] = palette[min(rank, len(palette) - 1)]
    return found


def why(units: pd.DataFrame, told: pd.DataFrame, reasons: pd.DataFrame, most: int = SHOWN) -> go.Figure:
    """A bar for each of at most so many units, the most lacking first: the parts of `reasons`, then the unexplained.

    Frames of reasons.counts.units and by_reason, and of the query reasons_below.
    """
    top = units.head(most)
    figure = theme.figure(words.language(), height=26 * len(top) + 24 * (len(reasons) + 1), barmode="stack")
    names = top[f"name_{words.language()}"].map(escape)
    number = told.set_index(["unit_code", "reason"])["persons"]
    for reason, colour in colours(reasons).items():
        label = reasons.set_index("reason")[f"reason_{words.language()}"][reason]
        _part(figure, names, [int(number.get((code, reason), 0)) for code in top["unit_code"]], label, colour)
    if top["unexplained"].notna().any():
        _part(figure, names, top["unexplained"].tolist(), words.t("reasons.unexplained"), UNEXPLAINED)
    ends = (top["still_owed"] + top["not_owed"] + top["unexplained"].fillna(0)).tolist()
    said = [GAP + _said(row) for row in rows(top)]
    figure.add_scatter(
        y=names,
        x=ends,
        mode="text",
        text=said,
        textposition="middle right",
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
    )
    bars.downwards(figure, max(ends, default=None), said)
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1.0, "yanchor": "bottom", "traceorder": "normal"},
    )
    return figure


def _part(figure: go.Figure, names: pd.Series, numbers: list[float], label: str, colour: str) -> None:
    figure.add_bar(
        y=names,
        x=numbers,
        orientation="h",
        name=escape(label),
        marker={"color": colour, "line": {"color": theme.PAPER, "width": 1}},
        hovertext=[formats.number(number) for number in numbers],
        hovertemplate=f"<b>%{{y}}</b><br>{escape(label)}: %{{hovertext}}<extra></extra>",
    )


def _said(unit: Row) -> str:
    """What stands beside a bar: what the unit lacks, and what the reasons have beyond it."""
    if formats.missing(unit["lacking"]):
        return words.t("reasons.bar_open", named=formats.number(unit["still_owed"] + unit["not_owed"]))
    key = "reasons.bar_beyond" if unit["beyond"] else "reasons.bar"
    return words.t(key, lacking=formats.number(unit["lacking"]), beyond=formats.number(unit["beyond"]))
