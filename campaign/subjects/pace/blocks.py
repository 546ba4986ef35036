"""Schedule, pace and outlook of one measure as key figures and small tables."""

from collections.abc import Callable, Mapping

import pandas as pd

from campaign import words
from campaign.figures import key_figures
from campaign.figures.cells import against_plan, day
from campaign.figures.html import tag, text
from campaign.figures.table import Row, rows
from campaign.forecast import sentences as forecast_sentences
from campaign.language import formats
from campaign.subjects.pace import sentences


def pace(row: Row, ahead: Row) -> str:
    """Schedule, pace and outlook of one measure: a row of the query overview and its forecast ({} without one)."""
    figures = [_schedule(row), _spi(row)]
    if row["required_rate"] is not None:
        figures += [_required(row), _ratio(row)]
    if ahead and row["reached_on"] is None:
        overdue = row["as_of"] > row["deadline"]
        figures += [_late(row), _remaining(row, ahead)] if overdue else [_chance(row, ahead), _shortfall(row, ahead)]
        figures.append(_completion(ahead))
    return key_figures.row(figures)


def side_by_side(as_is: Row, if_so: Row) -> str:
    """The same answers of two forecasts, as things are and as they would be, side by side."""
    answers: dict[str, Callable[[Row], str]] = {
        "chance": lambda ahead: formats.chance(ahead["p_by_deadline"]),
        "completion": _day,
        "span": lambda ahead: formats.MISSING if forecast_sentences.withheld(ahead) else forecast_sentences.span(ahead),
        "shortfall": lambda ahead: formats.number(ahead["expected_shortfall"]),
    }
    head = tag(
        "tr", tag("td") + "".join(tag("th", text(words.t(f"what_if.{key}")), scope="col") for key in ("as_is", "if_so"))
    )
    lines = (
        tag(
            "tr",
            tag("th", text(words.t(f"what_if.{key}")), scope="row")
            + "".join(tag("td", text(answer(ahead))) for ahead in (as_is, if_so)),
        )
        for key, answer in answers.items()
    )
    return tag("table", head + "".join(lines), "scenario")


def thresholds(frame: pd.DataFrame) -> str:
    """When shares of the target were planned and reached: the frame of the query thresholds."""
    columns = ("threshold", "planned_on", "reached_on", "days_ahead")
    head = tag("tr", "".join(tag("th", text(words.t(f"pace.{column}")), scope="col") for column in columns))
    lines = (tag("tr", _threshold(row)) for row in rows(frame))
    return tag("h4", text(words.t("pace.thresholds"))) + tag("table", head + "".join(lines), "thresholds")


def events(frame: pd.DataFrame, effects: Mapping[int, str]) -> str:
    """What the ticks at the foot of the burn-down stand for, where nothing hovers: the frame of the query events, with
    what is said of the effect of those that have one, by its index."""
    listed = "".join(
        tag("li", f"{tag('b', sentences.days(row))} {text(row[f'label_{words.language()}'])}{_effect(effects.get(at))}")
        for at, row in zip(frame.index, rows(frame), strict=True)
    )
    return tag("h4", text(words.t("burndown.events"))) + tag("ul", listed, css="digest") if listed else ""


def _effect(said: str | None) -> str:
    return tag("small", text(said), "effect") if said else ""


def _threshold(row: Row) -> str:
    name = formats.percent(row["threshold"], 0) + " " + tag("small", formats.number(row["items"]))
    reached = text(words.t("pace.not_yet")) if formats.missing(row["reached_on"]) else day(row["reached_on"])
    cells = day(row["planned_on"]), reached, against_plan(row["days_ahead"])
    return tag("th", name, scope="row") + "".join(tag("td", cell) for cell in cells)


def _schedule(row: Row) -> str:
    key, when = ("schedule_reached", "reached_on") if row["reached_on"] is not None else ("schedule_note", "earned_on")
    known = {"day": formats.day(row[when]), "until": formats.day(row["full_until"])}
    return key_figures.figure("pace.schedule", against_plan(row["days_ahead"]), words.t(f"pace.{key}", **known))


def _spi(row: Row) -> str:
    return key_figures.figure(
        "pace.spi", formats.ratio(row["spi_t"]), words.t("pace.spi_note", days=formats.days(row["earned_days"]))
    )


def _required(row: Row) -> str:
    return key_figures.figure(
        "pace.required",
        formats.rate(row["required_rate"]),
        words.t(
            "pace.required_note",
            day=formats.day(row["required_by"]),
            rate=formats.rate(row["rate_7d"]),
            best=formats.rate(row["best_rate_7d"]),
        ),
    )


def _ratio(row: Row) -> str:
    beyond = (row["required_to_best"] or 0) > 1
    return key_figures.figure(
        "pace.ratio",
        tag("span", formats.ratio(row["required_to_best"]), "behind" if beyond else ""),
        words.t("pace.ratio_above" if beyond else "pace.ratio_below"),
    )


def _late(row: Row) -> str:
    days = formats.days((row["as_of"] - row["deadline"]).days)
    return key_figures.figure(
        "pace.late",
        tag("span", text(days), "behind"),
        words.t("pace.chance_note", deadline=formats.day(row["deadline"])),
    )


def _remaining(row: Row, ahead: Row) -> str:
    return key_figures.figure(
        "pace.shortfall_past",
        formats.number(row["remaining"]),
        words.t("pace.ended_note", shortfall=formats.number(ahead["expected_shortfall"])),
    )


def _chance(row: Row, ahead: Row) -> str:
    withheld = forecast_sentences.withheld(ahead)
    return key_figures.figure(
        "pace.chance",
        text(words.t("pace.withheld") if withheld else formats.chance(ahead["p_by_deadline"])),
        words.t("pace.chance_note", deadline=formats.day(row["deadline"])),
    )


def _shortfall(row: Row, ahead: Row) -> str:
    if forecast_sentences.withheld(ahead):
        note = words.t("pace.scenarios", span=forecast_sentences.missing_span(ahead))
        return key_figures.figure("pace.shortfall", text(words.t("pace.withheld")), note)
    part = formats.percent(ahead["expected_shortfall"] / row["target"])
    return key_figures.figure(
        "pace.shortfall",
        formats.number(ahead["expected_shortfall"]),
        words.t("pace.shortfall_note", percent=part, target=formats.number(row["target"])),
    )


def _completion(ahead: Row) -> str:
    key = "scenarios" if forecast_sentences.withheld(ahead) else "completion_note"
    note = words.t(f"pace.{key}", span=forecast_sentences.span(ahead))
    return key_figures.figure("pace.completion", text(_day(ahead)), note)


def _day(ahead: Row) -> str:
    if ahead["median_completion"] is not None:
        return formats.day(ahead["median_completion"])
    return (
        words.t("pace.withheld")
        if ahead["guard"] is not None
        else words.t("forecast.after", day=formats.day(ahead["horizon"]))
    )
