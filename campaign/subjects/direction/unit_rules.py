"""Units to be spoken to: past their date, too slow for it, without a word, or short of machines."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from campaign import words
from campaign.language import formats
from campaign.language.schedule import states
from campaign.subjects.direction.evidence import Evidence, Proposal, aim, and_more, named, whole_number


def overdue(evidence: Evidence) -> list[Proposal]:
    """Units past their own date, by what is left, with the pace they need to the campaign's."""
    late = evidence.units[evidence.units["past_due"].eq(other=True)].sort_values(
        "remaining", ascending=False, kind="stable"
    )
    return _asked(evidence, "overdue", late, late["remaining"])


def too_slow(evidence: Evidence) -> list[Proposal]:
    """Units behind plan that will miss their date at the present pace, by what will be missing."""
    units = evidence.units.assign(lack=evidence.lack(evidence.units))
    late = units[(states(units["days_ahead"]) == "behind") & ~units["past_due"].eq(other=True) & (units["lack"] > 0)]
    late = late.sort_values("lack", ascending=False, kind="stable")
    return _asked(evidence, "slow", late, late["lack"])


def _asked(evidence: Evidence, rule: str, late: pd.DataFrame, lack: pd.Series) -> list[Proposal]:
    """One proposal on all of them, named by the greatest lack."""
    if late.empty:
        return []
    late, stake = late.assign(lack=lack), whole_number(lack.sum())
    many = "one" if len(late) == 1 else "many"
    said: dict[str, object] = {
        "pace": _pace(late.iloc[0].to_dict()),
        "unit": late[f"name_{words.language()}"].iloc[0],
        "units": formats.number(len(late)),
        "share": formats.percent(lack.iloc[0] / stake, 0),
        "stake": formats.number(stake),
        "items": evidence.measure.unit,
        "measure": str(evidence.measure.label),
        "named": named(late, _told),
    }
    action, reason = (words.t(f"direction.{rule}_{key}", **said) for key in (many, f"reason_{many}"))
    first = late.iloc[0].to_dict()
    reason += evidence.load(first) + evidence.why(str(first["unit_code"]))
    aimed = aim(evidence.measure.id, first)
    return [
        Proposal(
            rule, stake, evidence.whole(evidence.measure.id), action, reason, "comparison", first["unit_code"], **aimed
        )
    ]


def _told(unit: dict[Hashable, Any]) -> str:
    """What is missing in one of several units, and at what pace."""
    return words.t("direction.lacking", lack=formats.number(whole_number(unit["lack"])), pace=_pace(unit))


def _pace(unit: dict[Hashable, Any]) -> str:
    """The pace a unit needs beside the one it has; the latter alone where no date is left."""
    date = "over" if pd.isna(unit["required_rate"]) else "past" if unit["past_due"] else "ahead"
    return words.t(
        f"direction.pace_{date}",
        deadline=formats.day(unit["deadline"]),
        by=formats.day(unit["required_by"]),
        required=formats.number(unit["required_rate"]),
        rate=formats.number(unit["rate_7d"] or 0),
    )


def stopped(evidence: Evidence) -> list[Proposal]:
    """Reporting units that went silent: what they have left to do, nobody knows how far it has come."""
    silent = evidence.silent[evidence.silent["silent"]]
    if silent.empty:
        return []
    left = evidence.reporting.set_index("unit_code")["remaining"].reindex(silent["unit_code"]).fillna(0)
    stake, parent = whole_number(left.sum()), f"parent_{words.language()}"
    said = words.t(
        "direction.stopped_reason" if stake else "direction.stopped_reason_open",
        stake=formats.number(stake),
        items=evidence.measure.unit,
        named=named(
            silent,
            lambda unit: words.t("direction.told_until", parent=unit[parent], day=formats.day(unit["told_until"])),
        ),
    )
    action = words.t("direction.stopped", units=formats.number(len(silent)))
    return [Proposal("stopped", stake, evidence.whole(evidence.measure.id), action, said, "quality")]


def machines(evidence: Evidence) -> list[Proposal]:
    """The greatest need that somebody can meet: what the machines would do by then is missing without them.

    A unit whose own machines did more of late than it needs is sent none: they stand idle.
    """
    if evidence.lending is None:
        return []
    agreed = evidence.lending.transfers
    idle = [str(row["unit_code"]) for row in evidence.units.to_dict("records") if _idle(evidence, row)]
    agreed = agreed[~agreed["unit_code_to"].isin(idle)]
    if agreed.empty:
        return []
    agreed = agreed[agreed["unit_code_to"] == agreed["unit_code_to"].iloc[0]]
    needs = evidence.lending.units
    to = needs[needs["unit_code"] == agreed["unit_code_to"].iloc[0]].to_dict("records")[0]
    needed, lent = -to["machine_days"], agreed["machine_days"].sum()
    lack = to["remaining"] - to["days_left"] * (0 if pd.isna(to["rate_7d"]) else to["rate_7d"])
    stake = whole_number(min(lent * to["items_each"], lack))
    said = _moved(evidence, to, agreed) | {"stake": formats.number(stake), "lent": formats.number(lent)}
    reason = words.t("direction.machines_reason", **said)
    if lent < needed:
        reason += " " + words.t("direction.machines_rest", missing=formats.number(needed - lent))
    reason += evidence.why(str(to["unit_code"]))
    action = words.t("direction.machines", **said)
    whole, aimed = evidence.whole(evidence.measure.id), aim(evidence.measure.id, to)
    return [Proposal("machines", stake, whole, action, reason, "comparison", str(to["unit_code"]), **aimed)]


def _idle(evidence: Evidence, unit: dict[Hashable, Any]) -> bool:
    needed = evidence.needed_each(unit)
    return needed is not None and needed <= evidence.capacity[str(unit["unit_code"])].items


def _moved(evidence: Evidence, to: dict[Hashable, Any], agreed: pd.DataFrame) -> dict[str, object]:
    """What is said of a need and of those who meet it, who lends most first."""
    lent = agreed.sort_values("machine_days", ascending=False, kind="stable").to_dict("records")
    unit = evidence.campaign.unit
    lenders = [
        words.t("direction.lender", unit=unit[row["unit_code_from"]].name, days=formats.number(row["machine_days"]))
        for row in lent
    ]
    return {
        "to": to[f"name_{words.language()}"],
        "named": and_more(lenders, ", "),
        "days": formats.days(to["days_left"]),
        "deadline": formats.day(to["required_by"]),
        "needed": formats.number(-to["machine_days"]),
        "per_day": formats.rate(to["items_each"]),
        "whose": words.t("direction.capacity_measured" if to["measured"] else "direction.capacity_said"),
        "share": formats.percent(evidence.campaign.direction.lend_share, 0),
        "items": evidence.measure.unit,
    }
