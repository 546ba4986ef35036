"""The part of the command line that looks after deliveries: deliveries, quarantine, rollback, watch."""

import csv
import io
import json
from typing import Any

import click

from campaign import definition, settings, words
from campaign.ingest import deliveries as known
from campaign.ingest import publish
from campaign.ingest import watch as waiting

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
LINE = ("line", "rule", "column", "snippet")


@click.command()
@click.option("--json", "form", flag_value="json", help="A list of objects.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values.")
def deliveries(form: str | None) -> None:
    """Every file that came, and what became of it."""
    show(known.table("deliveries"), DELIVERY, form)


@click.command()
@click.argument("delivery_id")
@click.option("--json", "form", flag_value="json", help="A list of objects.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values.")
def quarantine(delivery_id: str, form: str | None) -> None:
    """Lines of one delivery that break a rule, what stands there masked."""
    if not known.table("deliveries", delivery_id):
        raise click.ClickException(words.t("ingest.no_delivery", delivery_id=delivery_id))
    show(known.table("quarantine", delivery_id), LINE, form)


@click.command()
def rollback() -> None:
    """Serve the snapshot before this one; what it lacks can be delivered again."""
    history = list({publish.publication(snapshot): snapshot.stem for snapshot in publish.up_to_served()}.values())
    if len(history) < 2:
        raise click.ClickException(words.t("ingest.no_snapshot_before"))
    publish.point(history[-2])
    click.echo(history[-2])


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object a line, for a machine.")
def watch(as_json: bool) -> None:
    """Take in what lands in the inbox, once it is still, until stopped."""
    for outcome in waiting.watch(definition.load(settings.home())):
        row = json.dumps(outcome.row(), default=str, ensure_ascii=False)
        click.echo(row if as_json else waiting.line(outcome))


COMMANDS = (deliveries, quarantine, rollback, watch)


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
