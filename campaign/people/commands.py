"""The administrator's commands: check the roster, and show who looked at what."""

import json

import click

from campaign import definition, settings, words
from campaign.people import audit, roster, tokens


@click.command("roster")
def check() -> None:
    """Every entry of the roster with what it gives; an error when one of them gives nothing by mistake."""
    campaign = definition.load(settings.home())
    try:
        people = roster.read(settings.roster())
    except roster.AccessRefusedError as refusal:
        raise click.ClickException(f"{settings.roster()}: {refusal}") from refusal
    faults = [(position, fault) for position, entry in enumerate(people, 1) if (fault := roster.fault(entry, campaign))]
    for position, fault in faults:
        click.echo(f"[[people]] {position}: {fault}", err=True)
    click.echo(
        f"{len(people)} people, {sum(entry.get('revoked') is True for entry in people)} revoked, "
        f"{len(faults)} with a fault"
    )
    if faults:
        raise click.ClickException(words.t("access.mend_roster", path=settings.roster()))


@click.command("audit")
@click.option("--subject", help="Only this person.")
@click.option("--since", default="", help="Only from this day on, as 2021-06-01.")
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
def trail(subject: str | None, since: str, as_json: bool) -> None:
    """Who looked at what, when. The files belong to the service's own user: whoever can run this may read them."""
    for line in audit.lines():
        if line["at"] >= since and subject in (None, line["subject"]):
            about = " ".join(f"{key}={value}" for key, value in list(line.items())[4:] if value is not None)
            click.echo(
                json.dumps(line, ensure_ascii=False)
                if as_json
                else f"{line['at']}  {line['role']:8} {line['subject'] or '–'}  {line['action']}  {about}"
            )


@click.group("token")
def token() -> None:
    """Tokens by which programs ask for figures in somebody's name (docs/api.md)."""


@token.command("create")
@click.argument("person")
@click.option("--name", required=True, help="What it is for, as the program's name.")
@click.option("--days", type=click.IntRange(1, tokens.LONGEST), default=tokens.DAYS, show_default=True)
@click.option("--unit", help="Narrow it to this unit and all below it.")
def create(person: str, name: str, days: int, unit: str | None) -> None:
    """Make a token for a person of the roster (subject or e-mail) and print it: it is not shown again."""
    campaign = definition.load(settings.home())
    try:
        people = roster.read(settings.roster())
        tokens.narrowed(roster.named(people, person, campaign), unit, campaign)
    except roster.AccessRefusedError as refusal:
        raise click.ClickException(f"{words.t(f'access.{refusal.reason}')} ({refusal})") from refusal
    (entry,) = [entry for entry in people if person in (entry.get("subject"), entry.get("email"))]
    claims = {"iss": entry["issuer"], "sub": entry.get("subject", person), "email": person, "email_verified": True}
    click.echo(tokens.make(claims, person, name, days, unit))


@token.command("list")
@click.option("--of", "person", help="Only those of this person.")
def listed(person: str | None) -> None:
    """Every token: id, person, what it is for, unit, when it ends, when it was used last."""
    for one in tokens.known(person):
        used = f"{one.used_at:%Y-%m-%dT%H:%MZ}" if one.used_at else "–"
        click.echo(f"{one.id}  {one.person}  {one.name}  {one.unit or '–'}  {one.ends_at[:10]}  {used}")


@token.command("revoke")
@click.argument("id")
def revoke(id: str) -> None:
    """A token counts no longer, from the next request on."""
    try:
        tokens.revoke(id)
    except KeyError as error:
        raise click.ClickException(words.t("access.no_such_token", id=id)) from error


COMMANDS = (check, trail, token)
