"""What is left of a target, day by day, against its plan."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from campaign import formats, theme, words


def burndown(daily: pd.DataFrame, plan: pd.DataFrame, published: pd.DataFrame, events: pd.DataFrame,
             as_of: date, unit: str) -> go.Figure:
    """Remaining items by day: actual, provisional, plan in force, earlier plans, published points, events.

    Frames are those of the queries daily_progress, plan, published and events; `unit` names what is counted.
    Remaining is counted against the target in force; beyond the target it falls below zero.
    """
    figure = theme.figure(words.language(), height=440, margin={"l": 8, "r": 24, "t": 44, "b": 8})
    in_force = plan[plan["in_force"]]
    if in_force.empty:
        return figure
    target, deadline = int(in_force["target"].iloc[0]), in_force["deadline"].iloc[0]
    for _, earlier in plan[~plan["in_force"]].groupby("issued_on"):
        _line(figure, earlier["date"], earlier["target"] - earlier["planned"], words.t("burndown.earlier_plan"),
              {"color": theme.RULE, "width": 1.5, "dash": "dot"})
    _line(figure, in_force["date"], target - in_force["planned"], words.t("burndown.plan"),
          {"color": theme.FAINT, "width": 2})
    full = daily[~daily["provisional"]]
    _line(figure, full["date"], target - full["total"], words.t("burndown.actual"),
          {"color": theme.ACCENT, "width": 3}, ink=theme.ACCENT)
    _provisional(figure, daily, target)
    _published(figure, published, target)
    _days(figure, as_of, deadline)
    _events(figure, events)
    first = min([in_force["date"].min(), *daily["date"].head(1)])
    last = max(deadline, pd.Timestamp(as_of))
    figure.update_xaxes(range=[first, last + (last - first) * 0.02], tickformat="%d/%m")
    figure.update_yaxes(zeroline=True, zerolinecolor=theme.INK, zerolinewidth=1)
    theme.count_axis(figure, min(0, target - int(daily["total"].max() if len(daily) else 0)), target)
    figure.add_annotation(x=0, y=1, xref="paper", yref="paper", xanchor="left", yanchor="bottom", showarrow=False,
                          text=words.t("burndown.axis", unit=unit), font={"size": 12, "color": theme.MUTED})
    return figure


def _line(figure: go.Figure, days: pd.Series, values: pd.Series, name: str, line: dict,
          ink: str = theme.MUTED) -> None:
    texts = [f"{formats.day(day)}<br><b>{formats.number(value)}</b>" for day, value in zip(days, values, strict=True)]
    figure.add_scatter(x=days, y=values, mode="lines", name=name, line=line, text=texts,
                       hovertemplate=f"{name}<br>%{{text}}<extra></extra>")
    if len(days):
        at = len(days) * 11 // 20  # a falling line leaves room to its upper right
        figure.add_annotation(x=days.iloc[at], y=values.iloc[at], text=name, showarrow=False, xanchor="left",
                              yanchor="bottom", font={"color": ink, "size": 12})


def _provisional(figure: go.Figure, daily: pd.DataFrame, target: int) -> None:
    """Days whose reports are not all in: a dotted continuation over a hatched band."""
    open_days = daily[daily["provisional"]]
    if open_days.empty:
        return
    tail = pd.concat([daily[~daily["provisional"]].tail(1), open_days])
    figure.add_scatter(
        x=tail["date"], y=target - tail["total"], mode="lines", name=words.t("burndown.provisional"),
        line={"color": theme.ACCENT, "width": 3, "dash": "dot"},
        hovertemplate=words.t("burndown.provisional") + "<br>%{x|%d/%m/%Y}<br><b>%{y:,.0f}</b><extra></extra>",
    )
    figure.add_shape(
        type="rect", xref="x", yref="paper", y0=0, y1=1, line_width=0, layer="below",
        x0=tail["date"].iloc[0], x1=tail["date"].iloc[-1], fillcolor=theme.WASH,
    )


def _published(figure: go.Figure, published: pd.DataFrame, target: int) -> None:
    texts = [
        f"<b>{formats.number(row.value)}</b> · {formats.day(row.date)}<br>{row.source_title}<br>{row.qualifier}"
        for row in published.itertuples()
    ]
    figure.add_scatter(
        x=published["date"], y=target - published["value"], mode="markers", name=words.t("burndown.published"),
        marker={"symbol": "diamond", "size": 10, "color": theme.PAPER, "line": {"color": theme.INK, "width": 2}},
        text=texts, hovertemplate="%{text}<extra></extra>",
    )


def _days(figure: go.Figure, as_of: date, deadline: pd.Timestamp) -> None:
    """Today and the deadline, as lines down the whole chart; the label leans away from the other one."""
    marks = [(pd.Timestamp(as_of), "burndown.today", theme.INK), (deadline, "burndown.deadline", theme.BEHIND)]
    for row, (day, key, colour) in enumerate(marks):
        figure.add_shape(type="line", xref="x", yref="paper", x0=day, x1=day, y0=0, y1=1,
                         line={"color": colour, "width": 1.5, "dash": "solid" if key.endswith("today") else "dash"})
        figure.add_annotation(x=day, y=1, xref="x", yref="paper", yanchor="bottom", yshift=16 * row, xanchor="right",
                              text=f"{words.t(key)} {day:%d/%m}", font={"size": 12, "color": colour}, showarrow=False)


def _events(figure: go.Figure, events: pd.DataFrame) -> None:
    """Events as ticks along the foot, their words on hover."""
    texts = [
        f"{formats.day(row.first_on)}–{formats.day(row.last_on)}<br>{getattr(row, 'label_' + words.language())}"
        for row in events.itertuples()
    ]
    figure.add_scatter(
        x=events["first_on"], y=[0] * len(events), mode="markers", name=words.t("burndown.events"),
        marker={"symbol": "line-ns", "size": 12, "line": {"color": theme.MUTED, "width": 2}},
        text=texts, hovertemplate="%{text}<extra></extra>",
    )
