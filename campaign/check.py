"""`campaign check`: everything wrong or odd in a campaign's folder, at once."""

import json
import sys
from functools import partial
from pathlib import Path

import click
import geopandas as gpd

from campaign import definition, settings, words
from campaign.definition import Definition, DefinitionError, reading
from campaign.definition.row import some
from campaign.demo import recipe
from campaign.language import dictionary
from campaign.maps import boundaries, islands, tiles
from campaign.people import roster


@click.command()
@click.option("--language", help="Language of the sentences: vi, en; the campaign's first one when left out.")
@click.option("--json", "as_json", is_flag=True, help="An object: errors and warnings, without the folder's name.")
def check(language: str | None, as_json: bool) -> None:
    """Say all errors and warnings of the campaign's definition, by file and line; exit 1 when there is an error."""
    if language:
        words.use(language, (language,))
    campaign, errors, warnings = definition.read(settings.home())
    if campaign is not None and campaign.units:
        with reading.begun() as beside:
            for look in (_interface, _demo, _roster, _maps):
                reading.attempt(partial(look, campaign), None)
        errors, warnings = [*errors, *beside.errors], [*warnings, *beside.warnings]
    if as_json:
        said = {"errors": [one.says for one in errors], "warnings": [one.says for one in warnings]}
        click.echo(json.dumps(said, ensure_ascii=False))
        sys.exit(bool(errors))
    for kind, found in (("error", errors), ("warning", warnings)):
        for one in found:
            click.echo(f"{words.t(f'definition.{kind}')}: {one}")
    counted = words.t("definition.found", errors=len(errors), warnings=len(warnings))
    if errors:
        raise click.ClickException(counted)
    click.echo(counted if warnings else words.t("definition.sound"))


def _interface(campaign: Definition) -> None:
    """Words of the interface that a language of the campaign lacks."""
    for language in campaign.languages:
        if lacking := [*words.missing(language), *dictionary.missing(language)]:
            every = len(words.catalogue()) + dictionary.every()
            said = {"missing": len(lacking), "all": every, "instead": words.INSTEAD}
            reading.warn(settings.home() / "campaign.toml", None, "words_missing", language=language, **said)


def _demo(campaign: Definition) -> None:
    path = settings.home() / "demo.toml"
    if path.exists():
        recipe.load(path, campaign)


def _roster(campaign: Definition) -> None:
    """Entries of the roster that let nobody in."""
    path = settings.roster()
    if not path.exists():
        return
    try:
        people = roster.read(path)
    except roster.AccessRefusedError as refusal:
        raise DefinitionError(path, None, words.t(f"access.{refusal.reason}"), str(refusal)) from refusal
    for place, entry in enumerate(people, start=1):
        if fault := roster.fault(entry, campaign):
            reading.error(reading.wrong(path, None, "no_roster", place=place, fault=fault))


def _maps(campaign: Definition) -> None:
    """Boundaries and tiles that cannot be read, and units that have none."""
    home, found = settings.home(), dict[str, gpd.GeoSeries]()
    for level in campaign.levels:
        codes = [unit.code for unit in campaign.units if unit.level == level.id]
        try:
            areas = boundaries.load(home, campaign, level)
        except boundaries.BoundariesError as fault:
            reading.error(DefinitionError(home / "boundaries", None, str(fault)))
            continue
        if areas is not None:
            found[level.id] = areas
            _tell(home / "boundaries", "not_on_the_map", [code for code in codes if code not in areas.index])
            placed = tiles.placed(home, campaign)
            if placed.keys() & set(codes):
                _tell(
                    tiles.path(home, campaign),
                    "no_tiles",
                    [code for code in codes if code not in placed],
                    level=level.id,
                )
    try:
        islands.read(home, campaign, found)
    except boundaries.BoundariesError as fault:
        reading.error(DefinitionError(home / "boundaries", None, str(fault)))


def _tell(path: Path | None, message: str, codes: list[str], **values: str) -> None:
    if path and codes:
        reading.warn(path, None, message, units=len(codes), codes=some(codes), **values)


if __name__ == "__main__":  # without the rest of the command line it begins in half the time
    check()
