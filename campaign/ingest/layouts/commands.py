"""The commands about layouts: suggest one for a file, accept it, list those that are known."""

import shlex
from pathlib import Path

import click

from campaign import definition, settings, words
from campaign.definition import Definition
from campaign.ingest import child, ingest, vault, watch
from campaign.ingest.errors import FileError, HeldError
from campaign.ingest.kinds import CONTROLS
from campaign.ingest.layouts import model, proposal, trial
from campaign.ingest.layouts.apply import UNIT
from campaign.ingest.layouts.model import MEASURE, NOTHING, TITLE, VALUE
from campaign.ingest.layouts.trial import Trial
from campaign.ingest.remarks import sentence, some
from campaign.language import formats

SET = click.option("--set", "changes", multiple=True, metavar="KEY=VALUE", help="Change a part of the proposal.")
FILE = click.argument("file")


@click.group()
def layout() -> None:
    """How files that offices type themselves are read: said once by a person, then known by the header."""


@layout.command()
@FILE
@SET
def suggest(file: str, changes: tuple[str, ...]) -> None:
    """Propose how to read FILE (a path, or the id of a delivery that is held). Nothing is taken."""
    campaign = definition.load(settings.home())
    found = tried(campaign, file, changes)
    show(campaign, found, file)
    if said := _of_units_above(campaign, found, file):
        raise click.ClickException(said)
    click.echo(words.t("ingest.layout_say_yes", file=shlex.join([file, *(f"--set={change}" for change in changes)])))


@layout.command()
@FILE
@SET
def accept(file: str, changes: tuple[str, ...]) -> None:
    """Say yes to the proposal for FILE, and to what --set changes in it: files of this kind are taken from now on.

    A delivery that is held is taken in at once.
    """
    campaign = definition.load(settings.home())
    found = tried(campaign, file, changes)
    show(campaign, found, file)
    if not found.accepted:
        reasons = "; ".join(words.t(f"rules.{rule}") for rule in found.refused) or "-"
        raise click.ClickException(
            _of_units_above(campaign, found, file) or words.t("ingest.layout_nothing", reasons=reasons)
        )
    path = proposal.write(found.layout, settings.user() or "", vault.shown(_original(file)[1]))
    click.echo(words.t("ingest.layout_written", file=path.name))
    original, _ = _original(file)
    if original.parent != vault.folder():
        click.echo(words.t("ingest.layout_send", file=shlex.quote(file)))
        return
    for outcome in ingest(campaign, [original]):
        click.echo(watch.line(outcome))


@layout.command("list")
def list_all() -> None:
    """Every layout, the latest first: name, kind, who accepted it, when, the names of its columns."""
    try:
        for one in model.known():
            names = ", ".join(one.columns)
            click.echo("\t".join([one.name, one.kind, one.accepted_by, one.accepted_at[:19], one.seen_in, names]))
    except HeldError as error:
        raise click.ClickException(str(error)) from error


def tried(campaign: Definition, file: str, changes: tuple[str, ...]) -> Trial:
    """What a layout would make of the file, found out in a process of its own. ClickException when nothing."""
    path, name = _original(file)
    wanted = tuple((key, value) for key, _, value in (change.partition("=") for change in changes))
    try:
        return proposal.tried(campaign, path, name, campaign.today(), wanted)
    except (FileError, child.ChildError) as error:
        raise click.ClickException(str(error)) from error


def show(campaign: Definition, found: Trial, file: str) -> None:
    """Print the proposal, the first records and the sums."""
    one = found.layout
    click.echo(words.t("ingest.layout_proposal", **vars(one)))
    if one.kind == CONTROLS:
        click.echo(words.t("ingest.layout_controls"))
        click.echo(_own_part(campaign, found, file))
    for name, means in one.columns.items():
        click.echo(f"  {name} → {_meaning(campaign, means)}")
    if one.thousands:
        click.echo("  " + words.t("ingest.layout_thousands", mark=repr(one.thousands)))
    if one.within:
        click.echo(
            "  "
            + words.t(
                "ingest.layout_within",
                unit=words.t("ingest.layout_title") if one.within == TITLE else campaign.unit[one.within].name,
            )
        )
    for name, code in one.units.items():
        click.echo(f"  {name} → {campaign.unit[code].name} ({code})")
    for column, value in one.fixed.items():
        click.echo("  " + words.t("ingest.layout_fixed", column=column, value=value))
    click.echo(words.t("ingest.layout_records"))
    click.echo("\t".join(["", *found.fields]))
    for line, cells, rule in found.first:
        click.echo("\t".join([str(line), *cells, *([words.t(f"rules.{rule}")] if rule else [])]))
    if found.sums:
        click.echo(words.t("ingest.layout_sums"))
        for (unit, measure, items, *_), known in zip(
            found.sums, trial.known(found.sums, one.kind == "totals"), strict=True
        ):
            label = f"{unit} {campaign.unit[unit].name}\t{campaign.measure[measure].label}"
            click.echo(f"  {label}\t{formats.number(items)} / {formats.number(known or 0)}")
    for rule, lines in found.refused.items():
        click.echo(words.t("ingest.layout_refused", lines=lines, rule=words.t(f"rules.{rule}")))
    for remark in found.remarks:
        click.echo(sentence(remark))


def _of_units_above(campaign: Definition, found: Trial, file: str) -> str:
    """What is said of a file that has nothing but figures of units above those that report; "" of any other."""
    if found.accepted or set(found.refused) != {"not_reporting_unit"}:
        return ""
    units, level = _units(found), _reporting_level(campaign)
    above = words.t("ingest.layout_above", units=some(units), level=level)
    return f"{above} {_own_part(campaign, found, file)}"


def _own_part(campaign: Definition, found: Trial, file: str) -> str:
    """What to do where the figures of a unit above are what it does itself."""
    return words.t(
        "ingest.layout_own_part", level=_reporting_level(campaign), file=shlex.quote(file), unit=_units(found)[0]
    )


def _units(found: Trial) -> list[str]:
    """The units of the first rows."""
    place = next(number for number, field in enumerate(found.fields) if field in UNIT)
    return [*dict.fromkeys(cells[place] for _, cells, _ in found.first)]


def _reporting_level(campaign: Definition) -> str:
    return str(next(one.label for one in campaign.levels if one.id == campaign.reporting_level))


def _meaning(campaign: Definition, means: str) -> str:
    if means.startswith(MEASURE):
        return str(campaign.measure[means.removeprefix(MEASURE)].label)
    said = {NOTHING: "ingest.layout_means_nothing", VALUE: "ingest.layout_means_value"}
    return words.t(said[means]) if means in said else means


def _original(file: str) -> tuple[Path, str]:
    """The file and its name: at a path, or in the vault by the id of its delivery."""
    path = Path(file)
    if path.is_file():
        return path, path.name
    note = vault.find(file) if file.isalnum() and len(file) >= 8 else None
    if not note:
        raise click.ClickException(words.t("ingest.layout_no_file", file=file))
    return vault.folder() / note.sha256, note.arrival.name
