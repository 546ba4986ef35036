"""What files may be sent: every contract that the intake has, from the place from which it is read."""

from collections.abc import Iterable, Sequence
from typing import Any

from campaign import words
from campaign.definition import Definition
from campaign.definition.columns import COMMON
from campaign.guide.markdown import cell, heading, table
from campaign.ingest.contract import Contract
from campaign.ingest.contracts import of_records
from campaign.ingest.kinds import GENERIC
from campaign.subjects.intake.blocks import meaning


def files(campaigns: Sequence[Definition]) -> str:
    """Every kind of file that these campaigns take, its columns, and what may stand in those that name something."""
    parts = [words.t("guide.files_lead")]
    for campaign in campaigns:
        name = f": {campaign.short_name}" if len(campaigns) > 1 else ""
        parts += [
            heading(2, words.t("guide.ids") + name, f"ids-{campaign.id}"),
            words.t("guide.ids_lead"),
            _ids(campaign),
        ]
        for records in campaign.records:
            parts += _contract(of_records(records), campaign, f"{records.kind}-{campaign.id}")
    for contract in GENERIC:
        parts += _contract(contract, campaigns[0], contract.kind)
    return "\n\n".join(parts)


def _contract(contract: Contract, campaign: Definition, anchor: str) -> list[str]:
    header = f"```\n{','.join(contract.required)}\n```"
    return [heading(2, kind(contract, campaign), anchor), _columns(contract, campaign), header]


def kind(contract: Contract, campaign: Definition) -> str:
    """What a kind of file is called."""
    if not contract.stages:
        return words.t(f"intake.kind_{contract.kind}")
    project = campaign.measure[contract.measures[0]].project
    return words.t("guide.records_of", project=campaign.project[project].label, kind=contract.kind)


def _columns(contract: Contract, campaign: Definition) -> str:
    rows = []
    for column, others in contract.columns.items():
        means = words.t("guide.id") if contract.stages and column == contract.required[0] else meaning(column, campaign)
        must = words.t("guide.must" if column in contract.required else "guide.may")
        spelt = ", ".join(f"`{one}`" for one in others) or "–"
        rows.append((f"`{column}`", cell(means), spelt, must))
    rows.sort(key=lambda row: row[0].strip("`") in COMMON)  # what every kind may have comes last
    head = ("column", "means", "spelt", "needed")
    return table([words.t(f"guide.{one}") for one in head], rows)


def _ids(campaign: Definition) -> str:
    """The ids of what a file may name: measures, and what else this campaign lists."""
    named: dict[str, Iterable[Any]] = {
        "measure": campaign.measures,
        "defect": campaign.defects,
        "resource": campaign.resources,
        "supply": campaign.supplies,
        "reason": campaign.reasons,
    }
    rows = [(f"`{column}`", f"`{one.id}`", cell(str(one.label))) for column, those in named.items() for one in those]
    return table([words.t(f"guide.{one}") for one in ("column", "written", "means")], rows)
