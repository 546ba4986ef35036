"""What a leader should decide, praise, urge and notice, asked once per snapshot, scope and choice."""

from collections import Counter
from datetime import date, timedelta

import pandas as pd

from campaign import words
from campaign.definition import Measure
from campaign.figures.exhibit import Exhibit, unit_subtitle
from campaign.figures.table import Row
from campaign.forecast import served
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.serving.units import at_level
from campaign.subjects.cleansing import verdicts, verification
from campaign.subjects.comparison.lending import Lending, lend
from campaign.subjects.connections import counts
from campaign.subjects.connections import exhibits as connections
from campaign.subjects.direction import alerts, blocks, last_look, letters, proposals
from campaign.subjects.direction import card as drawing
from campaign.subjects.direction.alerts import Alert, Situation
from campaign.subjects.direction.evidence import Evidence, Proposal
from campaign.subjects.reasons import exhibits as reasons
from campaign.subjects.resources.exhibits import capacity
from campaign.subjects.standing import exhibits as standing


@cached
def digest(selection: Selection) -> list[Alert]:
    """What turned since the campaign's number of days before."""
    return alerts.digest(_then(selection), _then(selection.on(since(selection))))


@cached
def decide(selection: Selection) -> list[Proposal]:
    """At most five proposals on all measures of the unit."""
    campaign = catalogue.campaign()
    measured, silent = selection.of(machines().id), queries.table("not_reporting", selection)
    # All 700 units that report stand only behind what those that went silent have left: 140 ms for the nation.
    reporting = at_level(measured, campaign.reporting_level) if silent["silent"].any() else units(measured).head(0)
    return proposals.proposals(
        Evidence(
            campaign,
            selection.as_of,
            machines(),
            queries.table("overview", selection.of(None)),
            units(measured),
            reporting,
            silent,
            queries.table("stage_excess", selection),
            connections.items(selection),
            _lending(measured),
            _claims(selection),
            reasons.leading(measured),
            _stops(selection),
            capacity(measured),
        )
    )


@cached
def praise(selection: Selection) -> pd.DataFrame:
    """Units to praise, as campaign.subjects.direction.letters gives them."""
    rules = catalogue.campaign().direction
    return letters.praise(early(selection), rules.praise_most, rules.praise_doubtful)


@cached
def praise_note(selection: Selection) -> str:
    """Of how many these are the first, and how many are left out for their figures; "" where these are all."""
    found, rules = early(selection), catalogue.campaign().direction
    doubtful = 0 if rules.praise_doubtful else len(found) - len(letters.praise(found, len(found), doubtful=False))
    if len(praise(selection)) == len(found):
        return ""
    return words.t(
        "direction.praise_note",
        early=formats.number(len(found)),
        days=days_early(),
        doubtful=formats.number(doubtful),
        most=formats.number(rules.praise_most),
    )


@cached
def praise_owners(selection: Selection) -> pd.DataFrame:
    """Owners of connections to praise, as campaign.subjects.direction.letters gives them."""
    items = connections.items(selection)
    return letters.owners(items, counts.owners(items), selection.as_of, catalogue.campaign().direction.praise_most)


@cached
def early(selection: Selection) -> pd.DataFrame:
    """Units that reached their target early enough to be praised, as campaign.subjects.direction.letters gives them."""
    broken = [code for name in ("stage_excess", "falls") for code in queries.table(name, selection)["unit_code"]]
    claims = _claims(selection)
    failed = [] if claims is None else verdicts.failed(claims)["unit_code"].tolist()
    return letters.early(
        units(selection),
        catalogue.campaign().direction.praise_days_early,
        {above for code in broken for above in _up(code)},
        Counter(above for code in failed for above in _up(code)),
    )


@cached
def urge(selection: Selection) -> pd.DataFrame:
    """Units to urge, as campaign.subjects.direction.letters gives them."""
    return letters.urge(units(selection))


@cached
def decisions(selection: Selection, giving: str = "") -> str:
    """The proposals as HTML; with an address that ends before its key, each with a link that gives it as an order."""
    return blocks.decide(decide(selection), giving)


@cached
def first(selection: Selection) -> str:
    """What the first three proposals ask for, as HTML."""
    return blocks.first(decide(selection))


@cached
def card(selection: Selection) -> Exhibit:
    """Answers, stages and decisions in one picture that is read in a minute."""
    campaign, overview = catalogue.campaign(), queries.table("overview", selection.of(None))
    return Exhibit(
        "card",
        drawing.card(overview, standing.whole(selection), decide(selection), campaign),
        words.t("direction.card_title", unit=campaign.unit[selection.unit].name),
        unit_subtitle(selection),
        "",
        overview,
        width=drawing.WIDTH,
    )


@cached
def turned(selection: Selection) -> list[str]:
    """What is of note since an earlier day, a sentence each: forecasts that moved, as the headline says, and alerts."""
    return [*forecasts(selection).values(), *(alert.sentence for alert in digest(selection))]


@cached
def forecasts(selection: Selection) -> dict[str, str]:
    """By measure in a sentence how its forecast has moved in a week, where that is of note."""
    campaign = catalogue.campaign()
    known = {
        "unit": campaign.unit[selection.unit].name,
        "day": formats.day(selection.as_of),
        "before": formats.day(selection.as_of - standing.WEEK),
    }
    return {
        measure: words.t("direction.alert_forecast", measure=campaign.measure[measure].label, change=change, **known)
        for measure, change in standing.moved(selection.of(None)).items()
    }


@cached
def changes(selection: Selection) -> str:
    """The same as HTML."""
    return blocks.digest(turned(selection), since(selection))


@cached
def since_last(selection: Selection, day: date) -> dict[str, list[str]]:
    """What is new since somebody last looked, at the figures of `day`: sentences by the keys of last_look.block."""
    campaign, chosen = catalogue.campaign(), selection.of(machines().id)
    before = chosen.on(max(min(day, selection.as_of), campaign.start))
    crossed = alerts.digest(_then(chosen), _then(before)) if before != chosen else []
    return {
        "crossed": [alert.sentence for alert in crossed],
        "corrected": last_look.corrected(queries.table("revised_units", selection.of(None)), before.as_of),
        "due": last_look.due(
            queries.table("overview", selection.of(None)),
            units(chosen),
            connections.items(selection.of(None)),
            selection.as_of,
            campaign,
        ),
    }


def since(selection: Selection) -> date:
    """The day that alerts compare with."""
    return selection.as_of - timedelta(days=catalogue.campaign().direction.alert_days)


def days_early() -> str:
    """From when on a target reached early is praised, in words."""
    return formats.days(catalogue.campaign().direction.praise_days_early)


def machines() -> Measure:
    """The measure that machines do; without any, the campaign's first."""
    campaign = catalogue.campaign()
    return campaign.measure[campaign.machine_measure or campaign.measures[0].id]


def units(selection: Selection) -> pd.DataFrame:
    """The units directly below, or the unit itself where nothing is below it: as at_level gives them."""
    campaign = catalogue.campaign()
    level = campaign.level_below(campaign.unit[selection.unit])
    return at_level(selection, level.id if level else campaign.reporting_level)


def _then(selection: Selection) -> Situation:
    silent, order, falls = (queries.table(name, selection) for name in ("not_reporting", "stage_excess", "falls"))
    return Situation(units(selection), silent, order, falls, _claims(selection))


def _lending(selection: Selection) -> Lending | None:
    """Who can lend machines to whom; None where nobody knows what a machine does."""
    known, share = capacity(selection), catalogue.campaign().direction.lend_share
    return lend(units(selection), selection.as_of, known, share) if known else None


def _stops(selection: Selection) -> list[Row]:
    """The stages that will stop for want of a supply: of the root, whose paths supplies limit."""
    campaign = catalogue.campaign()
    if selection.unit != campaign.root:
        return []
    measures = dict.fromkeys(supply.measure for supply in campaign.supplies)
    return [row for id in measures for row in served.forecast(selection.of(id)).stopping(id)]


def _claims(selection: Selection) -> pd.DataFrame | None:
    return verification.claims(selection) if catalogue.campaign().cleansing else None


def _up(code: str) -> list[str]:
    """The unit and every unit above it."""
    above = catalogue.campaign().unit[code].parent_code
    return [code, *(_up(above) if above else [])]
