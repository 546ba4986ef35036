"""Tries a layout on a file: what would be counted, and what not. Nothing is taken."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from campaign.definition import Definition
from campaign.definition.columns import normalised
from campaign.ingest import names, parse, publish
from campaign.ingest.contracts import contracts
from campaign.ingest.errors import HeldError
from campaign.ingest.layouts import pointing, recognise, suggest
from campaign.ingest.layouts.model import MEASURE, NOTHING, TITLE, VALUE, Layout, of
from campaign.ingest.layouts.pointing import Settings
from campaign.ingest.remarks import Remark
from campaign.serving import database

FIRST = 20
LISTS = ("no_rows", "dashes", "carried")
TEXTS = ("kind", "encoding", "day_order", "thousands", "within")
Sum = tuple[str, str, int, date, date]


@dataclass(frozen=True)
class Trial:
    """A layout and what it makes of a file: the first records with their lines, the rule that each breaks, sums as
    (unit, measure, items, first day, last day), refused lines by rule, and remarks. `titles` are its columns' names as
    they are typed there."""

    layout: Layout
    fields: list[str]
    first: list[tuple[int, list[str], str | None]]
    sums: list[Sum]
    refused: dict[str, int]
    accepted: int
    remarks: tuple[Remark, ...]
    titles: dict[str, str]

    @property
    def unmatched(self) -> list[str]:
        """Names of units that nobody knows."""
        return [name for remark in self.remarks for name in remark.values.get("every", [])]


def run(definition: Definition, path: Path, name: str, today: date, work: Path, settings: Settings) -> Trial:
    """Propose a layout for the file, with what a person has set, and read the file by it. FileError as ever."""
    layout = _proposed(definition, path, name, work, settings)
    found = _tried(definition, path, name, today, work, layout)
    if not found.accepted and set(found.refused) == {"date_out_of_window"} and names.read(name).reported_on:
        # the day in the name is none of a report: all that the rows tell happened after it
        layout = changed(definition, layout, [("fixed.reported_on", "date")])
        return _tried(definition, path, name, today, work, layout)
    return found


def untried(definition: Definition, path: Path, name: str, _today: date, work: Path, settings: Settings) -> Trial:
    """The layout that is proposed, whether it reads anything or not. FileError as ever."""
    layout = _proposed(definition, path, name, work, settings)
    return Trial(layout, [], [], [], {}, 0, (), pointing.titles(definition, path, work, layout.columns))


def _proposed(definition: Definition, path: Path, name: str, work: Path, settings: Settings) -> Layout:
    """The layout that is proposed for the file, with what a person has set."""
    return changed(definition, suggest.layout(definition, path, name, work, pointing.of(settings)), settings)


def _tried(definition: Definition, path: Path, name: str, today: date, work: Path, layout: Layout) -> Trial:
    found = recognise.read(definition, path, name, work, today, [layout])
    if found is None:
        raise HeldError("layout_no_header")
    source, _ = found
    parsed = parse.parse(definition, path, name, today, work, (layout,))
    if parsed.layout is None:
        said = "layout_of_contract" if parsed.quarantined else "layout_not_needed"
        raise HeldError(said, kind=parsed.kind, lines=parsed.accepted, refused=parsed.quarantined)
    with database.connect() as connection:
        broken = connection.query(f"select line, rule from '{work}/quarantine.parquet'").fetchall()
        sums = _sums(connection, work) if (work / "reports.parquet").exists() else []
    rules = dict(broken)
    first = [(line, cells, rules.get(line)) for line, _, cells in source.irregular.records[:FIRST]]
    refused = dict(Counter(rule for _, rule in broken).most_common())
    titles = pointing.titles(definition, path, work, layout.columns)
    return Trial(layout, source.header, first, sums, refused, parsed.accepted, source.remarks, titles)


def known(sums: Iterable[Sum], running: bool) -> list[int | None]:
    """What is published of each unit and measure for the same days; up to the last of them for running totals."""
    served = publish.served()
    if served is None or not served.exists():
        return [None for _ in sums]
    with database.connect(file=served, read_only=True) as connection:
        return [
            connection.execute(
                "select sum(delta)::bigint from progress where unit_code = ? and measure = ? and date between ? and ?",
                [unit, measure, date.min if running else first, last],
            ).fetchall()[0][0]
            for unit, measure, _, first, last in sums
        ]


def changed(definition: Definition, layout: Layout, settings: Iterable[tuple[str, str]]) -> Layout:
    """The layout with what a person has set. HeldError for what cannot be set so."""
    for key, value in (one for one in settings if one[0] not in (pointing.HEADER, pointing.DEEP)):
        said = _said(definition, layout, key, value)
        try:
            layout = of(str(said.pop("name")), said)
        except (KeyError, TypeError, ValueError) as error:
            raise HeldError("layout_no_setting", setting=f"{key}={value}") from error
    return layout


def _said(definition: Definition, layout: Layout, key: str, value: str) -> dict[str, Any]:
    """The layout as a table with one part changed; empty for what cannot be changed so."""
    said: dict[str, Any] = dict(vars(layout))
    part, _, inner = key.partition(".")
    if part == "fixed" and inner and value == NOTHING:
        return said | {part: {one: text for one, text in layout.fixed.items() if one != inner}}
    if part == "fixed" and inner:
        return said | {part: layout.fixed | {inner: value}}
    if part == "units" and inner and value in definition.unit:
        return said | {part: layout.units | {inner: value}}
    if part == "columns" and inner in layout.columns and _is_meaning(definition, layout, value):
        return said | {part: layout.columns | {inner: value}}
    if key in LISTS:
        return said | {key: [one.strip() for one in value.split(",") if one.strip()]}
    if key == "within" and value and value not in (*definition.unit, TITLE):
        return {}
    if key == "name" and normalised(value):  # it becomes the name of a file
        return said | {key: normalised(value)}
    if key in TEXTS:
        return said | {key: value}
    return {}


def _is_meaning(definition: Definition, layout: Layout, means: str) -> bool:
    contract = next(one for one in contracts(definition) if one.kind == layout.kind)
    if means.startswith(MEASURE):
        return means.removeprefix(MEASURE) in definition.measure
    return means in (NOTHING, VALUE, *contract.columns)


def _sums(connection: duckdb.DuckDBPyConnection, work: Path) -> list[Sum]:
    """By unit and measure: counts added up, of running totals the largest."""
    return connection.query(
        f"""select unit_code, measure, case when any_value(form) = 'total' then max(value) else sum(value) end::bigint,
        min(date), max(date) from '{work}/reports.parquet' group by all order by all"""
    ).fetchall()
