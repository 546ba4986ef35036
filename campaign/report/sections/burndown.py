"""What is left of a target, week by week, as charts that Excel and PowerPoint draw: until now, and as expected."""

import pandas as pd

from campaign import theme, words
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.language import formats
from campaign.language.schedule import capital, gap
from campaign.report.sections import prose
from campaign.report.sections.chart import chart
from campaign.serving import catalogue, queries
from campaign.serving.queries import Row
from campaign.serving.selection import Selection

QUANTILES = ["q50", "q10", "q90"]
DAYS = {"today_line": "today", "deadline_line": "deadline"}  # columns by the words for them
COLOURS = (theme.ACCENT, theme.FAINT, theme.BEHIND, theme.PROVISIONAL, theme.PROVISIONAL)
MARKS = (theme.INK, theme.BEHIND)  # colours of DAYS


def burndown(selection: Selection) -> Exhibit | None:
    """What is left and what the plan leaves, back from the last full day; None without a target or a full day."""
    row = queries.row("overview", selection)
    if not row["target"] or row["full_until"] is None:
        return None
    return _chart("burndown", selection, row, pd.DataFrame(index=pd.DatetimeIndex([])))


def forecast(selection: Selection) -> Exhibit | None:
    """The same with the fan as lines; None where there is no forecast."""
    row = queries.row("overview", selection)
    if not row["target"] or row["full_until"] is None:
        return None
    outlook = served.forecast(selection)
    fan = outlook.drawn(row["measure"], row)
    if fan.empty:
        return None
    campaign = catalogue.campaign()
    measure, unit = campaign.measure[row["measure"]], campaign.unit[selection.unit]
    ahead = outlook.of(measure.id)
    left = (row["target"] - fan.set_index("date")[QUANTILES]).clip(lower=0)
    title = forecast_sentences.finding(row, ahead, measure)
    late = ahead["as_of"] > ahead["deadline"]
    said = prose.expected(row, ahead, measure, unit) if late else f"{capital(prose.chance(ahead, measure))}."
    return _chart("forecast", selection, row, left, title, said)


def _chart(
    key: str, selection: Selection, row: Row, expected: pd.DataFrame, title: str = "", said: str = ""
) -> Exhibit:
    """`expected` has what will be left by day, a column a quantile; it may be empty."""
    campaign = catalogue.campaign()
    measure, quantiles = campaign.measure[row["measure"]], tuple(map(str, expected))
    days = queries.table("burndown", selection).set_index("date")
    weeks = _marked(_weeks(days, row["full_until"], expected.index).join(expected), row)
    names = words.t("burndown.actual"), words.t("burndown.plan"), *(words.t(f"report.fan_{one}") for one in quantiles)
    marks = [
        words.t("report.marked_day", what=words.t(f"burndown.{day}"), day=formats.day(row[on]))
        for day, on in zip(DAYS.values(), ("as_of", "deadline"), strict=True)
    ]
    return chart(
        f"{key}_{measure.id}",
        "line",
        title or f"{measure.label}: {gap(row['days_ahead'])}",
        f"{subtitle(selection)} · {words.t('report.left_axis', items=measure.unit)}",
        said or prose.position(row, measure, campaign.unit[selection.unit]),
        weeks.rename_axis("date").reset_index(),
        (*names, *marks),
        (*COLOURS[: len(names)], *MARKS),
        expected=quantiles,
        days=tuple(DAYS),
    )


def _marked(weeks: pd.DataFrame, row: Row) -> pd.DataFrame:
    """The weeks with columns DAYS, which have the target on the day that they mark and nothing else."""
    days = [pd.Timestamp(row[on]) for on in ("as_of", "deadline")]
    drawn = weeks.reindex(weeks.index.union(days)).sort_index()
    for column, day in zip(DAYS, days, strict=True):
        drawn[column] = pd.Series({day: float(row["target"])}).reindex(drawn.index)
    return drawn


def _weeks(days: pd.DataFrame, full_until: pd.Timestamp, expected_on: pd.Index) -> pd.DataFrame:
    """Every seventh day back from the last full one, then those of the forecast or, without one, the last day."""
    past = days.loc[:full_until].iloc[::-7].index[::-1]
    ahead = expected_on[expected_on > full_until] if len(expected_on) else days.index[-1:]
    weeks = days.reindex(past.append(ahead).unique(), method="ffill")  # after its end a plan leaves what it left then
    return weeks.assign(actual_left=weeks["actual_left"].where(weeks.index <= full_until)).clip(lower=0)
