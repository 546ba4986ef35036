"""Charts of age: how long items take from receipt and how long they wait, and what part of a week passes by when."""

from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.definition import Definition
from campaign.figures import axes
from campaign.figures.table import Row, rows
from campaign.language import formats

NAME = 14  # letters of a stage's name in a line
WITHIN = (7, 14, 21, 30, 60, 90)  # days, of the query age_weeks
KINDS = {
    "passed": (("passed_p50", "passed_p90", "passed_longest"), theme.ACCENT, -0.18),
    "waiting": (("waiting_p50", "waiting_p90", "oldest"), theme.BEHIND, 0.18),
}
WEEK, HEAD = 26, 44  # px: of a week's row, above all rows
SHADES = (theme.WASH, *theme.SEQUENTIAL[:4])  # from nought to all, light enough for dark letters but for the last


def ages(table: pd.DataFrame, campaign: Definition) -> go.Figure:
    """Two lines a stage after the first, from rows of the query ages: from the age that half of the items do not
    exceed over that of nine in ten to the highest, of what has passed the stage and of what waits for it."""
    stages = rows(table)[1:]
    figure = theme.figure(
        words.language(), height=64 * len(stages) + 70, margin={"l": 8, "r": 108, "t": 24, "b": 8}, showlegend=True
    )
    for kind, (columns, colour, above) in KINDS.items():
        shown = [(place + above, row) for place, row in enumerate(stages) if not formats.missing(row[columns[0]])]
        _lines(figure, kind, colour, [(place, [row[column] for column in columns]) for place, row in shown])
    _term(figure, stages)
    names = ["<br>".join(wrap(str(campaign.measure[row["measure"]].label), NAME)) for row in stages]
    figure.update_yaxes(
        tickvals=[*range(len(stages))],
        ticktext=names,
        range=[len(stages) - 0.5, -0.5],
        showgrid=False,
        tickfont={"size": 13, "color": theme.INK},
    )
    figure.update_xaxes(title=words.t("age.axis"), rangemode="tozero")
    figure.update_layout(legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "xanchor": "left"})
    return figure


def _lines(figure: go.Figure, kind: str, colour: str, shown: list[tuple[float, list[int]]]) -> None:
    for part, width in ((slice(0, 2), 7), (slice(1, 3), 2)):
        figure.add_scatter(
            x=[day for _, days in shown for day in (*days[part], None)],
            y=[at for place, _ in shown for at in (place, place, None)],
            mode="lines",
            line={"color": colour, "width": width},
            hoverinfo="skip",
            showlegend=False,
        )
    said = [" · ".join(formats.number(day) for day in days) for _, days in shown]
    figure.add_scatter(
        x=[days[0] for _, days in shown],
        y=[place for place, _ in shown],
        mode="markers",
        marker={"color": colour, "size": 11, "symbol": "line-ns", "line": {"color": colour, "width": 4}},
        name=words.t(f"age.{kind}"),
        hovertext=[words.t("age.hover", kind=words.t(f"age.{kind}"), days=text) for text in said],
        hovertemplate="%{hovertext}<extra></extra>",
    )
    for (place, _), text in zip(shown, said, strict=True):
        figure.add_annotation(
            x=1,
            xref="paper",  # beside the lines, where that of the term strikes no number through
            y=place,
            text=text,
            xanchor="left",
            xshift=6,
            showarrow=False,
            font={"color": colour, "size": 12},
        )


def _term(figure: go.Figure, stages: list[Row]) -> None:
    """The term, where the campaign sets one."""
    term = stages[-1]["term_days"] if stages else None
    if not formats.missing(term):
        figure.add_vline(x=term, line={"color": theme.INK, "width": 1, "dash": "dash"}, layer="below")


def cohorts(weeks: pd.DataFrame) -> go.Figure:
    """A row a week of receipt, a cell for each number of days, from rows of the query age_weeks: the share that has
    passed the stage; empty where the week is younger."""
    figure = theme.figure(
        words.language(), height=WEEK * max(len(weeks), 2) + HEAD, margin={"l": 8, "r": 8, "t": HEAD - 8, "b": 0}
    )
    shares = weeks[[f"within_{days}" for days in WITHIN]].astype(float)
    shown = [days for days in WITHIN if shares[f"within_{days}"].notna().any()]
    if not shown:
        axes.nothing(figure, words.t("age.too_young"))
        return figure
    table = shares[[f"within_{days}" for days in shown]]
    names = [f"{formats.day(row['week'])} · {formats.number(row['received'])}" for row in rows(weeks)]
    said = table.map(lambda share: "" if formats.missing(share) else formats.percent(share, 0))
    figure.add_heatmap(
        x=[words.t("age.within", days=formats.number(days)) for days in shown],
        y=names,
        z=table,
        text=said,
        texttemplate="%{text}",
        hovertemplate="%{y}<br>%{x}: %{text}<extra></extra>",
        hoverongaps=False,
        colorscale=[[place / (len(SHADES) - 1), colour] for place, colour in enumerate(SHADES)],
        zmin=0,
        zmax=1,
        showscale=False,
        xgap=2,
        ygap=2,
    )
    # On a phone six times "90 days" would lie one over the other: the heading says that these are days.
    numbers = [formats.number(days) for days in shown]
    figure.update_xaxes(
        side="top", showline=False, ticks="", type="category", tickvals=[*range(len(shown))], ticktext=numbers
    )
    figure.update_yaxes(autorange="reversed", showgrid=False, type="category", tickfont={"color": theme.INK})
    return figure
