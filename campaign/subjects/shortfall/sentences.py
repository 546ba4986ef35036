"""Where the items that will be missing are, in sentences."""

from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Measure, Unit
from campaign.language import formats
from campaign.subjects.shortfall.balance import Balance


def tensed(key: str, as_of: date, deadline: date) -> str:
    """The key of what is said: what is to come otherwise than what has been."""
    return f"shortfall.{key}_past" if as_of > deadline else f"shortfall.{key}"


def shortfall(below: pd.DataFrame, measure: Measure, share: float, as_of: date, deadline: date) -> str:
    """How many units will miss their targets, by how much in all, and how many of them make up `share` of it.

    `below` is the frame of forecast.served.below, `deadline` the day on which its items will be missing; seen from a
    day after it, `as_of`, they were.
    """
    known = {"measure": measure.label, "deadline": formats.day(deadline)}
    if below.empty:
        return words.t("shortfall.unknown", **known)
    missing, held = below["expected_lack"].sum(), int(below["expected_lack"].isna().sum())
    if held == len(below):
        return words.t("shortfall.withheld", **known)
    beside = words.t("shortfall.and_withheld", held=formats.number(held)) if held else ""
    if not missing:
        return words.t(tensed("none", as_of, deadline), **known) + beside
    units = int((below["cumulative_share"] < share - 1e-9).sum()) + 1
    said = words.t(
        tensed("finding_one" if units == 1 else "finding", as_of, deadline),
        items=measure.unit,
        short=formats.number((below["expected_lack"] > 0).sum()),
        all=formats.number(len(below)),
        missing=formats.number(missing),
        units=formats.number(units),
        name=below[f"name_{words.language()}"].iloc[0],
        share=formats.percent(below["cumulative_share"].iloc[units - 1], 0),
        **known,
    )
    return said + beside


def note(measure: Measure, unit: Unit, as_of: date, deadline: date) -> str:
    """The subtitle of a figure: measure, unit, its deadline, and the day whose figures it is made from."""
    return words.t(
        tensed("note", as_of, deadline),
        measure=measure.label,
        unit=unit.name,
        deadline=formats.day(deadline),
        day=formats.day(as_of),
    )


def reconciled(found: Balance, measure: Measure, unit: Unit, as_of: date, deadline: date) -> str:
    """How what the units will lack becomes what the unit above will lack."""
    unassigned = words.t("shortfall.and_unassigned", unassigned=formats.number(found.unassigned))
    key = tensed("whole" if found.whole else "whole_none", as_of, deadline)
    made_up = words.t("shortfall.less_made_up", made_up=formats.number(found.made_up))
    return words.t(
        tensed("reconciled", as_of, deadline),
        lack=formats.number(found.lack),
        unassigned=unassigned if found.unassigned else "",
        made_up=made_up if found.made_up else "",
        unit=unit.name,
        whole=words.t(key, whole=formats.number(found.whole), items=measure.unit),
        items=measure.unit,
        deadline=formats.day(deadline),
    )
