"""What events cost or brought, each as a point within its band, as a part of what such days usually bring."""

from html import escape
from math import ceil

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.definition.parts import Items
from campaign.figures import annotations, axes, hover
from campaign.figures.table import Row, rows
from campaign.language import formats
from campaign.subjects.events import sentences

ROW, FOOT = 46, 30  # px: of an event, its name above its band; of the axis
COLOURS = {"cost": theme.BEHIND, "brought": theme.AHEAD}
NEAREST = 1.5  # of a usual day: where the axis ends at least; it goes as far as the farthest band
LONGEST = 44  # letters of a name: what a phone has room for
SIDE = 3  # steps of the axis to each side of nothing


def effects(events: pd.DataFrame, items: Items) -> go.Figure:
    """`events` of table.table that were measured, the oldest at the top; `items` names what is counted."""
    height = ROW * len(events) + FOOT
    figure = theme.figure(words.language(), height=height, margin={"l": 8, "r": 8, "t": 0, "b": FOOT})
    farthest = events[["share_low", "share_high"]].abs().to_numpy(float).max()
    reach = NEAREST * max(ceil(farthest / NEAREST), 1)
    for at, row in enumerate(rows(events)):
        colour = COLOURS.get(row["effect"], theme.MUTED)
        figure.add_scatter(
            x=[row["share_low"], row["share_high"]],
            y=[at + 0.2] * 2,
            mode="lines",
            line={"color": colour, "width": 6},
            opacity=0.35,
            hoverinfo="skip",
        )
        figure.add_scatter(
            x=[row["effect_share"]],
            y=[at + 0.2],
            mode="markers",
            marker={"color": colour, "size": 10},
            hovertext=[_hover(row, items)],
            hovertemplate=hover.HOVERTEXT,
        )
        figure.add_shape(type="line", x0=0, x1=0, y0=at + 0.02, y1=at + 0.4, line={"color": theme.INK, "width": 1})
        annotations.write(figure, _name(row), 0, at - 0.08, theme.INK, yref="y")
        share = sentences.signed(row["effect_share"])
        annotations.write(figure, share, 1, at - 0.08, colour, xanchor="right", yref="y")
    steps = [reach * step / SIDE for step in range(-SIDE, SIDE + 1)]
    figure.update_yaxes(range=[len(events) - 0.5, -0.55], showticklabels=False, showgrid=False, ticks="")
    figure.update_xaxes(range=[-reach, reach], zeroline=False, **axes.percents(steps))
    return figure


def _name(row: Row) -> str:
    """Its first day and what it was."""
    label = str(row[f"label_{words.language()}"])
    short = label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"
    return f"<b>{formats.short_day(row['first_on'])}</b> {escape(short)}"


def _hover(row: Row, items: Items) -> str:
    return words.t(
        "effects.hover",
        label=escape(str(row[f"label_{words.language()}"])),
        unit=escape(str(row[f"name_{words.language()}"])),
        day=formats.day(row["measured_until"]),
        came=formats.number(row["event_came"]),
        likely=formats.number(row["without_event"]),
        effect=formats.number(row["effect_items"], sign=True),
        low=formats.number(row["effect_low"], sign=True),
        high=formats.number(row["effect_high"], sign=True),
        items=items,
    )
