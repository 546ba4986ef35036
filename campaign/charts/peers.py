"""One unit among those most like it, week by week."""

from html import escape

import pandas as pd
import plotly.graph_objects as go

from campaign import formats, theme, words


def peers(weeks: pd.DataFrame, units: pd.DataFrame) -> go.Figure:
    """Share of the own target by week: the unit in the accent, the others in grey, each named at its end.

    Frames: those of the queries peer_weeks and peers (the unit itself first).
    """
    figure = theme.figure(words.language(), height=400, margin={"l": 8, "r": 130, "t": 16, "b": 8})
    for position, row in reversed(list(enumerate(units.to_dict("records")))):
        own = weeks[weeks["unit_code"] == row["unit_code"]]
        name, colour = escape(row[f"name_{words.language()}"]), theme.FAINT if position else theme.ACCENT
        if not position:
            figure.add_scatter(
                x=own["week_until"],
                y=own["planned_fraction"],
                mode="lines",
                hoverinfo="skip",
                line={"color": theme.INK, "width": 1.2, "dash": "dot"},
            )
        figure.add_scatter(
            x=own["week_until"],
            y=own["completion"],
            mode="lines",
            name=name,
            line={"color": colour, "width": 1.5 if position else 3},
            hovertext=[
                f"<b>{name}</b><br>{formats.day(week.week_until)}: {formats.percent(week.completion)}"
                for week in own.itertuples()
            ],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    _names(figure, weeks, units)
    figure.update_yaxes(tickformat=".0%")
    figure.update_xaxes(tickformat="%d/%m")
    return figure


def _names(figure: go.Figure, weeks: pd.DataFrame, units: pd.DataFrame) -> None:
    """The names at the ends of the lines, pushed apart where they would cover each other."""
    ends = weeks.dropna(subset="completion").groupby("unit_code")["completion"].last()
    step, floor = 0.055 * max(ends.max(), 0.1), -1.0
    names = units.set_index("unit_code")[f"name_{words.language()}"].map(escape)
    for code, end in ends.sort_values().items():
        floor = max(end, floor + step)
        own = code == units["unit_code"].iloc[0]
        figure.add_annotation(
            x=1,
            xref="paper",
            y=floor,
            text=names[code],
            showarrow=False,
            xanchor="left",
            xshift=4,
            font={"size": 12, "color": theme.ACCENT if own else theme.MUTED},
        )
