"""Key figures in a row: what it is, how much, and beside what to hold it."""

import pandas as pd

from campaign import words
from campaign.figures.html import tag, text
from campaign.forecast import sentences as forecast_sentences
from campaign.language import formats
from campaign.subjects.standing.board import against_plan


def pace(row: dict, ahead: dict) -> str:
    """Schedule, pace and outlook of one measure: a row of the query overview and its forecast ({} without one)."""
    cells = [_schedule(row), _spi(row)]
    if row["required_rate"] is not None:
        cells += [_required(row), _ratio(row)]
    if ahead and row["reached_on"] is None:
        cells += (
            [_late(row), _remaining(row, ahead)]
            if row["as_of"] > row["deadline"]
            else [
                cell(
                    "pace.chance",
                    text(formats.chance(ahead["p_by_deadline"])),
                    words.t("pace.chance_note", deadline=formats.day(row["deadline"])),
                ),
                cell(
                    "pace.shortfall",
                    formats.number(ahead["expected_shortfall"]),
                    words.t(
                        "pace.shortfall_note", percent=formats.percent(ahead["expected_shortfall"] / row["target"])
                    ),
                ),
            ]
        )
        cells.append(_completion(ahead))
    return tag("div", "".join(cells), "figures")


def compared(as_is: dict, if_so: dict) -> str:
    """The same answers of two forecasts, as things are and as they would be, side by side."""
    answers = {
        "chance": lambda ahead: formats.chance(ahead["p_by_deadline"]),
        "completion": _day,
        "span": forecast_sentences.span,
        "shortfall": lambda ahead: formats.number(ahead["expected_shortfall"]),
    }
    head = tag(
        "tr", tag("td") + "".join(tag("th", text(words.t(f"what_if.{key}")), scope="col") for key in ("as_is", "if_so"))
    )
    rows = (
        tag(
            "tr",
            tag("th", text(words.t(f"what_if.{key}")), scope="row")
            + "".join(tag("td", text(answer(ahead))) for ahead in (as_is, if_so)),
        )
        for key, answer in answers.items()
    )
    return tag("table", head + "".join(rows), "scenario")


def thresholds(frame: pd.DataFrame) -> str:
    """When shares of the target were planned and reached: the frame of the query thresholds."""
    columns = ("threshold", "planned_on", "reached_on", "days_ahead")
    head = tag("tr", "".join(tag("th", text(words.t(f"pace.{column}")), scope="col") for column in columns))
    rows = (tag("tr", _threshold(row)) for row in frame.to_dict("records"))
    return tag("h4", text(words.t("pace.thresholds"))) + tag("table", head + "".join(rows), "thresholds")


def _threshold(row: dict) -> str:
    name = formats.percent(row["threshold"], 0) + " " + tag("small", formats.number(row["items"]))
    reached = text(words.t("pace.not_yet")) if formats.missing(row["reached_on"]) else formats.day(row["reached_on"])
    cells = formats.day(row["planned_on"]), reached, against_plan(row["days_ahead"])
    return tag("th", name, scope="row") + "".join(tag("td", cell) for cell in cells)


def cell(label: str, value: str, note: str = "") -> str:
    """One key figure: the key of its name in words, its value as HTML, a note as text."""
    return tag("div", tag("span", text(words.t(label))) + tag("b", value) + tag("small", text(note)), "figure")


def _schedule(row: dict) -> str:
    key, day = ("schedule_reached", "reached_on") if row["reached_on"] is not None else ("schedule_note", "earned_on")
    return cell("pace.schedule", against_plan(row["days_ahead"]), words.t(f"pace.{key}", day=formats.day(row[day])))


def _spi(row: dict) -> str:
    return cell(
        "pace.spi", formats.number(row["spi_t"], 2), words.t("pace.spi_note", days=formats.days(row["earned_days"]))
    )


def _required(row: dict) -> str:
    return cell(
        "pace.required",
        formats.number(row["required_rate"]),
        words.t("pace.required_note", rate=formats.number(row["rate_7d"]), best=formats.number(row["best_rate_7d"])),
    )


def _ratio(row: dict) -> str:
    beyond = (row["required_to_best"] or 0) > 1
    return cell(
        "pace.ratio",
        tag("span", formats.number(row["required_to_best"], 2), "behind" if beyond else ""),
        words.t("pace.ratio_above" if beyond else "pace.ratio_below"),
    )


def _late(row: dict) -> str:
    days = formats.days((row["as_of"] - row["deadline"]).days)
    return cell(
        "pace.late",
        tag("span", text(days), "behind"),
        words.t("pace.chance_note", deadline=formats.day(row["deadline"])),
    )


def _remaining(row: dict, ahead: dict) -> str:
    return cell(
        "pace.shortfall_past",
        formats.number(row["target"] - row["total"]),
        words.t("pace.ended_note", shortfall=formats.number(ahead["expected_shortfall"])),
    )


def _completion(ahead: dict) -> str:
    withheld = ahead["guard"] is not None and ahead["median_completion"] is None
    note = "" if withheld else words.t("pace.completion_note", span=forecast_sentences.span(ahead))
    return cell("pace.completion", text(_day(ahead)), note)


def _day(ahead: dict) -> str:
    if ahead["median_completion"] is not None:
        return formats.day(ahead["median_completion"])
    return (
        words.t("pace.withheld")
        if ahead["guard"] is not None
        else words.t("forecast.after", day=formats.day(ahead["horizon"]))
    )
