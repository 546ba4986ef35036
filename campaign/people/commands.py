"""The administrator's commands: check the roster, and show who looked at what."""

import json

import click

from campaign import definition, settings, words
from campaign.people import audit, roster


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


COMMANDS = (check, trail)
