"""The service: login, relay, store, vault."""

import hashlib
from pathlib import Path

import httpx

from campaign import settings
from campaign.definition import Definition
from campaign.doctor.finding import Finding, broken, odd, well
from campaign.ingest import check, child, rebuild, vault
from campaign.mail import relay
from campaign.people import login as logins
from campaign.people import roster
from campaign.serving import store as snapshots
from campaign.serving.pointer import NothingPublishedError, StoreError

PATIENCE = 10.0  # seconds for an answer of the login's provider
NAMED = 3  # files of the vault that a sentence names


def login(campaign: Definition, secrets: Path) -> Finding:
    """Whether people can sign in, and whom the roster lets in."""
    try:
        auth = logins.read(secrets)
    except logins.LoginError as error:
        return broken("login", "unreadable", file=secrets, reason=error)
    if auth is None:
        return well("login", "none")
    if lacking := logins.lacking(auth):
        return broken("login", "lacking", file=secrets, fields=", ".join(lacking))
    try:
        people = roster.read(settings.roster())
    except roster.AccessRefusedError as error:
        return broken("login", "no_roster", file=settings.roster(), reason=error)
    if wrong := [place for place, entry in enumerate(people, 1) if roster.fault(entry, campaign)]:
        return broken("login", "roster", file=settings.roster(), places=", ".join(map(str, wrong)))
    address = str(auth["server_metadata_url"])
    try:
        httpx.get(address, timeout=PATIENCE).raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return broken("login", "unreachable", address=address, reason=str(error) or type(error).__name__)
    return well("login", people=len(people))


def mail() -> Finding:
    """Whether the relay answers and knows us; nothing is sent."""
    try:
        if not relay.possible():
            return well("relay", "none")
        relay.greet()
    except (ValueError, OSError, relay.RelayDownError) as error:
        return broken("relay", "down", reason=error)
    return well("relay")


def store() -> Finding:
    """Whether what is served can be read, is of this version and keeps its promises."""
    try:
        served = snapshots.version()
        snapshots.check()
        if said := child.run(check.broken_promises, settings.store() / f"{served}.duckdb"):
            return broken("store", "promises", promises="; ".join(said))
        return well("store", snapshot=served, cut_off=f"{snapshots.cut_off():%Y-%m-%d}")
    except NothingPublishedError:
        return odd("store", "empty")
    except snapshots.OutdatedError:
        return broken("store", "outdated")
    except (StoreError, child.ChildError) as error:
        return broken("store", "lost", reason=error)


def originals() -> Finding:
    """Whether the vault has every original that is on the pages, to the byte."""
    if not (settings.home() / "vault").is_dir():
        return broken("vault", "gone") if snapshots.published() else odd("vault", "empty")
    try:
        notes = [note for note in vault.deliveries() if rebuild.on_pages(note)]
        wrong = [vault.shown(note.arrival.name) for note in notes if not _is_whole(vault.original(note))]
    except (StoreError, OSError) as error:
        return broken("vault", "unreadable", reason=error)
    if wrong:
        return broken("vault", "lost", files=", ".join(wrong[:NAMED]), number=len(wrong))
    return well("vault", number=len(notes))


def _is_whole(original: vault.Original) -> bool:
    """Whether a file is there and still has the checksum that is its name."""
    try:
        with original.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == original.sha256
    except FileNotFoundError:
        return False
