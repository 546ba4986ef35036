"""What the best plan for machines gains, said with the numbers of its tables."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.allocation import INFEASIBLE, LIMIT
from campaign.definition import Definition, Measure, Unit
from campaign.figures.table import rows
from campaign.forecast.placed import BEST, NOTHING, OTHER, Placed
from campaign.language import formats


def plan(found: Placed, outcomes: pd.DataFrame, measure: Measure, unit: Unit, due: date) -> str:
    """What is gained against doing nothing and against the list, in items and in chance; or why nothing is.

    What is missing is that of the day `due`.
    """
    if found.plan.status == INFEASIBLE:
        return words.t("comparison.plan_infeasible")
    if not found.part.any():
        return words.t("comparison.plan_nobody")
    by_way = {row["way"]: row for row in rows(outcomes)}
    lack = {way: row["lack"] for way, row in by_way.items()}
    known = {"items": measure.unit, "before": formats.number(lack[NOTHING]), "day": formats.day(due)}
    if not found.plan.moves:
        return " ".join(
            [words.t("comparison.plan_nothing", units=formats.number(found.part.sum()), **known), *_open(found)]
        )
    gained = words.t(
        "comparison.plan_gain",
        machines=formats.number(sum(move.machines for move in found.plan.moves)),
        moves=formats.number(len(found.plan.moves)),
        after=formats.number(lack[BEST]),
        listed=formats.number(lack[OTHER]),
        **{way: _against(lack[way] - lack[BEST]) for way in (NOTHING, OTHER)},
        **known,
    )
    chances = words.t(
        "comparison.plan_chance",
        unit=unit.name,
        **{f"{way}_units": formats.number(row["on_time"], 1) for way, row in by_way.items()},
        **{f"{way}_chance": formats.chance(row["chance"]) for way, row in by_way.items()},
    )
    return " ".join([gained, chances, *_open(found)])


def supplied(found: Placed, measure: Measure, campaign: Definition) -> list[str]:
    """What supplies leave of the plan: those that the measure itself uses, and those of a later stage, for which more
    will wait. Nothing where they limit neither."""
    said = []
    if found.stock is not None:
        names = [str(supply.label) for supply in campaign.supplies if supply.measure == measure.id]
        items, keep = round(found.stock), formats.percent(campaign.direction.keep_chance, 0)
        key = "comparison.plan_stock" if items else "comparison.plan_no_stock"
        said.append(words.t(key, supplies=", ".join(names), stock=formats.number(items), items=measure.unit, keep=keep))
    if (later := found.waits) is not None:
        known = {
            "supply": campaign.supply[later.supply].label,
            "stage": campaign.measure[later.measure].label,
            "chance": formats.chance(later.p_stop),
            "until": formats.day(later.until),
            "day": formats.day(later.on),
            "more": formats.number(later.more),
            "all": formats.number(later.all),
            "items": measure.unit,
        }
        key = "comparison.plan_waits" if round(later.more) > 0 else "comparison.plan_waits_same"
        said.append(words.t(key, **known))
    return said


def _against(fewer: float) -> str:
    """How many items fewer, or more, than in another way."""
    return words.t(
        "comparison.plan_fewer" if fewer >= 0 else "comparison.plan_not_fewer", items=formats.number(abs(fewer))
    )


def _open(found: Placed) -> list[str]:
    """What another plan might bring, where the search ended at its bound."""
    if found.plan.status != LIMIT:
        return []
    return [words.t("comparison.plan_limit", items=formats.number(found.plan.open_))]


def assumptions(found: Placed, campaign: Definition, unit: str) -> str:
    """What the plan takes for given of the units below one, and who takes no part."""
    rules = campaign.direction
    said = words.t(
        "comparison.plan_rules",
        share=formats.percent(rules.lend_share, 0),
        keep=formats.percent(rules.keep_chance, 0),
        near=formats.days(rules.travel_near),
        far=formats.days(rules.travel_far),
    )
    out = int((~found.part).sum())
    parts = [
        said,
        words.t("comparison.plan_parts", unit=campaign.unit[unit].name) if unit != campaign.root else "",
        words.t("comparison.plan_out", units=formats.number(out)) if out else "",
    ]
    return " ".join(filter(None, parts))
