"""What to decide today: at most five proposals from fixed rules, each with its numbers.

The rules in the order in which they are asked; each gives nothing or what it says:
raise      per project, its slowest stage, when that much work waits before it and it will not make its deadline at
           the pace of the last 7 days: raise it to the required pace; above its own record, add to it or move the
           day; once the deadline is past, clear it
machines   the unit that needs most machine-days by its deadline gets them from those who can lend, subjects.comparison
stopped    reporting units that went silent: find them
sample     units with a high claim that their sample does not bear out: check them again
overdue    units past their own deadline: tell by when they will be done
order      units in which a later stage exceeds the one before it: check the figures at the source
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from campaign import words
from campaign.definition import Definition
from campaign.language import formats
from campaign.subjects.cleansing import verdicts
from campaign.subjects.comparison.lending import Lending
from campaign.subjects.pipeline import sentences as pipeline_sentences

MOST = 5
NAMED = 3


@dataclass(frozen=True)
class Proposal:
    """One decision to take: `action` in one sentence, `reason` with the numbers, and the page where they stand."""

    rule: str
    action: str
    reason: str
    page: str


@dataclass(frozen=True)
class Evidence:
    """What the rules look at.

    Frames of the queries overview (all measures), units_at_level (`units`, of the measure of the machines or the first
    one), not_reporting and stage_order; who can lend; the claims as campaign.subjects.cleansing.verdicts judges them.
    """

    campaign: Definition
    overview: pd.DataFrame
    units: pd.DataFrame
    silent: pd.DataFrame
    order: pd.DataFrame
    lending: Lending | None
    claims: pd.DataFrame | None


def proposals(evidence: Evidence) -> list[Proposal]:
    """The first five, in the order of the rules."""
    rules = (_raise, _machines, _stopped, _sample, _overdue, _order)
    found = [one for rule in rules for one in rule(evidence)]
    return found[:MOST]


def _raise(evidence: Evidence) -> list[Proposal]:
    """The slowest stages that miss their deadline at today's pace."""
    slow = evidence.overview[evidence.overview["slowest"]]
    late = slow[
        (slow["backlog_days"].fillna(np.inf) >= evidence.campaign.direction.backlog_days)
        & (slow["remaining"] > 0)
        & ~(slow["required_rate"] <= slow["rate_7d"].fillna(0))
    ]
    return [_raised(evidence.campaign, row) for row in late.to_dict("records")]


def _raised(campaign: Definition, row: dict[Hashable, Any]) -> Proposal:
    measure = campaign.measure[row["measure"]]
    chain = campaign.chain(measure.project)
    said = {
        "measure": measure.label,
        "items": measure.unit,
        "deadline": formats.day(row["deadline"]),
        "before": chain[chain.index(measure) - 1].unit,
        "waiting": formats.number(row["waiting"]),
        "required": formats.number(row["required_rate"]),
        "rate": formats.number(row["rate_7d"]),
        "best": formats.number(row["best_rate_7d"]),
        "times": formats.number(row["required_to_best"], 1),
        "remaining": formats.number(row["remaining"]),
        "backlog": pipeline_sentences.backlog(row["backlog_days"]),
    }
    state = "past" if pd.isna(row["required_rate"]) else "beyond" if not row["required_to_best"] <= 1 else "within"
    return Proposal(
        "raise",
        words.t(f"direction.raise_{state}", **said),
        words.t(f"direction.raise_{state}_reason", **said),
        "pipeline",
    )


def _machines(evidence: Evidence) -> list[Proposal]:
    """The greatest need that somebody can meet."""
    if evidence.lending is None or evidence.lending.transfers.empty:
        return []
    first = evidence.lending.transfers["unit_code_to"].iloc[0]
    need = evidence.lending.units.set_index("unit_code").loc[first]
    agreed = evidence.lending.transfers[evidence.lending.transfers["unit_code_to"] == first]
    unit = evidence.campaign.unit
    named = ", ".join(
        words.t(
            "direction.lender",
            unit=unit[row.unit_code_from].name,
            machines=formats.number(np.ceil(row.machine_days / need["days_left"])),
        )
        for row in agreed.head(NAMED).itertuples()
    )
    more = len(agreed) - NAMED
    if more > 0:
        named = words.t("direction.and_more", names=named, more=formats.number(more))
    return [
        Proposal(
            "machines",
            words.t("direction.machines", to=unit[first].name, days=formats.days(need["days_left"]), named=named),
            words.t(
                "direction.machines_reason",
                to=unit[first].name,
                needed=formats.number(-need["machine_days"]),
                lent=formats.number(agreed["machine_days"].sum()),
                deadline=formats.day(need["deadline"]),
                per_day=formats.number(evidence.campaign.items_per_machine_day),
            ),
            "comparison",
        )
    ]


def _overdue(evidence: Evidence) -> list[Proposal]:
    """Units that are past their own deadline with something left."""
    past = evidence.units[
        (evidence.units["deadline"] < evidence.units["full_until"]) & (evidence.units["remaining"] > 0)
    ]
    if past.empty:
        return []
    past = past.sort_values("remaining", ascending=False, kind="stable")
    named = _named(
        past,
        lambda unit: words.t(
            "direction.overdue_unit",
            remaining=formats.number(unit["remaining"]),
            deadline=formats.day(unit["deadline"]),
        ),
    )
    return [Proposal("overdue", words.t("direction.overdue", units=formats.number(len(past))), named, "comparison")]


def _stopped(evidence: Evidence) -> list[Proposal]:
    """Reporting units that went silent."""
    silent = evidence.silent[evidence.silent["silent"]]
    if silent.empty:
        return []
    parent = f"parent_{words.language()}"
    named = _named(
        silent, lambda unit: words.t("direction.told_until", parent=unit[parent], day=formats.day(unit["told_until"]))
    )
    return [Proposal("stopped", words.t("direction.stopped", units=formats.number(len(silent))), named, "quality")]


def _sample(evidence: Evidence) -> list[Proposal]:
    """Units whose high claim failed its sample."""
    if evidence.claims is None or (found := verdicts.listed(evidence.claims)).empty:
        return []
    parent = f"parent_{words.language()}"
    named = _named(
        found,
        lambda unit: words.t(
            "direction.sample",
            parent=unit[parent],
            wrong=formats.number(unit["defects_found"]),
            drawn=formats.number(unit["sample_size"]),
            limit=formats.number(unit["accept_number"]),
        ),
    )
    return [Proposal("sample", words.t("direction.recheck", units=formats.number(len(found))), named, "cleansing")]


def _order(evidence: Evidence) -> list[Proposal]:
    """Units whose stages are out of order now."""
    found = evidence.order[evidence.order["excess_now"] > 0]
    if found.empty:
        return []
    spoken = words.language()
    named = _named(
        found,
        lambda unit: words.t(
            "direction.exceeds",
            later=unit[f"measure_{spoken}"],
            earlier=unit[f"stage_before_{spoken}"],
            excess=formats.number(unit["excess_now"]),
        ),
    )
    return [
        Proposal(
            "order", words.t("direction.order", units=formats.number(found["unit_code"].nunique())), named, "quality"
        )
    ]


def _named(units: pd.DataFrame, told: Callable[[dict[Hashable, Any]], str]) -> str:
    """The first units with what is told of each, and how many more there are."""
    name = f"name_{words.language()}"
    names = "; ".join(f"{unit[name]} ({told(unit)})" for unit in units.head(NAMED).to_dict("records"))
    more = len(units) - NAMED
    return (words.t("direction.and_more", names=names, more=formats.number(more)) if more > 0 else names) + "."
