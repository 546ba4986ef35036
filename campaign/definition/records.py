"""Reads which extracts of records a campaign takes, a row for each item of a chain: [[records]]."""

import re

from campaign.definition.columns import COMMON, KINDS, UNIT, normalised
from campaign.definition.parts import Measure, Records
from campaign.definition.row import Row

NAME = re.compile(r"[a-z][a-z0-9_]*")
SHARED = {"district_code": UNIT, **COMMON}  # columns of every kind, with the other names under which they come
RESERVED = re.compile(r"line|lines|ragged|counted|fault|days|unit_number|(day|spare)_[0-9]+")  # what the checks add


def records(tables: list[Row], measures: tuple[Measure, ...]) -> tuple[Records, ...]:
    """The kinds of [[records]]. Kept as mistakes: a kind that stands twice, a column that cannot be told apart."""
    kinds: dict[str, Records] = {}
    for row in tables:
        kind = _kind(row, measures)
        if kind.kind in (*KINDS, *kinds):
            row.wrong("kind", "stands_twice", what=f"kind '{kind.kind}'")
        kinds[kind.kind] = kind
    return tuple(kinds.values())


def _kind(row: Row, measures: tuple[Measure, ...]) -> Records:
    with_measures = {measure.project for measure in measures} if measures else None
    project = row.one_of("project", with_measures, "project_with_measures")
    kind = Records(
        kind=row.text("kind"),
        id=row.text("id"),
        stages=tuple(measure.id for measure in measures if measure.project == project),
        optional=row.texts("optional"),
        aliases=row.lists("aliases"),
        term_days=row.optional("term_days", lambda key: row.whole(key, least=1)),
    )
    if row.broken:
        return kind
    for key, name in (("kind", kind.kind), *_columns(kind)):
        if not NAME.fullmatch(name) or RESERVED.fullmatch(name) or (name == "id" != kind.id):
            row.wrong(key, "no_name", name=name)
    for name in sorted(kind.aliases.keys() - set(kind.columns)):
        row.names_nothing("aliases", name, kind.columns, "column")
    _tell_apart(row, kind)
    return kind


def _columns(kind: Records) -> list[tuple[str, str]]:
    """Its columns, each with the key of [[records]] it comes from."""
    return [("id" if name == kind.id else "optional", name) for name in kind.columns]


def _tell_apart(row: Row, kind: Records) -> None:
    """A mistake when two columns, those that every kind has among them, may come under one name."""
    columns = [*((column, kind.aliases.get(column, ())) for column in kind.columns), *SHARED.items()]
    owners: dict[str, int] = {}
    for owner, (column, others) in enumerate(columns):
        for name in (column, *others):
            if owners.setdefault(normalised(name), owner) != owner:
                row.wrong(_key(kind, name), "two_columns", name=name)
                return


def _key(kind: Records, name: str) -> str:
    """The key of [[records]] that says a name, however it is spelt there."""
    if normalised(name) in {normalised(other) for others in kind.aliases.values() for other in others}:
        return "aliases"
    return "id" if name == kind.id else "optional"
