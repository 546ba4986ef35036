"""An order before it is given: blank, or as a proposal would have it."""

from dataclasses import dataclass
from datetime import date, timedelta

from campaign import words
from campaign.definition import Definition
from campaign.language import formats
from campaign.subjects.direction.evidence import Proposal

SOON = timedelta(days=14)  # for what has no date of its own that is left


@dataclass(frozen=True)
class Draft:
    """To a unit, or to an owner of connections; with a `goal`, a total of `measure`, or with words alone."""

    said: str
    due: date
    unit: str | None = None
    owner: str | None = None
    measure: str | None = None
    goal: int | None = None
    proposal: str | None = None


def blank(unit: str, as_of: date) -> Draft:
    """Nothing said yet."""
    return Draft("", as_of + SOON, unit)


def of(proposal: Proposal, unit: str, as_of: date, campaign: Definition) -> Draft:
    """What a proposal on a unit asks for, as an order to the one that it names, else to the unit itself.

    A proposal may speak of several units: to the one that gets the order its own goal is said.
    """
    due = proposal.due or as_of + SOON
    goal = proposal.goal or None
    measure = proposal.measure if goal else None
    said = proposal.action
    if proposal.to and measure and goal:
        asked = {"measure": campaign.measure[measure].label, "items": campaign.measure[measure].unit}
        said = words.t("orders.instruction", goal=formats.number(goal), day=formats.day(due), **asked)
    return Draft(said, due, proposal.to or unit, None, measure, goal, proposal.rule)
