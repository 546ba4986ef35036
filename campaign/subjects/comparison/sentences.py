"""What the comparison's figures show, said with the same numbers."""

import pandas as pd

from campaign import words
from campaign.language import formats
from campaign.language.schedule import states
from campaign.subjects.comparison.lending import Lending

NAMED = 3


def finding(units: pd.DataFrame) -> str:
    """Who lies outside the ordinary spread between units: the fair answer. `units` are standings, by rank."""
    if units["rank"].isna().all():
        return words.t("comparison.no_ranks")
    above, below = units[units["zone"] > 0], units[units["zone"] < 0].iloc[::-1]
    parts = [
        words.t(f"comparison.finding_{side}", units=_listed(outside))
        for side, outside in (("above", above), ("below", below))
        if len(outside)
    ]
    if not parts:
        return words.t("comparison.finding_none")
    outside = len(above) + len(below)
    return words.t(
        "comparison.finding",
        outside=formats.number(outside),
        parts="; ".join(parts),
    )


def range_of(units: pd.DataFrame, size: str) -> str:
    """The highest and the lowest share, and that of all units together; `size` names the denominator."""
    ranked = units[units["rank"].notna()]
    if ranked.empty:
        return ""
    first, last = ranked.iloc[0], ranked.iloc[-1]
    total, whole = ranked["total"].sum(), ranked["denominator"].sum()
    return words.t(
        "comparison.range",
        size=size,
        first=_name(first),
        first_share=formats.percent(first["share"]),
        last=_name(last),
        last_share=formats.percent(last["share"]),
        units=formats.number(len(ranked)),
        share=formats.percent(total / whole),
        total=formats.number(total),
        whole=formats.number(whole),
    )


def moves(units: pd.DataFrame) -> str:
    """Who gained and who lost most places within a week."""
    ordered = units.sort_values("moved", kind="stable")
    gained, lost = ordered[ordered["moved"] > 0].tail(1), ordered[ordered["moved"] < 0].head(1)
    said = "; ".join(_moved("up", gained) + _moved("down", lost))
    return words.t("comparison.moves", moves=said) if said else words.t("comparison.moves_none")


def _moved(direction: str, units: pd.DataFrame) -> list[str]:
    return [
        words.t(f"comparison.moves_{direction}", unit=_name(row), places=formats.number(abs(row["moved"])))
        for _, row in units.iterrows()
    ]


def funnel(units: pd.DataFrame) -> str:
    """How many units lie outside the funnel."""
    outside = (units["zone"] != 0).sum()
    return words.t("comparison.funnel_title", outside=formats.number(outside))


def limits(units: pd.DataFrame) -> str:
    """How many units lie outside the funnel, and what its limits are."""
    return words.t(
        "comparison.funnel_sentence",
        outside=formats.number((units["zone"] != 0).sum()),
        units=formats.number(units["denominator"].notna().sum()),
    )


def gaps(units: pd.DataFrame) -> str:
    """How many units are behind their plan, the most behind first."""
    behind = units[states(units["days_ahead"]) == "behind"].sort_values("days_ahead")
    if behind.empty:
        return words.t("comparison.gaps_none")
    return words.t(
        "comparison.gaps", units=formats.number(len(behind)), of=formats.number(len(units)), named=_listed(behind)
    )


def peers(units: pd.DataFrame) -> str:
    """The unit's pace against that of its peers now and when they were where it is."""
    own, others = units.iloc[0], units.iloc[1:]
    said = words.t(
        "comparison.peers_now",
        unit=_name(own),
        pace=formats.percent(own["pace"], 2),
        peers=formats.percent(others["pace"].median(), 2),
        best=formats.percent(own["best_pace"], 2),
        day=formats.day(own["best_on"]),
    )
    passed = others[others["stage_pace"].notna()]
    if passed.empty:
        return said
    return f"{said} " + words.t(
        "comparison.peers_stage",
        peers=formats.number(len(passed)),
        percent=formats.percent(own["completion"]),
        pace=formats.percent(passed["stage_pace"].median(), 2),
    )


def lending(found: Lending, share: float, items_per_machine_day: int | None) -> str:
    """Machine-days needed, what can be lent of it in time, and what stays open and why; `share` is lent at most.

    Then whose capacities these are: the units' own, or what the campaign says of any machine.
    """
    needing = found.units[found.units["machine_days"] < 0]
    if needing.empty:
        return words.t("comparison.lending_none", spare=formats.number(found.spare))
    said = words.t(
        "comparison.lending",
        units=formats.number(len(needing)),
        needed=formats.number(found.needed),
        named=_listed(needing),
    )
    answer = words.t(
        f"comparison.lending_{_met(found)}",
        lenders=formats.number((found.units["machine_days"] > 0).sum()),
        lending=formats.number(found.transfers["unit_code_from"].nunique()),
        spare=formats.number(found.spare),
        matched=formats.number(found.matched),
        missing=formats.number(found.needed - found.matched),
    )
    limit = words.t("comparison.lending_share", share=formats.percent(share, 0))
    return f"{said} {answer} {limit} {whose(found.measured, len(found.units), items_per_machine_day)}"


def whose(measured: int, units: int, said: int | None) -> str:
    """How many units are reckoned with what their machines were measured to do, and what stands in for the others."""
    others = units - measured
    own = words.t("comparison.capacity_own", units=formats.number(measured)) if measured else ""
    stands_in = {"units": formats.number(others), "items": formats.number(said)}
    return f"{own} {words.t('comparison.capacity_said', **stands_in) if others else ''}".strip()


def _met(found: Lending) -> str:
    """How far needs are met: all, with all there is, with what is free in time, not at all."""
    if found.matched == found.needed:
        return "closed"
    if not found.units.loc[found.units["machine_days"] < 0, "days_left"].any():
        return "past"
    if found.spare == 0:
        return "nobody"
    if found.matched == found.spare:
        return "all"
    return "in_time" if found.matched else "too_late"


def _listed(units: pd.DataFrame) -> str:
    """The first names, and how many more there are."""
    names = ", ".join(_name(row) for _, row in units.head(NAMED).iterrows())
    more = len(units) - NAMED
    return names if more <= 0 else words.t("comparison.and_more", names=names, more=formats.number(more))


def _name(row: pd.Series) -> str:
    return row[f"name_{words.language()}"]
