"""What to decide today: at most five proposals, by what is at stake.

Each rule of RULES looks at the evidence and gives nothing, or what it says with the number of items that are lost, or
not known to be right, if nobody acts by the deadline:
raise     per project, the stage that work waits for, behind plan and too slow for its date
supply    a supply for want of which a stage is likely to stop
overdue   units past their own date
slow      units behind plan that will miss their date at the pace they have
machines  the unit that needs most machine-days gets them from those who can lend, campaign.subjects.comparison
stopped   reporting units that went silent
sample    units with a high claim that their sample does not bear out
order     units in which a later stage exceeds the one before it
connect   what was planned to be connected by now and is not
"""

from collections.abc import Callable

from campaign.subjects.direction import figure_rules, stage_rules, unit_rules
from campaign.subjects.direction.evidence import Evidence, Proposal

MOST = 5
RULES: dict[str, Callable[[Evidence], list[Proposal]]] = {
    "raise": stage_rules.raised,
    "supply": stage_rules.supplied,
    "overdue": unit_rules.overdue,
    "slow": unit_rules.too_slow,
    "machines": unit_rules.machines,
    "stopped": unit_rules.stopped,
    "sample": figure_rules.sample,
    "order": figure_rules.order,
    "connect": figure_rules.connections,
}


def proposals(evidence: Evidence) -> list[Proposal]:
    """What the rules find, the largest stake first."""
    return chosen([one for rule in RULES.values() for one in rule(evidence)])


def chosen(found: list[Proposal]) -> list[Proposal]:
    """At most five, the largest stake first.

    A card is not a service: where there are more, those are kept whose stake is the largest share of what there is to
    do of its kind, and in any case the one with most items.
    """
    by_items = sorted(found, key=lambda one: one.stake, reverse=True)
    by_share = sorted(by_items[1:], key=lambda one: one.share, reverse=True)
    kept = [*by_items[:1], *by_share][:MOST]
    return [one for one in by_items if one in kept]
