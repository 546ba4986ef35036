"""Figures that cannot be relied on, and what should have been connected by now."""

import pandas as pd

from campaign import words
from campaign.language import columns, formats
from campaign.subjects.cleansing import verdicts
from campaign.subjects.connections import counts, holders
from campaign.subjects.direction.evidence import Evidence, Proposal, and_more, named, whole_number


def sample(evidence: Evidence) -> list[Proposal]:
    """Units whose high claim failed its sample: as many records are wrong as the sample says."""
    plan = evidence.campaign.cleansing
    if plan is None or evidence.claims is None or (found := verdicts.listed(evidence.claims)).empty:
        return []
    stake, parent = whole_number((found["total"] * found["error_share"]).sum()), f"parent_{words.language()}"
    told = named(
        found,
        lambda unit: words.t(
            "direction.sample",
            parent=unit[parent],
            wrong=formats.number(unit["defects_found"]),
            drawn=formats.number(unit["sample_size"]),
            limit=formats.number(unit["accept_number"]),
        ),
    )
    items = evidence.campaign.measure[plan.measure].unit
    reason = words.t("direction.recheck_reason", stake=formats.number(stake), items=items, named=told)
    action = words.t("direction.recheck", units=formats.number(len(found)))
    return [Proposal("sample", stake, evidence.whole(plan.measure), action, reason, "cleansing")]


def order(evidence: Evidence) -> list[Proposal]:
    """Units whose stages are out of order now: the excess is in no stage for certain."""
    found = evidence.order.sort_values("excess_now", ascending=False, kind="stable")
    if found.empty:
        return []
    spoken, stake = words.language(), int(found["excess_now"].sum())
    told = named(
        found,
        lambda unit: words.t(
            "direction.exceeds",
            later=unit[f"measure_{spoken}"],
            earlier=unit[f"stage_before_{spoken}"],
            excess=formats.number(unit["excess_now"]),
        ),
    )
    action = words.t("direction.order", units=formats.number(found["unit_code"].nunique()))
    reason = words.t("direction.order_reason", stake=formats.number(stake), named=told)
    whole = int(evidence.overview["target"].fillna(0).max())
    return [Proposal("order", stake, whole, action, reason, "quality")]


def connections(evidence: Evidence) -> list[Proposal]:
    """What was planned to be connected by now and is not, and who answers for it."""
    late = evidence.connections[evidence.connections["state"] == "overdue"]
    if late.empty:
        return []
    worst = late.sort_values("days_overdue", ascending=False, kind="stable").iloc[0]
    reason = words.t(
        "direction.connect_reason",
        parts=_by_kind(evidence, late),
        days=formats.days(worst["days_overdue"]),
        name=worst[f"name_{words.language()}"],
        who=_who(late),
    )
    action = words.t("direction.connect", overdue=formats.number(len(late)))
    return [Proposal("connect", len(late), len(evidence.connections), action, reason, "connections")]


def _by_kind(evidence: Evidence, late: pd.DataFrame) -> str:
    """`13 dịch vụ, 2 tỉnh, thành phố`, in the campaign's order."""
    found = late["kind"].value_counts()
    told = [(formats.number(found[kind.id]), kind.unit) for kind in evidence.campaign.connections if kind.id in found]
    return ", ".join(f"{count} {items:{count}}" for count, items in told)


def _who(late: pd.DataFrame) -> str:
    """Whom they wait for, by side, the most first; their owners, where nothing tells."""
    known = late[late["held_by"].isin(list(holders.SIDES))]
    told, body = holders.holders(known).to_dict("records"), f"body_{words.language()}"
    if not told:
        return words.t("direction.connect_owners", owners=_by_owner(late))
    said = [
        words.t(
            "direction.connect_holder",
            body=row[body] or formats.MISSING,
            overdue=formats.number(row["overdue"]),
            side=columns.written("held_by", row["held_by"]),
        )
        for row in told
    ]
    return words.t("direction.connect_holders", holders=and_more(said, "; "))


def _by_owner(late: pd.DataFrame) -> str:
    """Who has most of them, each with how many."""
    owners, spoken = counts.owners(late).to_dict("records"), f"owner_{words.language()}"
    return and_more([f"{row[spoken] or formats.MISSING} ({formats.number(row['overdue'])})" for row in owners], "; ")
