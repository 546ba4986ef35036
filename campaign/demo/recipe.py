"""Reads demo.toml: how a campaign is simulated."""

import csv
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from campaign.definition import Definition, DefinitionError, reading
from campaign.definition.row import Row, instead
from campaign.definition.tables import Tables

OPTIONAL = ("defects", "reasons", "verification", "services", "uptake", "resources", "supplies")
VALUES = ("seed", "last_on")
FACTORS = ("pace", "reach")  # a key for each unit
# The keys of a record of each table; those with a ? may be left out.
KEYS = dict.fromkeys(FACTORS, "") | {
    "profile": "weekday holiday",
    "spread": "province district day batch batched size slack start_days pilot",
    "effects": "unit_code first_on last_on factor",
    "paths": "measure unit_code points",
    "reporting": "late silent_weeks revisions bad_rows ?falls",
    "silences": "unit_code first_on last_on",
    "files": "kind project formats ?every",
    "records": "kind id prefix project unit_code ?month ?overtaken ?defects",
    "defects": "from to share tempo left",
    "reasons": "first_on every measure share spread most untold",
    "verification": "rounds sample_size defective overclaiming bad",
    "supplies": "supply unit_code first_on every deliveries expected",
    "resources": (
        "every first_on full_on per_machine_day spread untold stale teams own residents communes reach steps pins"
    ),
    "services": "days first_on test_days slipped name actions link chip ministry bodies routes waves owners",
    "uptake": "every_days spread figures",
}
BELOW = {
    "resources.residents": "point",
    "resources.steps": "unit_code resource numbers",
    "resources.pins": "unit_code resource on number own",
    "reporting.falls": "measure units days factor",
    "services.link": "level name owner",
    "services.chip": "owner names",
    "services.ministry": "name",
    "services.bodies": "ready_days responsible counterpart",
    "services.owners": "vi en subjects",
    "uptake.figures": "figure kind a_day",
}


@dataclass(frozen=True)
class Recipe:
    """The tables of demo.toml as they stand there; each is documented in the campaign's README."""

    path: Path
    seed: int
    last_on: date
    profile: dict[str, Any]
    spread: dict[str, Any]
    pace: dict[str, float]
    reach: dict[str, float]
    effects: list[dict[str, Any]]
    paths: list[dict[str, Any]]
    reporting: dict[str, Any]
    silences: list[dict[str, Any]]
    files: list[dict[str, Any]]
    records: list[dict[str, Any]]
    defects: dict[str, Any] = field(default_factory=dict)
    reasons: dict[str, Any] = field(default_factory=dict)
    verification: dict[str, Any] = field(default_factory=dict)
    services: dict[str, Any] = field(default_factory=dict)
    resources: dict[str, Any] = field(default_factory=dict)
    uptake: dict[str, Any] = field(default_factory=dict)
    supplies: list[dict[str, Any]] = field(default_factory=list)

    def points(self, measure: str) -> dict[str, list[tuple[date, int]]]:
        """What each unit's total of `measure` passes through, by unit code."""
        return {path["unit_code"]: path["points"] for path in self.paths if path["measure"] == measure}

    def communes(self) -> dict[str, int]:
        """How many communes each reporting unit has: columns code and communes of the file that `[resources]` names."""
        with (self.path.parent / self.resources["communes"]).open(encoding="utf-8") as file:
            return {row["code"]: int(row["communes"]) for row in csv.DictReader(file)}

    def fail(self, message: str, **values: str) -> DefinitionError:
        """The error to raise when the recipe does not fit the campaign; `message` is of words/definition.toml."""
        return reading.wrong(self.path, None, message, **values)


def load(path: Path, campaign: Definition | None = None) -> Recipe:
    """The recipe in file `path`, its units, measures and projects those of a `campaign` if one is given.

    DefinitionError when there is none, and when a table or a key is missing or unknown.
    """
    if not path.exists():
        raise reading.wrong(path, None, "no_demo")
    tables = Tables(path)
    found = {name: tables.value(name) for name in VALUES}
    for name, keys in KEYS.items():
        rows = tables.every(name)
        for row in rows:
            _look(row, name, keys, campaign)
        if rows or name in tables.content:
            found[name] = tables.content[name]
    tables.tell_unknown()
    for name in [one.name for one in fields(Recipe) if one.name not in ("path", *OPTIONAL)]:
        if found.get(name) is None:
            raise reading.wrong(path, None, "no_section", table=name)
    listed = found.get("resources", {}).get("communes")
    if listed and not (path.parent / listed).exists():
        raise reading.wrong(path.parent / listed, None, "no_file")
    return Recipe(path=path, **found)


def _look(row: Row, table: str, keys: str, campaign: Definition | None) -> None:
    """Ask a record of a table for all that it may say; kept as mistakes are what is not there, and names of nothing."""
    known = keys.replace("?", "").split()
    row.values.asked.update(known)
    for key in keys.split():
        if not key.startswith("?") and row.values.get(key) is None:
            row.wrong(key, "missing")
    for key in known:
        _look_below(row, key, BELOW.get(f"{table}.{key}", "").split())
    if not campaign:
        row.values.asked.update(row.values if table in FACTORS else ())
        return
    row.values.asked.update(campaign.unit if table in FACTORS else ())
    for key, those in (
        ("unit_code", campaign.unit),
        ("measure", campaign.measure),
        ("project", campaign.project),
        ("supply", campaign.supply),
    ):
        if key in known and row.given(key):
            row.one_of(key, list(those), key.removesuffix("_code"))


def _look_below(row: Row, key: str, keys: list[str]) -> None:
    """Keep as mistakes the keys of the tables under `key` that mean nothing."""
    found = row.values.get(key, [])
    for one in found if isinstance(found, list) else [found]:
        for unknown in sorted(one.keys() - set(keys)) if keys else ():
            row.wrong(key, "unknown", what=unknown, mend=instead(unknown, keys))
