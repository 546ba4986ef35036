"""Reads which extracts of records a campaign takes, a row for each item of a chain: [[records]]."""

import re

from campaign.definition.columns import COMMON, KINDS, UNIT, normalised
from campaign.definition.parts import Measure, Records
from campaign.definition.read import Row

NAME = re.compile(r"[a-z][a-z0-9_]*")
SHARED = {"district_code": UNIT, **COMMON}  # columns of every kind, with the other names under which they come
RESERVED = re.compile(r"line|lines|ragged|counted|fault|days|unit_number|(day|spare)_[0-9]+")  # what the checks add


def records(tables: list[Row], measures: tuple[Measure, ...]) -> tuple[Records, ...]:
    """The kinds of [[records]]. DefinitionError for a kind that stands twice or a column that cannot be told apart."""
    kinds: dict[str, Records] = {}
    for row in tables:
        kind = _kind(row, measures)
        if kind.kind in (*KINDS, *kinds):
            raise row.fail(f"kind '{kind.kind}' stands twice", "give each kind of extract its own name")
        kinds[kind.kind] = kind
    return tuple(kinds.values())


def _kind(row: Row, measures: tuple[Measure, ...]) -> Records:
    project = row.one_of("project", {measure.project for measure in measures}, "project with measures")
    kind = Records(
        kind=row.text("kind"),
        id=row.text("id"),
        stages=tuple(measure.id for measure in measures if measure.project == project),
        optional=row.texts("optional"),
        aliases=row.lists("aliases"),
    )
    for name in (kind.kind, *kind.columns):
        if not NAME.fullmatch(name) or RESERVED.fullmatch(name) or (name == "id" != kind.id):
            raise row.fail(
                f"'{name}' cannot be such a name", "write another one, of small letters a to z, digits and _"
            )
    if unknown := sorted(kind.aliases.keys() - set(kind.columns)):
        raise row.fail(f"'aliases' names '{unknown[0]}', which is no column", f"use {', '.join(kind.columns)}")
    _tell_apart(row, kind)
    return kind


def _tell_apart(row: Row, kind: Records) -> None:
    """DefinitionError when two columns, those that every kind has among them, may come under one name."""
    columns = [*((column, kind.aliases.get(column, ())) for column in kind.columns), *SHARED.items()]
    owners: dict[str, int] = {}
    for owner, (column, others) in enumerate(columns):
        for name in (column, *others):
            if owners.setdefault(normalised(name), owner) != owner:
                raise row.fail(f"'{name}' names two columns", "give each column names of its own")
