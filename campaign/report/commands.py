"""The command line's door to the reports: one, or one for every unit below the root, zipped; fit for cron."""

import io
import multiprocessing
import os
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from campaign import render, settings, words
from campaign.people.option import answer_as, require_in_scope
from campaign.report import content
from campaign.report.writers import FORMATS
from campaign.serving import catalogue, store
from campaign.serving.selection import Scope, Selection

WORKERS = 4  # processes at most, one a processor: each has a Chrome of its own


@dataclass(frozen=True)
class Order:
    """A report to be made."""

    scope: Scope
    unit: str
    as_of: date
    language: str
    form: str

    @property
    def link(self) -> str:
        """The overview that the report is about."""
        return settings.link(unit=self.unit, as_of=self.as_of.isoformat(), lang=self.language)


@click.command()
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="pdf", show_default=True)
@click.option("--unit", help="Unit code; the campaign's root when left out.")
@click.option("--all-provinces", is_flag=True, help="One report for every unit below the root, zipped.")
@click.option(
    "--as-of",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    help="Day from which to look; the latest cut-off when left out.",
)
@click.option("--lang", help="A language of the campaign; its first when left out.")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="File, or folder for a file of its own name."
)
@answer_as
def report(
    form: str, unit: str | None, all_provinces: bool, as_of: datetime | None, lang: str | None, out: Path, scope: Scope
) -> None:
    """Write a report, and its path on stdout. CAMPAIGN_ADDRESS is where its links lead."""
    campaign = catalogue.campaign()
    if unit and all_provinces:
        raise click.UsageError("--unit and --all-provinces exclude each other")
    if unit and unit not in campaign.unit:
        raise click.ClickException(f"there is no unit '{unit}'; units.csv lists the codes")
    if lang and lang not in campaign.languages:
        raise click.BadParameter(", ".join(campaign.languages), param_hint="--lang")
    day = as_of.date() if as_of else store.cut_off()
    below = [found.code for found in campaign.units if found.parent_code == campaign.root and found.there(day)]
    below = [code for code in below if scope.units is None or code in scope.units]
    if not all_provinces:
        require_in_scope(scope, unit or campaign.root)
    spoken = lang or campaign.languages[0]
    orders = [Order(scope, code, day, spoken, form) for code in (below if all_provinces else [unit or campaign.root])]
    with _bar() as bar:
        task = bar.add_task(form, total=len(orders))
        files = {}
        for name, file in _made(orders):
            files[name] = file
            bar.update(task, advance=1, description=name)
    name, file = (
        (f"{words.said('report.file', spoken)}_{day}_{form}.zip", _zipped(files))
        if all_provinces
        else next(iter(files.items()))
    )
    path = out / name if out.is_dir() else out
    _put(path, file)
    click.echo(path)


def make(order: Order) -> tuple[str, bytes]:
    """Name and content of a report's file."""
    words.use(order.language, catalogue.languages())
    form = FORMATS[order.form]
    if form.draws:
        render.warm()
    made = content.report(Selection(order.scope, order.unit, order.as_of), order.link)
    return form.name(made), form.file(made)


def _made(orders: list[Order]) -> Iterator[tuple[str, bytes]]:
    """The files as they are done: many are shared among processes, each of which forecasts once."""
    workers = min(WORKERS, os.cpu_count() or 1, len(orders))
    if workers < 2:
        yield from map(make, orders)
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        for done in as_completed([pool.submit(make, order) for order in orders]):
            yield done.result()


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _zipped(files: dict[str, bytes]) -> bytes:
    """All files by name; what is in them is compressed already."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as folder:
        for name in sorted(files):
            folder.writestr(name, files[name])
    return whole.getvalue()


def _put(path: Path, file: bytes) -> None:
    """Write beside and rename: whoever fetches the file gets the old one or the new, never half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(file)
    beside.replace(path)
