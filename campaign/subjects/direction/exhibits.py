"""What a leader should decide, praise, urge and notice, asked once per snapshot, scope and choice."""

from collections import Counter
from datetime import date, timedelta

import pandas as pd

from campaign.definition import Measure
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.queries import Scope
from campaign.subjects.cleansing import verdicts, verification
from campaign.subjects.comparison.lending import lend
from campaign.subjects.direction import alerts, blocks, letters, proposals
from campaign.subjects.direction.alerts import Alert, Situation
from campaign.subjects.direction.proposals import Evidence, Proposal


@cached
def digest(scope: Scope, unit: str, measure: str, as_of: date) -> list[Alert]:
    """What turned since the campaign's number of days before."""
    return alerts.digest(*(_then(scope, unit, measure, day) for day in (as_of, since(as_of))))


@cached
def decide(scope: Scope, unit: str, as_of: date) -> list[Proposal]:
    """At most five proposals on all measures of the unit."""
    campaign = catalogue.campaign()
    below = units(scope, unit, machines().id, as_of)
    capacity = campaign.items_per_machine_day
    here = {"unit": unit, "as_of": as_of}
    return proposals.proposals(
        Evidence(
            campaign,
            queries.table("overview", scope, **here, measure=None),
            below,
            *(queries.table(name, scope, **here) for name in ("not_reporting", "stage_order")),
            lend(below, capacity) if capacity else None,
            _claims(scope, unit, as_of),
        )
    )


@cached
def praise(scope: Scope, unit: str, measure: str, as_of: date) -> pd.DataFrame:
    """Units to praise, as campaign.subjects.direction.letters gives them."""
    order, falls = (queries.table(name, scope, unit=unit, as_of=as_of) for name in ("stage_order", "falls"))
    broken = [code for found in (order[order["excess_now"] > 0], falls) for code in found["unit_code"]]
    claims = _claims(scope, unit, as_of)
    failed = verdicts.failed(claims)["unit_code"] if claims is not None else []
    return letters.praise(
        units(scope, unit, measure, as_of),
        catalogue.campaign().direction.praise_days_early,
        {above for code in broken for above in _up(code)},
        Counter(above for code in failed for above in _up(code)),
    )


@cached
def urge(scope: Scope, unit: str, measure: str, as_of: date) -> pd.DataFrame:
    """Units to urge, as campaign.subjects.direction.letters gives them."""
    return letters.urge(units(scope, unit, measure, as_of))


@cached
def decisions(scope: Scope, unit: str, as_of: date) -> str:
    """The proposals as HTML."""
    return blocks.decide(decide(scope, unit, as_of))


@cached
def changes(scope: Scope, unit: str, measure: str, as_of: date) -> str:
    """The alerts as HTML."""
    return blocks.digest(digest(scope, unit, measure, as_of), since(as_of))


def since(as_of: date) -> date:
    """The day that alerts compare with."""
    return as_of - timedelta(days=catalogue.campaign().direction.alert_days)


def days_early() -> str:
    """From when on a target reached early is praised, in words."""
    return formats.days(catalogue.campaign().direction.praise_days_early)


def machines() -> Measure:
    """The measure that machines do; without any, the campaign's first."""
    campaign = catalogue.campaign()
    return campaign.measure[campaign.machine_measure or campaign.measures[0].id]


def units(scope: Scope, unit: str, measure: str, as_of: date) -> pd.DataFrame:
    """The units directly below, or the unit itself where nothing is below it: rows of the query units_at_level."""
    campaign = catalogue.campaign()
    level = campaign.level_below(campaign.unit[unit])
    return queries.table(
        "units_at_level",
        scope,
        unit=unit,
        measure=measure,
        as_of=as_of,
        level=level.id if level else campaign.reporting_level,
    )


def _then(scope: Scope, unit: str, measure: str, as_of: date) -> Situation:
    here = {"unit": unit, "as_of": as_of}
    return Situation(
        units(scope, unit, measure, as_of),
        *(queries.table(name, scope, **here) for name in ("not_reporting", "stage_order", "falls")),
        _claims(scope, unit, as_of),
    )


def _claims(scope: Scope, unit: str, as_of: date) -> pd.DataFrame | None:
    return verification.claims(scope, unit, as_of) if catalogue.campaign().cleansing else None


def _up(code: str) -> list[str]:
    """The unit and every unit above it."""
    above = catalogue.campaign().unit[code].parent_code
    return [code, *(_up(above) if above else [])]
