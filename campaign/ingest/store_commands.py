"""The part of the command line that goes back: to an earlier snapshot, behind one delivery, to the vault."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from campaign import definition, settings, words
from campaign.ingest import check, child, forecast, history, vault
from campaign.ingest import rebuild as again
from campaign.ingest.alone import alone
from campaign.ingest.memory import Memory
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
    with _told(), alone(_waits):
        known = [wanted] if wanted else [path.stem for path in _earlier()]
        if not known:
            raise click.ClickException(words.t("ingest.no_snapshot_before"))
        whole = next((snapshot for snapshot in known if _is_whole(snapshot)), None)
        if not whole:
            names = ", ".join(path.stem for path in history.snapshots())
            raise click.ClickException(words.t("store.no_snapshot", snapshot=known[0], known=names))
        history.point(whole)
        Memory()  # the vault knows from here on what is no longer served
    click.echo(whole)


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


def _earlier() -> list[history.Path]:
    """Those before the one that is served, the nearest first."""
    chain = {history.publication(path): path for path in history.up_to_served()}
    return [*chain.values()][-2::-1]


def _is_whole(snapshot: str) -> bool:
    """Whether there is such a snapshot, and it can be served."""
    path = settings.store() / f"{snapshot}.duckdb"
    try:
        return path in history.snapshots() and not child.run(check.broken_promises, path)
    except child.ChildError:
        return False
