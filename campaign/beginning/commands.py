"""`campaign new`: asks for what a campaign is, or takes it from options, and writes its folder."""

from datetime import datetime
from pathlib import Path

import click

from campaign import definition, words
from campaign.beginning import plan as plans
from campaign.beginning.plan import BeginningError, Plan
from campaign.beginning.write import write
from campaign.definition.columns import normalised

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--languages", help="Codes of the languages, such as fr,en; texts are said in each, with ' / ' between.")
@click.option("--name", help="What the campaign is called: 'Réparation des pompes / Pump repair'.")
@click.option("--time-zone", help="Where its days begin and end, as Europe/Paris.")
@click.option("--start", type=DAY, help="Its first day.")
@click.option("--deadline", type=DAY, help="The day on which the targets are due.")
@click.option(
    "--level", "levels", multiple=True, help="'Pays / Country', then 'Région / Region: 5', five in each above."
)
@click.option(
    "--chain",
    "chains",
    multiple=True,
    help="'Pompes / Pumps: Réparées / Repaired = 100000 pompes / pumps > Contrôlées / Checked = 90000 pompes / pumps'.",
)
@click.option("--weekly/--daily", default=None, help="A running total once a week, or a count for each day.")
def new(
    folder: Path,
    languages: str | None,
    name: str | None,
    time_zone: str | None,
    start: datetime | None,
    deadline: datetime | None,
    levels: tuple[str, ...],
    chains: tuple[str, ...],
    weekly: bool | None,
) -> None:
    """Write FOLDER, a campaign that runs: its definition, example units and quotas, extracts, a demonstration.

    What no option says is asked for.
    """
    try:
        spoken = plans.languages(languages or _ask("languages", default="vi,en"))
        named = plans.text(name or _ask("name"), spoken)
        zone = time_zone or _ask("time_zone")
        first = start or _day("start")
        last = deadline or _day("deadline")
        tree = plans.levels(levels or _several("level"), spoken)
        counted = plans.chains(chains or _several("chain"), spoken)
        by_week = click.confirm(words.t("beginning.ask_weekly")) if weekly is None else weekly
        id = normalised(folder.name).replace("_", "-") or "campaign"
        write(folder, Plan(id, spoken, named, zone, first.date(), last.date(), tree, counted, by_week))
    except (BeginningError, definition.DefinitionError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(words.t("beginning.written", folder=folder))


def _ask(what: str, default: str | None = None) -> str:
    said: str = click.prompt(words.t(f"beginning.ask_{what}"), default=default)
    return said


def _day(what: str) -> datetime:
    day: datetime = click.prompt(words.t(f"beginning.ask_{what}"), type=DAY)
    return day


def _several(what: str) -> tuple[str, ...]:
    """One after another, until an empty answer."""
    found: list[str] = []
    while said := click.prompt(words.t(f"beginning.ask_{what}", number=len(found) + 1), default="", show_default=False):
        found.append(said)
    return tuple(found)
