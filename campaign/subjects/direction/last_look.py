"""What is new to somebody since the day of figures that they saw last: lines crossed, days corrected, orders, what is
due."""

from datetime import date, timedelta

import pandas as pd

from campaign import words
from campaign.definition import Definition
from campaign.figures.html import note, tag, text
from campaign.language import formats
from campaign.subjects.direction.evidence import named

PARTS = ("crossed", "corrected", "ordered", "due")


def corrected(revised: pd.DataFrame, day: date) -> list[str]:
    """Of whom reports since the day changed what was told before, each by the measure in which most was, most first;
    `revised` of revised_units."""
    since = revised[(revised["reported_on"] > pd.Timestamp(day)) & (revised["revision"] != "added")]
    if since.empty:
        return []
    spoken = words.language()
    most = since.sort_values("gross", ascending=False, kind="stable").drop_duplicates("unit_code")
    told = named(
        most,
        lambda row: words.t(
            "since.corrected_one", measure=row[f"measure_{spoken}"], gross=formats.number(row["gross"])
        ),
    )
    return [words.t("since.corrected_said", units=formats.number(len(most)), named=told)]


def due(
    overview: pd.DataFrame, units: pd.DataFrame, items: pd.DataFrame, as_of: date, campaign: Definition
) -> list[str]:
    """What comes due within the days of alerts and is not done: measures, units, connections.

    Frames of overview, units_at_level and connections.
    """
    until = pd.Timestamp(as_of + timedelta(days=campaign.direction.alert_days))

    def soon(frame: pd.DataFrame) -> pd.DataFrame:
        coming = (frame["deadline"] >= pd.Timestamp(as_of)) & (frame["deadline"] <= until)
        return frame[coming & (frame["remaining"] > 0)]

    said = [
        words.t(
            "since.due_measure",
            measure=campaign.measure[row["measure"]].label,
            deadline=formats.day(row["deadline"]),
            left=formats.number(row["remaining"]),
        )
        for row in soon(overview).to_dict("records")
    ]
    coming = soon(units).sort_values("deadline", kind="stable")
    if len(coming):
        told = named(coming, lambda row: formats.day(row["deadline"]))
        said.append(words.t("since.due_units", units=formats.number(len(coming)), named=told))
    planned = items["planned_on"].between(pd.Timestamp(as_of), until) & items["connected_on"].isna()
    if planned.any():
        said.append(words.t("since.due_items", items=formats.number(planned.sum()), until=formats.day(until)))
    return said


def block(parts: dict[str, list[str]], campaign: Definition) -> str:
    """Each of PARTS that has something under its heading, as HTML; one line names those that have nothing."""
    days = formats.days(campaign.direction.alert_days)
    names = {key: words.t(f"since.{key}", days=days) for key in PARTS}
    told = "".join(
        tag("h4", text(names[key])) + tag("ul", "".join(tag("li", text(one)) for one in parts[key]), css="digest")
        for key in PARTS
        if parts[key]
    )
    silent = "; ".join(names[key][0].lower() + names[key][1:] for key in PARTS if not parts[key])
    return told + (note(words.t("since.none", parts=silent)) if silent else "")
