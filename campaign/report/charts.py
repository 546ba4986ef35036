"""Charts that PowerPoint and Excel draw themselves, from the same queries as the figures of the pages."""

import pandas as pd

from campaign import theme, words
from campaign.figures.exhibit import subtitle
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.language import columns, formats
from campaign.language.schedule import gap
from campaign.report import Chart
from campaign.serving import catalogue, queries
from campaign.serving.selection import Selection
from campaign.subjects.cleansing import exhibits as cleansing
from campaign.subjects.connections import exhibits as connections
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.pipeline import exhibits as stages
from campaign.subjects.pipeline import sentences as pipeline_sentences
from campaign.subjects.standing import sentences as standing_sentences

SHOWN = 20  # bars of units on one slide


def burndown(selection: Selection) -> Chart | None:
    """What is left and what the plan leaves, week by week back from the last full day; None without a target."""
    return _course("burndown", selection, pd.DataFrame())


def forecast(selection: Selection) -> Chart | None:
    """The same with the fan as lines; None where there is no forecast."""
    campaign = catalogue.campaign()
    found = served.forecast(selection)
    row = queries.one("overview", selection)
    if not row["target"]:
        return None
    fan = found.drawn(selection.measured, row)
    if fan.empty:
        return None
    said = forecast_sentences.outlook(
        row, found.of(selection.measured), campaign.measure[selection.measured], campaign.unit[selection.unit]
    )
    return _course("forecast", selection, fan, said)


def ranking(selection: Selection) -> Chart | None:
    """Completion of the units below, the most behind first; None where nothing is below or nothing was asked."""
    below = queries.table("units_below", selection).dropna(subset="days_ahead")
    if below.empty:
        return None
    shown = below.head(SHOWN)
    said = standing_sentences.spread(below, catalogue.campaign().measure[selection.measured])
    note = words.t("report.most_behind", shown=formats.number(len(shown)), units=formats.number(len(below)))
    return Chart(
        "ranking",
        "bar",
        words.t("report.ranking"),
        f"{subtitle(selection)} · {note}",
        said,
        tuple(shown[f"name_{words.language()}"]),
        {columns.label("completion"): tuple(shown["completion"])},
        (theme.ACCENT,),
        "0.0%",
    )


def pipeline(selection: Selection, project: str) -> Chart:
    """Done and left of every stage of a project."""
    campaign, rows = catalogue.campaign(), stages.chain(selection, project)
    left = (rows["target"] - rows["total"]).clip(lower=0)
    label = campaign.project[project].label
    return Chart(
        f"stages_{project}",
        "stacked",
        str(label),
        words.t("pipeline.funnel_note", project=label, unit=campaign.unit[selection.unit].name),
        pipeline_sentences.first_to_last(rows, campaign),
        tuple(str(campaign.measure[id].label) for id in rows["measure"]),
        {words.t("report.done"): tuple(rows["total"]), words.t("report.left"): tuple(map(_number, left))},
        (theme.ACCENT, theme.RULE),
    )


def defects(selection: Selection) -> Chart:
    """Open defects by class, the most first."""
    found, name = cleansing.pareto_classes(selection), catalogue.campaign().unit[selection.unit].name
    return Chart(
        "defects",
        "bar",
        found.title,
        words.t("report.defects_note", unit=name),
        found.sentence,
        tuple(found.table[f"defect_{words.language()}"]),
        {columns.label("open"): tuple(map(_number, found.table["open"]))},
        (theme.ACCENT,),
    )


def connected(selection: Selection) -> Chart:
    """Connected and left of each kind of connections."""
    kinds = connections.progress(selection).values()
    left = tuple(max(here.target - here.connected, 0) for here in kinds)
    return Chart(
        "connections",
        "stacked",
        words.t("report.connections"),
        words.t("screen.cut_off", time=catalogue.campaign().cut_off, day=formats.day(selection.as_of)),
        connections.finding(selection)[0],
        tuple(str(here.kind.label) for here in kinds),
        {words.t("report.done"): tuple(here.connected for here in kinds), words.t("report.left"): left},
        (theme.ACCENT, theme.RULE),
    )


def _course(key: str, selection: Selection, fan: pd.DataFrame, said: str = "") -> Chart | None:
    campaign = catalogue.campaign()
    row = queries.one("overview", selection)
    if not row["target"] or row["full_until"] is None:
        return None
    daily, plan = (queries.table(name, selection) for name in ("daily_progress", "plan"))
    plan = plan[plan["in_force"]].set_index("date")["planned"]
    total = daily.set_index("date")["total"]
    first = min(total.index.min(), plan.index.min()) if len(total) else plan.index.min()
    past = pd.date_range(end=row["full_until"], start=first, freq="7D", inclusive="both")
    past = past + (row["full_until"] - past[-1]) if len(past) else pd.DatetimeIndex([row["full_until"]])
    ahead = pd.DatetimeIndex(fan["date"]) if len(fan) else pd.DatetimeIndex([])
    ahead = ahead[ahead > row["full_until"]]
    days = past.append(ahead if len(ahead) else pd.DatetimeIndex([max(row["deadline"], row["full_until"])])).unique()

    def left(done: pd.Series) -> tuple[float | None, ...]:
        return tuple(_number(row["target"] - value) for value in done.reindex(days))

    actual = total.reindex(total.index.union(days)).ffill().fillna(0)
    planned = plan.reindex(plan.index.union(days)).ffill()
    series = {
        words.t("burndown.actual"): left(actual[actual.index <= row["full_until"]]),
        words.t("burndown.plan"): left(planned),
    }
    if len(fan):
        lines = fan.set_index("date")
        series |= {words.t(f"report.fan_{quantile}"): left(lines[quantile]) for quantile in ("q50", "q10", "q90")}
    here = campaign.measure[selection.measured]
    return Chart(
        f"{key}_{selection.measured}",
        "line",
        f"{here.label}: {gap(row['days_ahead'])}",
        subtitle(selection) + " · " + words.t("report.left_axis", items=here.unit),
        said or standing_sentences.standing(row, here, campaign.unit[selection.unit]),
        tuple(day.date() for day in days),
        series,
        (theme.ACCENT, theme.FAINT, theme.BEHIND, theme.PROVISIONAL, theme.PROVISIONAL),
    )


def primary(selection: Selection) -> list[str]:
    """The measures a report looks at closely: the first of each project and its slowest stage, in their order."""
    overview = queries.table("overview", selection.of(None))
    first = overview.groupby("project", sort=False).head(1)["measure"]
    return [id for id in overview["measure"] if id in {*first, *overview[overview["slowest"]]["measure"]}]


def machines() -> str:
    """The measure by which units are compared."""
    return direction.machines().id


def _number(value: float) -> float | None:
    return None if pd.isna(value) else round(float(value))
