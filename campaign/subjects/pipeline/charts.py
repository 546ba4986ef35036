"""A chain of stages: what each has done, what waits between them, and how that moves."""

from datetime import date
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.definition import Definition
from campaign.figures import axes, bars, days, lines
from campaign.figures.lines import Look
from campaign.figures.table import Row, rows
from campaign.language import formats

NAME = 18  # letters of a stage's name in a line, so that a window of 320 px has room for what waits
GAP = "\u2002"  # between a bar and what is said beside it, 6 px
MONTH = 32  # px, half of a month's name below the beginning of an axis


def stages(chain: pd.DataFrame, campaign: Definition) -> go.Figure:
    """A bar per stage from rows of the query overview: what is done, and hatched before it what waits for it."""
    figure = theme.figure(
        words.language(), height=56 * len(chain) + 20, barmode="stack", margin={"l": 8, "r": 8, "t": 4, "b": 4}
    )
    names = [
        "<br>".join([*wrap(str(campaign.measure[measure].label), NAME), f"<b>{formats.number(total)}</b>"])
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
    said = [_waits(row, short) for row, short in zip(rows(chain), formats.labels(list(waiting)), strict=True)]
    _waiting(figure, chain, names, waiting, said)
    bars.downwards(figure, (chain["total"].astype(float) + waiting).max(), said)
    return figure


def _waiting(figure: go.Figure, chain: pd.DataFrame, names: list[str], waiting: pd.Series, said: list[str]) -> None:
    hatched = {"shape": "/", "size": 6, "solidity": 0.2, "bgcolor": theme.PAPER}
    colours = [theme.BEHIND if most else theme.FAINT for most in chain["largest_stock"]]
    figure.add_bar(
        y=names,
        x=waiting,
        orientation="h",
        name=words.t("pipeline.waiting"),
        marker={
            "color": theme.PAPER,
            "line": {"color": theme.FAINT, "width": 1},
            "pattern": {**hatched, "fgcolor": colours},
        },
        customdata=said,
        hovertext=[formats.number(count) for count in waiting],
        hovertemplate="%{y}<br>%{customdata}<br><b>%{hovertext}</b><extra></extra>",
    )
    # A bar's own text would be centred, its longer line against the bar.
    figure.add_scatter(
        y=names,
        x=chain["total"] + waiting,
        mode="text",
        text=[one and GAP + one.replace("<br>", f"<br>{GAP}") for one in said],
        textposition="middle right",
        textfont={"color": [theme.BEHIND if most else theme.MUTED for most in chain["largest_stock"]]},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _waits(row: Row, short: str) -> str:
    if formats.missing(row["backlog_days"]) or not row["waiting"] or row["waiting"] < 0:
        return ""
    return words.t("pipeline.stock", waiting=short, days=formats.days(row["backlog_days"]))


def stocks(
    past: pd.DataFrame, ahead: pd.DataFrame, chain: pd.DataFrame, campaign: Definition, as_of: date
) -> go.Figure:
    """What waits before each stage by day, as counted (`past`) and as expected (`ahead`): measure, date, waiting.

    `chain` has the stages' rows of the query overview; the one with the largest stock stands out.
    """
    largest = set(chain[chain["largest_stock"]]["measure"])
    figure = theme.figure(words.language(), height=300, margin={"l": MONTH, "r": 190, "t": 30, "b": 8})
    for measure in past["measure"].unique():
        colour, width = (theme.ACCENT, 3) if measure in largest else (theme.FAINT, 1.5)
        for frame, dash in ((past, "solid"), (ahead, "dot")):
            waiting = frame[frame["measure"] == measure].set_index("date")["waiting"]
            lines.over_days(figure, waiting, str(campaign.measure[measure].label), Look(colour, width, dash))
    most = max([1.0, *past["waiting"].astype(float), *ahead["waiting"].astype(float)])
    _names(figure, (ahead if len(ahead) else past).groupby("measure").tail(1), most, largest, campaign)
    axes.counts(figure, 0, most)
    shown = [*past["date"], *ahead["date"], pd.Timestamp(as_of)]
    axes.months(figure, min(shown), max(shown), 2)
    days.line(figure, as_of, theme.INK, 1)
    days.label(figure, as_of, "burndown.today", span=None)
    return figure


def _names(figure: go.Figure, ends: pd.DataFrame, most: float, largest: set[str], campaign: Definition) -> None:
    """Each line's name beside its end, pushed up where it would lie on the one below."""
    ends = ends.sort_values("waiting")
    heights = lines.apart(ends["waiting"].tolist(), most * 0.075, -most)
    for row, height in zip(rows(ends), heights, strict=True):
        figure.add_annotation(
            x=row["date"],
            y=height,
            text=str(campaign.measure[row["measure"]].label),
            showarrow=False,
            xanchor="left",
            yanchor="middle",
            xshift=4,
            font={"size": 12, "color": theme.ACCENT if row["measure"] in largest else theme.MUTED},
        )


def stage(daily: pd.DataFrame, plan: pd.DataFrame, ahead: pd.DataFrame, until: pd.Timestamp) -> go.Figure:
    """What is left of one stage's target in percent, small: plan, actual and expected median, to one scale for all."""
    figure = theme.figure(words.language(), height=150, margin={"l": MONTH, "r": 4, "t": 6, "b": 4})
    in_force = plan[plan["in_force"]]
    if in_force.empty:
        return figure
    target = in_force["target"].iloc[0] or 1
    for frame, column, name, look in (
        (in_force, "planned", "burndown.plan", Look(theme.FAINT, 1.5)),
        (ahead, "q50", "fan.median", Look(theme.ACCENT, 1.5, "dot")),
        (daily, "total", "burndown.actual", Look(theme.ACCENT, 2.5)),
    ):
        left = (1 - frame.set_index("date")[column] / target).clip(lower=0)
        lines.over_days(figure, left, words.t(name), look, formats.percent)
    days.line(figure, in_force["deadline"].iloc[0], theme.BEHIND, 1, "dash")
    figure.update_yaxes(
        range=[-0.03, 1.05],
        **axes.percents((0, 0.5, 1)),
        zeroline=True,
        zerolinecolor=theme.INK,
        zerolinewidth=1,
    )
    axes.months(figure, in_force["date"].min(), until, 3)
    return figure
