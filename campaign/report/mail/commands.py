"""The command line's door to the mail: write and send what is due, and say what became of it."""

import click

from campaign import definition, settings, words
from campaign.mail import relay, spool
from campaign.report.mail import rounds


@click.command()
@click.option("--list", "listed", is_flag=True, help="Send nothing: show what became of each message.")
def mail(listed: bool) -> None:
    """Write what is new to those who asked for it, and hand it to the relay; `watch` does so after each publication."""
    if listed:
        for row in spool.latest():
            click.echo(
                f"{row['made_at']}  {row['state']:8} {row['kind']:6} {row['unit']}  {row['person']}  {row['address']}"
                f"  {row['tries']}  {row['why']}".rstrip()
            )
        return
    if not relay.possible():
        raise click.ClickException(words.t("mail.no_relay"))
    done = rounds.go(definition.load(settings.home()))
    click.echo("  ".join(f"{state} {count}" for state, count in done.items()) or words.t("mail.nothing_due"))
