"""`--as USER` on the command line: the answer that this person of the roster would get, nothing more."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from campaign import definition, settings, words
from campaign.people import roster
from campaign.serving.selection import EVERYTHING, Scope

Command = TypeVar("Command", bound=Callable[..., Any])


def _scope(_context: click.Context, _option: click.Parameter, user: str | None) -> Scope:
    if user is None:
        return EVERYTHING
    try:
        people = roster.read(settings.roster())
        return roster.named(people, user, definition.load(settings.home())).scope
    except roster.AccessRefusedError as refusal:
        raise click.ClickException(f"{words.t(f'access.{refusal.reason}')} ({refusal})") from refusal


def answer_as(command: Command) -> Command:
    """Give a command the option; it gets the scope as `scope`, everything when the option is left out."""
    return click.option(
        "--as",
        "scope",
        metavar="USER",
        callback=_scope,
        help="Answer as for this person of the roster (subject or e-mail).",
    )(command)


def require_in_scope(scope: Scope, unit: str) -> None:
    """ClickException when a unit lies outside the scope."""
    if not scope.sees(unit):
        raise click.ClickException(words.t("access.outside", unit=unit))
