"""`campaign doctor`: every part of an installation, one sentence each."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from campaign import definition, settings, words
from campaign.doctor import machine, service
from campaign.doctor.finding import Finding

# Where deploy/README.md has it, then where Streamlit looks for it by itself.
SECRETS = (Path("/etc/dashboard/secrets.toml"), settings.PROJECT / ".streamlit" / "secrets.toml")


@click.command()
@click.option("--secrets", type=click.Path(path_type=Path), help="File that describes the login, if it is elsewhere.")
@click.option("--language", help="Language of the sentences: vi, en; the campaign's first one when left out.")
@click.option("--json", "as_json", is_flag=True, help="A list of objects.")
def doctor(secrets: Path | None, language: str | None, as_json: bool) -> None:
    """Say of each part whether it is well and, if not, what to do; exit 1 when something is broken."""
    if language:
        words.use(language, (language,))
    known = secrets or next((file for file in SECRETS if file.exists()), SECRETS[-1])
    found = list[Finding]()
    for finding in looked(known):
        found.append(finding)
        if not as_json:
            click.echo(f"{words.t(f'doctor.{finding.state}')}  {finding.says}")
    if as_json:
        click.echo(json.dumps([finding.row() for finding in found], ensure_ascii=False))
    sys.exit(any(finding.state == "broken" for finding in found))


def looked(secrets: Path) -> Iterator[Finding]:
    """What is found, part by part. DefinitionError where the campaign's own files are wrong: `check` says all of it."""
    campaign = definition.load(settings.home())
    yield machine.chrome()
    yield machine.fonts()
    yield machine.disk()
    yield machine.rights()
    yield machine.zone(campaign)
    yield machine.clock()
    yield service.login(campaign, secrets)
    yield service.mail()
    yield service.store()
    yield service.originals()
