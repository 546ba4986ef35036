"""What is left of a target, week by week, as charts that Excel and PowerPoint draw: until now, and as expected."""

import pandas as pd

from campaign import theme, words
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.language.schedule import gap
from campaign.report.sections.chart import chart
from campaign.serving import catalogue, queries
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.subjects.standing import sentences as standing_sentences

QUANTILES = ["q50", "q10", "q90"]
COLOURS = (theme.ACCENT, theme.FAINT, theme.BEHIND, theme.PROVISIONAL, theme.PROVISIONAL)


def burndown(selection: Selection) -> Exhibit | None:
    """What is left and what the plan leaves, back from the last full day; None without a target or a full day."""
    row = queries.one("overview", selection)
    if not row["target"] or row["full_until"] is None:
        return None
    return _chart("burndown", selection, row, pd.DataFrame(index=pd.DatetimeIndex([])))


def forecast(selection: Selection) -> Exhibit | None:
    """The same with the fan as lines; None where there is no forecast."""
    row = queries.one("overview", selection)
    if not row["target"] or row["full_until"] is None:
        return None
    outlook = served.forecast(selection)
    fan = outlook.drawn(row["measure"], row)
    if fan.empty:
        return None
    campaign = catalogue.campaign()
    measure, unit = campaign.measure[row["measure"]], campaign.unit[selection.unit]
    said = forecast_sentences.outlook(row, outlook.of(measure.id), measure, unit)
    return _chart("forecast", selection, row, row["target"] - fan.set_index("date")[QUANTILES], said)


def _chart(key: str, selection: Selection, row: Row, expected: pd.DataFrame, said: str = "") -> Exhibit:
    """`expected` has what will be left by day, a column a quantile; it may be empty."""
    campaign = catalogue.campaign()
    measure, quantiles = campaign.measure[row["measure"]], tuple(map(str, expected))
    names = words.t("burndown.actual"), words.t("burndown.plan"), *(words.t(f"report.fan_{one}") for one in quantiles)
    days = queries.table("burndown", selection).set_index("date")
    weeks = _weeks(days, row["full_until"], expected.index).join(expected)
    return chart(
        f"{key}_{measure.id}",
        "line",
        f"{measure.label}: {gap(row['days_ahead'])}",
        f"{subtitle(selection)} · {words.t('report.left_axis', items=measure.unit)}",
        said or standing_sentences.standing(row, measure, campaign.unit[selection.unit]),
        weeks.reset_index(),
        names,
        COLOURS,
        expected=quantiles,
    )


def _weeks(days: pd.DataFrame, full_until: pd.Timestamp, expected_on: pd.Index) -> pd.DataFrame:
    """Every seventh day back from the last full one, then those of the forecast or, without one, the last day."""
    past = days.loc[:full_until].iloc[::-7].index[::-1]
    ahead = expected_on[expected_on > full_until] if len(expected_on) else days.index[-1:]
    weeks = days.reindex(past.append(ahead).unique(), method="ffill")  # after its end a plan leaves what it left then
    return weeks.assign(actual_left=weeks["actual_left"].where(weeks.index <= full_until))
