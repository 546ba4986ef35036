"""Stages to be raised: of every project the one that work waits for, and that will miss its date."""

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from campaign import words
from campaign.language import formats
from campaign.language.schedule import states
from campaign.subjects.direction.evidence import Evidence, Proposal, aim, whole_number
from campaign.subjects.pipeline import sentences as pipeline_sentences


def raised(evidence: Evidence) -> list[Proposal]:
    """Per project the stage behind plan with most waiting before it, if it will miss its date at the present pace.

    A stage with less than the campaign's backlog before it is held up by an earlier one. Nothing waits before the
    first: it is proposed where no later one is, and nobody below answers for it.
    """
    stages = evidence.overview.assign(lack=evidence.lack(evidence.overview))
    late = stages[(states(stages["days_ahead"]) == "behind") & (stages["lack"] > 0)]
    waits = (late["waiting"] > 0) & (late["backlog_days"].fillna(np.inf) >= evidence.campaign.direction.backlog_days)
    answered = evidence.measure.id if evidence.units["target"].notna().any() else None
    found = late[waits | (late["waiting"].isna() & (late["measure"] != answered))].sort_values(
        "waiting", ascending=False, kind="stable"
    )
    return [_raised(evidence, row) for row in found.drop_duplicates("project").to_dict("records")]


def supplied(evidence: Evidence) -> list[Proposal]:
    """Supplies to get, as a stage is more likely than not to stop for want of them, by what is lost at its deadline."""
    return [_supplied(evidence, row) for row in evidence.stops if row["stops_on"] and whole_number(row["short"]) > 0]


def _supplied(evidence: Evidence, row: dict[str, Any]) -> Proposal:
    supply, measure = evidence.campaign.supply[row["supply"]], evidence.campaign.measure[row["measure"]]
    stake = round(row["short"])
    said = {
        "supply": supply.label,
        "needed": formats.number(stake * supply.per_item),
        "units": supply.unit,
        "by": formats.day(row["stops_on"]),
        "measure": measure.label,
        "chance": formats.chance(row["p_stop"]),
        "until": formats.day(row["until"]),
        "stake": formats.number(stake),
        "items": measure.unit,
    }
    action, reason = (words.t(f"direction.{key}", **said) for key in ("supply", "supply_reason"))
    return Proposal("supply", stake, evidence.whole(measure.id), action, reason, "resources")


def _raised(evidence: Evidence, row: dict[Hashable, Any]) -> Proposal:
    said = _said(evidence, row)
    parts = ["overdue" if row["past_due"] else "lack", *([] if pd.isna(row["waiting"]) else ["waits"]), *_needs(row)]
    return Proposal(
        "raise",
        whole_number(row["lack"]),
        evidence.whole(row["measure"]),
        words.t(f"direction.raise_{_kind(row)}", **said),
        " ".join(words.t(f"direction.stage_{part}", **said) for part in parts),
        "pipeline",
        **aim(row["measure"], row),
    )


def _kind(row: dict[Hashable, Any]) -> str:
    """What to ask of the stage: past its date, due today, never at work, to beat its record, or to go faster."""
    if row["past_due"] or pd.isna(row["required_rate"]):
        return "past" if row["past_due"] else "due"
    if pd.isna(row["required_to_best"]):
        return "idle"
    return "beyond" if row["required_to_best"] > 1 else "within"


def _needs(row: dict[Hashable, Any]) -> list[str]:
    """The pace it needs beside its record; none where no date is left."""
    if pd.isna(row["required_rate"]):
        return []
    if pd.isna(row["required_to_best"]):
        return ["starts"]
    return ["beats" if round(row["required_to_best"], 1) > 1 else "needs"]


def _said(evidence: Evidence, row: dict[Hashable, Any]) -> dict[str, object]:
    measure = evidence.campaign.measure[row["measure"]]
    chain = evidence.campaign.chain(measure.project)
    return {
        "measure": str(measure.label),
        "items": measure.unit,
        "before": chain[max(chain.index(measure) - 1, 0)].unit,
        "deadline": formats.day(row["deadline"]),
        "by": formats.day(row["required_by"]),
        "stake": formats.number(whole_number(row["lack"])),
        "waiting": formats.number(row["waiting"]),
        "backlog": pipeline_sentences.backlog(row["backlog_days"]),
        "rate": formats.number(row["rate_7d"] or 0),
        "required": formats.number(row["required_rate"]),
        "best": formats.number(row["best_rate_7d"]),
        "times": formats.number(row["required_to_best"], 1),
    }
