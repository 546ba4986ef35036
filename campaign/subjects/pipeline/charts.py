"""A chain of stages: what each has done, what waits between them, and how that moves."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.definition import Definition
from campaign.language import formats


def stages(chain: pd.DataFrame, campaign: Definition) -> go.Figure:
    """A bar per stage from rows of the query overview: what is done, and hatched before it what waits for it."""
    figure = theme.figure(
        words.language(), height=56 * len(chain) + 20, barmode="stack", margin={"l": 8, "r": 8, "t": 4, "b": 4}
    )
    names = [
        f"{campaign.measure[measure].label}<br><b>{formats.number(total)}</b>"
        for measure, total in zip(chain["measure"], chain["total"], strict=True)
    ]
    waiting = chain["waiting"].astype(float).clip(lower=0).fillna(0)
    figure.add_bar(
        y=names,
        x=chain["total"],
        orientation="h",
        marker={"color": theme.ACCENT},
        name=words.t("pipeline.done"),
        hovertemplate="%{y}<extra></extra>",
    )
    figure.add_bar(
        y=names,
        x=waiting,
        orientation="h",
        name=words.t("pipeline.waiting"),
        marker={
            "color": theme.PAPER,
            "line": {"color": theme.FAINT, "width": 1},
            "pattern": {
                "shape": "/",
                "size": 6,
                "solidity": 0.2,
                "bgcolor": theme.PAPER,
                "fgcolor": [theme.BEHIND if slow else theme.FAINT for slow in chain["slowest"]],
            },
        },
        text=[
            _waits(row, short) for row, short in zip(chain.to_dict("records"), formats.axis(list(waiting)), strict=True)
        ],
        hovertext=[formats.number(count) for count in waiting],
        textposition="outside",
        cliponaxis=False,
        textfont={"color": [theme.BEHIND if slow else theme.MUTED for slow in chain["slowest"]]},
        hovertemplate="%{y}<br>%{text}<br><b>%{hovertext}</b><extra></extra>",
    )
    figure.update_xaxes(visible=False, range=[0, (chain["total"].astype(float) + waiting).max() * 1.8 or 1])
    figure.update_yaxes(autorange="reversed", showgrid=False, tickfont={"size": 13, "color": theme.INK})
    return figure


def stocks(
    past: pd.DataFrame, ahead: pd.DataFrame, chain: pd.DataFrame, campaign: Definition, as_of: date
) -> go.Figure:
    """What waits before each stage by day, as counted (`past`) and as expected (`ahead`): measure, date, waiting.

    `chain` has the stages' rows of the query overview; the slowest one stands out.
    """
    slowest = set(chain[chain["slowest"]]["measure"])
    figure = theme.figure(words.language(), height=300, margin={"l": 8, "r": 190, "t": 30, "b": 8})
    for measure in past["measure"].unique():
        colour, width = (theme.ACCENT, 3) if measure in slowest else (theme.FAINT, 1.5)
        name = str(campaign.measure[measure].label)
        counted, expected = (frame[frame["measure"] == measure] for frame in (past, ahead))
        for frame, dash in ((counted, "solid"), (expected, "dot")):
            figure.add_scatter(
                x=frame["date"],
                y=frame["waiting"],
                mode="lines",
                name=name,
                line={"color": colour, "width": width, "dash": dash},
                text=[f"{formats.day(row.date)}<br><b>{formats.number(row.waiting)}</b>" for row in frame.itertuples()],
                hovertemplate=f"{name}<br>%{{text}}<extra></extra>",
            )
    most = max([1.0, *past["waiting"].astype(float), *ahead["waiting"].astype(float)])
    _named(figure, (ahead if len(ahead) else past).groupby("measure").tail(1), most, slowest, campaign)
    theme.count_axis(figure, 0, most)
    days = [*past["date"], *ahead["date"], pd.Timestamp(as_of)]
    figure.update_xaxes(tickformat="%m/%Y", range=[min(days), max(days)], nticks=5)
    figure.add_shape(
        type="line", xref="x", yref="paper", x0=as_of, x1=as_of, y0=0, y1=1, line={"color": theme.INK, "width": 1}
    )
    figure.add_annotation(
        x=as_of,
        y=1,
        xref="x",
        yref="paper",
        yanchor="bottom",
        xanchor="right",
        showarrow=False,
        text=f"{words.t('burndown.today')} {as_of:%d/%m}",
        font={"size": 12},
    )
    return figure


def stage(daily: pd.DataFrame, plan: pd.DataFrame, ahead: pd.DataFrame, until: pd.Timestamp) -> go.Figure:
    """What is left of one stage's target in percent, small: plan, actual and expected median, to one scale for all."""
    figure = theme.figure(words.language(), height=150, margin={"l": 4, "r": 4, "t": 6, "b": 4})
    in_force = plan[plan["in_force"]]
    if in_force.empty:
        return figure
    target = in_force["target"].iloc[0] or 1
    lines = (
        (in_force["date"], in_force["planned"], words.t("burndown.plan"), {"color": theme.FAINT, "width": 1.5}),
        (ahead["date"], ahead["q50"], words.t("fan.median"), {"color": theme.ACCENT, "width": 1.5, "dash": "dot"}),
        (daily["date"], daily["total"], words.t("burndown.actual"), {"color": theme.ACCENT, "width": 2.5}),
    )
    for days, totals, name, line in lines:
        texts = [
            f"{formats.day(day)}<br><b>{formats.percent(1 - total / target)}</b>"
            for day, total in zip(days, totals, strict=True)
        ]
        figure.add_scatter(
            x=days,
            y=1 - totals / target,
            mode="lines",
            name=name,
            line=line,
            text=texts,
            hovertemplate=f"{name}<br>%{{text}}<extra></extra>",
        )
    deadline = in_force["deadline"].iloc[0]
    figure.add_shape(
        type="line",
        xref="x",
        yref="paper",
        x0=deadline,
        x1=deadline,
        y0=0,
        y1=1,
        line={"color": theme.BEHIND, "width": 1, "dash": "dash"},
    )
    ticks = [0, 0.5, 1]
    figure.update_yaxes(
        range=[-0.15, 1.05],
        tickvals=ticks,
        ticktext=[formats.percent(tick, 0) for tick in ticks],
        zeroline=True,
        zerolinecolor=theme.INK,
        zerolinewidth=1,
    )
    figure.update_xaxes(range=[in_force["date"].min(), until], tickformat="%m/%y", nticks=4)
    return figure


def _named(figure: go.Figure, ends: pd.DataFrame, most: float, slowest: set[str], campaign: Definition) -> None:
    """Write each line's name beside its end, pushed up where it would lie on the one below."""
    height = -most
    for row in ends.sort_values("waiting").itertuples():
        height = max(row.waiting, height + most * 0.075)
        colour = theme.ACCENT if row.measure in slowest else theme.MUTED
        figure.add_annotation(
            x=row.date,
            y=height,
            text=str(campaign.measure[row.measure].label),
            showarrow=False,
            xanchor="left",
            yanchor="middle",
            xshift=4,
            font={"size": 12, "color": colour},
        )


def _waits(row: dict, short: str) -> str:
    if formats.missing(row["backlog_days"]) or not row["waiting"] or row["waiting"] < 0:
        return ""
    return words.t("pipeline.stock", waiting=short, days=formats.days(row["backlog_days"]))
