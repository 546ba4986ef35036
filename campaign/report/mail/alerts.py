"""Alerts as a message: what has turned, was ordered or answered and was not told yet, as the pages of its reader say
it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from campaign import words
from campaign.language import formats
from campaign.mail.spool import EXPIRED, WITHHELD, Message
from campaign.mail.subscriptions import ALERTS
from campaign.report.mail.envelope import Said, message
from campaign.report.mail.reader import Addressee
from campaign.serving import queries
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.orders import exhibits as orders
from campaign.subjects.standing import sentences as standing

APART = timedelta(hours=1)  # between two messages to one reader: what is found in between goes together


def write(to: Addressee, before: list[dict[str, Any]]) -> Message | None:
    """What is new to somebody; None where nothing is, or they were written to within the hour.

    `before` are the lines of the messages that they were sent.
    """
    own = [row for row in before if row["kind"] == ALERTS]
    if any(datetime.now(UTC) - datetime.fromisoformat(row["made_at"]) < APART for row in own):
        return None
    found: dict[str, list[str]] = {}  # two orders may say the same of one unit
    for sentence, new in _new(to, _told(own, to.as_of, to.campaign.direction.alert_days)):
        found.setdefault(sentence, []).extend(new)
    if not found:
        return None
    unit = to.campaign.unit[to.subscription.unit].name
    fresh = queries.one("freshness", to.selection)
    names = tuple(sorted(name for names in found.values() for name in names))
    said = Said(
        ALERTS,
        names,
        words.t("mail.alerts_subject", unit=unit, day=formats.day(to.as_of), found=formats.number(len(found))),
        tuple(found),
        bool(fresh["simulated"]),
        tuple(standing.freshness(fresh, to.as_of, to.campaign)),
    )
    return message(said, to, f"{to.as_of} {' '.join(names)}")


def _new(to: Addressee, told: Mapping[str, date]) -> Iterator[tuple[str, list[str]]]:
    """Each sentence with the names of what it tells: kind and unit of an alert, a measure of a forecast, an order."""
    chosen = to.selection.of(direction.machines().id)
    for measure, sentence in direction.forecasts(chosen).items():
        if (name := f"forecast:{measure}") not in told:
            yield sentence, [name]
    for alert in direction.digest(chosen):
        units = alert.units[[f"{alert.kind}:{code}" not in told for code in alert.units["unit_code"]]]
        if len(units):
            new = replace(alert, units=units)
            yield new.sentence, [f"{alert.kind}:{code}" for code in dict.fromkeys(units["unit_code"])]
    for name, sentence in orders.news(to.selection, direction.since(to.selection)).items():
        if name not in told:
            yield sentence, [name]


def _told(own: list[dict[str, Any]], as_of: date, days: int) -> dict[str, date]:
    """What need not be told again, each with the day of which it was told: a turn stands among the changes for as many
    days as these look back, and after that it is another one. A message that nobody got has told nothing."""
    lost = {row["id"] for row in own if row["state"] in (EXPIRED, WITHHELD)}
    return {
        name: day
        for row in own
        if row["id"] not in lost and abs((as_of - (day := date.fromisoformat(row["as_of"]))).days) < days
        for name in row["told"]
    }
