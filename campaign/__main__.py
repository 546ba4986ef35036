"""The command line: python -m campaign demo | ingest | status | query | forecast | backtest | report | …"""

import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from campaign import definition, settings, words
from campaign import demo as simulation
from campaign import ingest as extracts
from campaign.beginning.commands import new
from campaign.check import check
from campaign.definition import Definition, DefinitionError, languages
from campaign.doctor.command import doctor
from campaign.forecast import commands as forecasts
from campaign.ingest import again, deliveries, vault
from campaign.ingest import commands as intake
from campaign.ingest.layouts.commands import layout
from campaign.ingest.local import Engine
from campaign.ingest.outcome import NOT_TAKEN, Outcome
from campaign.ingest.progress import RunProgress
from campaign.ingest.upgrade_command import upgrade
from campaign.language import formats
from campaign.people import commands as people_commands
from campaign.people.option import answer_as
from campaign.report import commands as reports
from campaign.report.mail import commands as mail
from campaign.serving import answers, queries, store
from campaign.serving.selection import Scope, Selection
from campaign.spark import commands as cluster
from campaign.web.serve import serve

DAY = click.DateTime(formats=["%Y-%m-%d"])


class Commands(click.Group):
    """Commands of which each is about one campaign, but for `serve` and `new`."""

    def invoke(self, ctx: click.Context) -> object:
        """Where there are several campaigns and none is named, say how to name one."""
        try:
            return super().invoke(ctx)
        except settings.NoCampaignError as error:
            known = ", ".join(settings.campaigns())
            raise click.ClickException(words.t("campaigns.which", known=known)) from error


@click.group(cls=Commands)
@click.version_option(settings.version(), message="%(version)s")
def cli() -> None:
    """Campaign progress: take in extracts, publish snapshots, answer questions. CAMPAIGN_HOME chooses the campaign."""
    if not settings.campaigns():
        words.use(words.language(), languages.of(settings.home()))


@cli.command()
@click.option("--if-missing", is_flag=True, help="Simulate nothing when a file came already.")
def demo(if_missing: bool) -> None:
    """Simulate the campaign's extracts and take them in through the front door."""
    campaign = definition.load(settings.home())
    if if_missing and deliveries.table("deliveries"):
        take_in(campaign, [])
        return
    paths = simulation.write_extracts(campaign, settings.home() / "inbox")
    take_in(campaign, paths)


@cli.command()
@click.argument("paths", nargs=-1)
@click.option("--engine", "master", help="Check records on Apache Spark: local[2] or spark://HOST:PORT.")
@click.option("--json", "as_json", is_flag=True, help="One object a line: how far it is, then each file.")
def ingest(paths: tuple[str, ...], master: str | None, as_json: bool) -> None:
    """Take in extract files (all that lie in the inbox when none is named) and publish a new snapshot.

    With --engine a path may be anything Spark reads: a folder, a pattern, s3a:// or hdfs://; docs/scale.md says more.
    """
    waiting = sorted(path for path in (settings.home() / "inbox").glob("*") if path.is_file())
    campaign = definition.load(settings.home())
    addresses = cluster.addresses(paths, master) or waiting
    with cluster.chosen(master, campaign) as engine:
        take_in(campaign, addresses, as_json, engine)


def take_in(
    campaign: Definition, paths: Sequence[Path | str], as_json: bool = False, engine: Engine[Any] | None = None
) -> None:
    """Ingest with a bar of the bytes done, the rows, their rate and the time left; then a line per file.

    ClickException when a file was not taken.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rows]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=as_json) as bar:
        task = bar.add_task("", total=None, rows="")

        def tell(step: RunProgress) -> None:
            if as_json:
                click.echo(json.dumps(step.row(), ensure_ascii=False))
            rows = words.t("ingest.rows", rows=formats.number(step.rows), rate=formats.number(step.rate))
            bar.update(task, description=step.line, completed=step.done, total=step.total, rows=rows)

        looked = list[Outcome]()
        outcomes = extracts.ingest(campaign, paths, tell=tell, engine=engine, tell_again=looked.append)
        bar.update(task, description=words.t("ingest.forecasting"))
        extracts.forecast(campaign)
    other = [outcome for outcome in looked if outcome not in outcomes]
    if as_json:
        for outcome in (*other, *outcomes):
            click.echo(json.dumps(outcome.row(), default=str, ensure_ascii=False))
    elif other or outcomes:
        show([*other, *outcomes])
    refused = [outcome for outcome in outcomes if outcome.state in NOT_TAKEN]
    if store.published():
        store.check()
    if refused:
        raise click.ClickException("; ".join(f"{outcome.file}: {outcome.message}" for outcome in refused))


def show(outcomes: list[Outcome]) -> None:
    """What became of each file, as a table for a person."""
    table = Table("file", "state", "lines", "accepted", "quarantined", "message", box=None)
    for outcome in outcomes:
        table.add_row(
            outcome.file,
            outcome.state,
            f"{outcome.lines:,}",
            f"{outcome.accepted:,}",
            f"{outcome.quarantined:,}",
            outcome.message,
        )
    Console(stderr=True).print(table)


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="For a machine.")
@answer_as
def status(as_json: bool, scope: Scope) -> None:
    """What is published: snapshot, cut-off, deliveries."""
    campaign = definition.load(settings.home())
    everything = Selection(scope, campaign.root, date.max)
    came, fresh = queries.table("deliveries", everything, as_of=None), queries.one("freshness", everything)
    waits = again.waiting() if scope.units is None and again.mended(campaign) else []
    known = {
        "snapshot": fresh["snapshot"],
        "cut_off": f"{fresh['cut_off']:%Y-%m-%d}",
        "simulated": fresh["simulated"],
        "look_again": [note.delivery_id for note in waits],
        "deliveries": json.loads(came.to_json(orient="records", date_format="iso", date_unit="s")),
    }
    if as_json:
        click.echo(json.dumps(known, ensure_ascii=False, indent=2))
    else:
        click.echo(
            f"{known['snapshot']}  cut-off {known['cut_off']}  deliveries {len(came)}"
            + ("  SIMULATED" if known["simulated"] else "")
        )
        for note in waits:
            click.echo(words.t("ingest.waits_again", id=note.delivery_id, file=vault.shown(note.arrival.name)))


@cli.command()
@click.argument("name")
@click.option("--unit", help="Unit code; the campaign's root when left out.")
@click.option("--measure", help="Measure id; all measures when left out, where the query allows it.")
@click.option("--as-of", type=DAY, help="Day from which to look; the latest cut-off when left out.")
@click.option("--level", help="Level id, for questions that need one.")
@click.option("--json", "form", flag_value="json", help="A list of objects.")
@click.option("--csv", "form", flag_value="csv", help="Comma-separated values.")
@click.option(
    "--describe", is_flag=True, help="Answer nothing: say what a row is, what may be asked, what columns mean."
)
@answer_as
def query(
    name: str,
    unit: str | None,
    measure: str | None,
    as_of: datetime | None,
    level: str | None,
    form: str | None,
    describe: bool,
    scope: Scope,
) -> None:
    """Answer one question of queries/*.sql."""
    if describe:
        click.echo(queries.question(name).described())
        return
    campaign = definition.load(settings.home())
    try:
        rows = answers.answer(campaign, scope, name, unit, measure, as_of.date() if as_of else None, level)
    except (answers.AskedWronglyError, answers.NotYoursError) as error:
        raise click.ClickException(str(error)) from error
    if form:
        click.echo(answers.FORMS[form](rows).decode(), nl=False)
    else:
        click.echo(answers.plain(rows).to_string(index=False))


for command in (
    new,
    check,
    doctor,
    upgrade,
    serve,
    forecasts.forecast,
    forecasts.hit_rate,
    reports.report,
    mail.mail,
    layout,
    *intake.COMMANDS,
    *people_commands.COMMANDS,
):
    cli.add_command(command)


def main() -> None:
    """Run the command line; what a user can mend is one sentence on stderr and exit 1."""
    try:
        cli(standalone_mode=False)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(1)
    except (click.Abort, KeyboardInterrupt):
        click.echo(words.t("store.interrupted"), err=True)
        sys.exit(130)
    except (DefinitionError, *store.UNUSABLE, queries.UnknownQueryError) as error:
        click.echo(error.args[0], err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
