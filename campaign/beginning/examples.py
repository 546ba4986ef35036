"""An example of each extract that a campaign takes, as its contracts have it."""

from collections.abc import Sequence
from datetime import timedelta

from campaign.definition import Definition, Labelled
from campaign.ingest.contract import Contract
from campaign.ingest.contracts import contracts
from campaign.ingest.kinds import CONTROLS

# What each kind needs of campaign.toml: without it there is nothing that its files could name.
NEEDS = {
    "defects": "defects",
    "verification": "cleansing",
    "services": "connections",
    "uptake": "uptake",
    "resources": "resources",
    "reasons": "reasons",
    "supplies": "supplies",
    "expected": "supplies",
}
LEFT_OUT = ("source", "province_code", "reported_on")
ITEMS = 10


def examples(campaign: Definition) -> dict[str, str]:
    """The text of a CSV file with one row for each kind, by its name."""
    kinds = [kind for kind in contracts(campaign) if kind.kind not in NEEDS or getattr(campaign, NEEDS[kind.kind])]
    day = campaign.start + timedelta(days=1)
    return {f"{kind.kind}_{day}.csv": _example(kind, campaign) for kind in kinds}


def _example(kind: Contract, campaign: Definition) -> str:
    """The header of a kind, and a row that its check takes."""
    columns = [column for column in kind.columns if column not in LEFT_OUT]
    return f"{','.join(columns)}\n{','.join(_cell(kind, column, campaign) for column in columns)}\n"


def _cell(kind: Contract, column: str, campaign: Definition) -> str:
    units = [unit.code for unit in campaign.units if unit.level == campaign.reporting_level]
    if column.endswith(("_on", "date")):
        first = column in ("date", "given_on", "first_on", "planned_on", "expected_on") or column in kind.stages[:1]
        return f"{campaign.start}" if first else f"{campaign.start + timedelta(days=1)}" if column == "due_on" else ""
    if column in ("unit_code", "district_code"):
        # Records say what all of a unit's days are: they have one of their own, beside that of the counts.
        return campaign.root if kind.kind == CONTROLS else units[-1 if kind.stages else 0]
    listed: dict[str, Sequence[Labelled]] = {
        "measure": campaign.measures,
        "defect": campaign.defects,
        "resource": campaign.resources,
        "reason": campaign.reasons,
        "supply": campaign.supplies,
        "figure": campaign.uptake,
        "kind": campaign.connections,
    }
    if column in listed:
        return listed[column][0].id
    return {"instruction": "…", "note": "…", "goal": f"{ITEMS}"}.get(column, "") or (
        "" if column in kind.optional else "A-1" if column.endswith("_id") else f"{ITEMS}"
    )
