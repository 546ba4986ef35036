"""The option --engine of the command line; Spark itself is imported only when it is asked for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from campaign import words
from campaign.definition import Definition
from campaign.ingest.local import Engine
from campaign.spark.session import NoSparkError

MASTER = re.compile(r"local(\[(\*|\d+)\])?|spark://.+:\d+")
PATTERN = re.compile(r"[*?\[{]")


@contextmanager
def chosen(master: str | None, definition: Definition) -> Iterator[Engine[Any] | None]:
    """The engine of this name, None for this machine's own. ClickException when it cannot be had."""
    if master is None:
        yield None
        return
    if not MASTER.fullmatch(master):
        raise click.ClickException(words.t("spark.other_engine", engine=master))
    try:
        from campaign.spark.engine import engine
        from campaign.spark.sql import NotPortableError
    except ImportError as error:
        raise click.ClickException(words.t("spark.not_installed")) from error
    try:
        with engine(master, definition) as spark:
            yield spark
    except NoSparkError as error:
        raise click.ClickException(str(error)) from error
    except NotPortableError as error:
        raise click.ClickException(words.t("spark.not_portable", query=error.query, reason=error)) from error


def addresses(given: tuple[str, ...], master: str | None) -> list[Path | str]:
    """Files of this machine as paths; with an engine, folders, patterns and addresses as they stand.

    ClickException for an address without an engine that could read it.
    """
    found: list[Path | str] = []
    for address in given:
        elsewhere = "://" in address
        if elsewhere and not master:
            raise click.ClickException(words.t("spark.needs_engine", place=address))
        beyond = elsewhere or Path(address).is_dir() or (PATTERN.search(address) and not Path(address).exists())
        if master and beyond:
            click.echo(words.t("spark.stays", place=address), err=True)
        found.append(address if master and beyond else Path(address))
    return found
