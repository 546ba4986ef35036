"""The part of the command line that goes back: to an earlier snapshot, behind one delivery, to the vault."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from campaign import definition, settings, words
from campaign.ingest import child, forecast, going_back, history, vault
from campaign.ingest import rebuild as again
from campaign.serving.pointer import StoreError


def reason(_context: click.Context, _option: click.Parameter, said: str) -> str:
    """A reason that says something. BadParameter for none: it stays with the original."""
    if not said.strip():
        raise click.BadParameter(words.t("store.no_reason"))
    return said.strip()


@click.command()
@click.option("--to", "wanted", help="Serve this snapshot, whichever was served before.")
def rollback(wanted: str | None) -> None:
    """Serve the snapshot before this one; what it lacks can be delivered again. Waits for an ingest to end."""
    with _told():
        try:
            click.echo(going_back.roll_back(wanted, _waits))
        except going_back.NoSnapshotError as error:
            (missing,) = error.args
            if missing is None:
                raise click.ClickException(words.t("ingest.no_snapshot_before")) from error
            names = ", ".join(path.stem for path in history.snapshots())
            raise click.ClickException(words.t("store.no_snapshot", snapshot=missing, known=names)) from error


@click.command()
@click.argument("delivery_id")
@click.option("--because", required=True, callback=reason, help="Why, for those who ask later.")
def withdraw(delivery_id: str, because: str) -> None:
    """Take back one delivery, as if it had never come; the others stay."""
    campaign = definition.load(settings.home())
    with _told():
        try:
            again.withdraw(campaign, delivery_id, because, _waits)
        except KeyError as error:
            raise click.ClickException(words.t("store.nothing_to_withdraw", delivery_id=delivery_id)) from error
    forecast(campaign)
    note = vault.find(delivery_id)
    click.echo(words.t("store.taken_back", file=note.arrival.name if note else delivery_id))


@click.command()
def rebuild() -> None:
    """Make the store anew from the vault alone: every delivery in its order, with what was decided about it."""
    campaign = definition.load(settings.home())
    with _told():
        again.rebuild(
            campaign,
            lambda note: click.echo(words.t("store.rebuilding", file=vault.shown(note.arrival.name)), err=True),
            _waits,
        )
    forecast(campaign)
    files = sum(note.outcome is not None for note in vault.deliveries())
    now = history.served()
    click.echo(words.t("store.rebuilt", files=files, snapshot=now.stem if now else ""))


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong, in one sentence."""
    try:
        yield
    except (StoreError, child.ChildError) as error:
        raise click.ClickException(str(error)) from error


def _waits() -> None:
    click.echo(words.t("store.waiting"), err=True)
