"""The part of the command line that looks after deliveries: what came, what is held, and what is decided."""

import csv
import io
import json
from datetime import datetime
from typing import Any

import click

from campaign import definition, settings, words
from campaign.ingest import child, confirming, decide, forecast, look, look_again, notes, vault
from campaign.ingest import deliveries as known
from campaign.ingest import watch as waiting
from campaign.ingest.errors import FileError
from campaign.ingest.outcome import HELD
from campaign.ingest.store_commands import reason, rebuild, rollback, withdraw
from campaign.language import formats
from campaign.serving.desk import DeskError

DELIVERY = (
    "delivery_id",
    "file",
    "kind",
    "reported_on",
    "received_at",
    "state",
    "lines",
    "accepted",
    "quarantined",
    "message",
)
HELD_BACK = ("delivery_id", "file", "received_at", "message")
LINE = ("line", "rule", "column", "snippet")


@click.command()
@click.option("--json", "form", flag_value="json", help="A list of objects.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values.")
def deliveries(form: str | None) -> None:
    """Every file that came, and what became of it."""
    show(known.table("deliveries"), DELIVERY, form)


@click.command()
@click.option("--json", "form", flag_value="json", help="A list of objects.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values.")
def held(form: str | None) -> None:
    """Files of which nothing is counted until a person has looked at them."""
    show([row for row in known.table("deliveries") if row["state"] == HELD], HELD_BACK, form)


@click.command()
@click.argument("delivery_id")
@click.option("--because", required=True, callback=reason, help="Why it is right as it is.")
def release(delivery_id: str, because: str) -> None:
    """Take a held file in as it is."""
    _decide(delivery_id, notes.RELEASE, because)


@click.command()
@click.argument("delivery_id")
@click.option("--because", required=True, callback=reason, help="What is wrong with it.")
def reject(delivery_id: str, because: str) -> None:
    """Refuse a held file for good."""
    _decide(delivery_id, notes.REJECT, because)


def _decide(delivery_id: str, what: str, because: str) -> None:
    """Note the decision and take the file in again, or not. ClickException when the file is not held."""
    campaign = definition.load(settings.home())
    try:
        click.echo(waiting.line(decide(campaign, delivery_id, what, because)))
    except KeyError as error:
        raise click.ClickException(words.t("gate.not_held", delivery_id=delivery_id)) from error
    forecast(campaign)


@click.command()
@click.argument("delivery_id")
def again(delivery_id: str) -> None:
    """Take a delivery in once more from the vault, once the definition or a layout was mended."""
    campaign = definition.load(settings.home())
    try:
        outcome = look_again(campaign, delivery_id)
    except KeyError as error:
        raise click.ClickException(words.t("ingest.no_delivery", delivery_id=delivery_id)) from error
    click.echo(waiting.line(outcome))
    forecast(campaign)


@click.command()
@click.argument("delivery_id")
@click.option("--json", "form", flag_value="json", help="A list of objects.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values.")
def quarantine(delivery_id: str, form: str | None) -> None:
    """Lines of one delivery that break a rule, what stands there masked; of a held one those that it would lose."""
    came = known.table("deliveries", delivery_id)
    if not came:
        raise click.ClickException(words.t("ingest.no_delivery", delivery_id=delivery_id))
    note = vault.find(delivery_id) if came[0]["state"] == HELD else None
    show(_lost(note) if note else known.table("quarantine", delivery_id), LINE, form)


def _lost(note: notes.Note) -> look.Rows:
    try:
        return look.lost(definition.load(settings.home()), vault.original(note), note.arrival.name, note.arrival.today)
    except (FileError, child.ChildError) as error:
        raise click.ClickException(str(error)) from error


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object a line, for a machine.")
def watch(as_json: bool) -> None:
    """Take in what lands in the inbox, once it is still, until stopped."""
    for outcome in waiting.watch(definition.load(settings.home())):
        row = json.dumps(outcome.row(), default=str, ensure_ascii=False)
        click.echo(row if as_json else waiting.line(outcome))


@click.command()
def desk() -> None:
    """Answer what staff ask for on the pages, until nothing more comes; `watch` does so all the time."""
    waiting.attend(definition.load(settings.home()))


@click.command()
@click.argument("unit")
@click.option("--as-of", type=click.DateTime(formats=["%Y-%m-%d"]), required=True, help="Day of the figures.")
@click.option("--note", default="", help="What is to be known of them.")
def confirm(unit: str, as_of: datetime, note: str) -> None:
    """Confirm the figures of a unit as they are known on a day, where the campaign asks for it."""
    campaign, day = definition.load(settings.home()), as_of.date()
    try:
        one = confirming.write_down(campaign, unit, day, settings.user(), note)
    except (DeskError, child.ChildError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(words.t("confirmation.done", unit=campaign.unit[one.unit].name, day=formats.day(one.day)))


COMMANDS = (deliveries, held, release, reject, again, quarantine, rollback, withdraw, rebuild, watch, desk, confirm)


def show(rows: list[dict[str, Any]], columns: tuple[str, ...], form: str | None) -> None:
    """Print these columns of the rows, as JSON, CSV or aligned text."""
    table = [{column: row[column] for column in columns} for row in rows]
    if form == "json":
        click.echo(json.dumps(table, default=str, ensure_ascii=False, indent=2))
        return
    text = io.StringIO()
    delimiter = "," if form == "csv" else "\t"
    writer = csv.DictWriter(text, columns, delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    click.echo(text.getvalue(), nl=False)
