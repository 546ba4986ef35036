"""The sections of a report, in their order. A further one is a function here and its name in SECTIONS."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from campaign import words
from campaign.definition import Unit
from campaign.forecast import sentences as forecast_sentences
from campaign.forecast import served
from campaign.language import formats
from campaign.report import Report, Section, Table, charts
from campaign.serving import catalogue, queries
from campaign.serving.cache import cached
from campaign.serving.selection import Scope, Selection
from campaign.subjects.cleansing import exhibits as cleansing
from campaign.subjects.cleansing import verification
from campaign.subjects.comparison import exhibits as comparison
from campaign.subjects.connections import exhibits as connections
from campaign.subjects.direction import alerts
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.pace import exhibits as pace
from campaign.subjects.pipeline import exhibits as pipeline
from campaign.subjects.places import exhibits as places
from campaign.subjects.quality import checks as quality_checks
from campaign.subjects.shortfall import exhibits as shortfall
from campaign.subjects.standing import sentences as standing_sentences

STAGES = [
    "measure_vi",
    "measure_en",
    "total",
    "target",
    "completion",
    "days_ahead",
    "rate_7d",
    "required_rate",
    "projected_on",
]
AHEAD = ["measure_vi", "measure_en", "target", "deadline", "p_by_deadline", "median_completion", "expected_shortfall"]
CLAIMS = [
    "name_vi",
    "name_en",
    "parent_vi",
    "parent_en",
    "total",
    "target",
    "completion",
    "sample_size",
    "defects_found",
    "accept_number",
]
OWNERS = ["owner", "items", "connected", "testing", "planned", "overdue"]
UNITS = ["name_vi", "name_en", "total", "target", "completion", "days_ahead", "rate_7d", "state"]


@dataclass(frozen=True)
class Asked:
    """Whose report it is, for which reader and day."""

    scope: Scope
    unit: Unit
    as_of: date

    @property
    def selection(self) -> Selection:
        """What an exhibit or a query without a measure is asked."""
        return Selection(self.scope, self.unit.code, self.as_of)

    def table(self, name: str, measure: str | None = None) -> pd.DataFrame:
        """The answer of a query on this unit and day."""
        return queries.table(name, self.selection.of(measure))


@cached
def report(selection: Selection, link: str) -> Report:
    """The report on a unit on a day for a reader; `link` opens the view. LookupError for a unit out of scope."""
    campaign = catalogue.campaign()
    as_of = selection.as_of
    asked = Asked(selection.scope, campaign.unit[selection.unit], as_of)
    fresh = queries.one("freshness", selection)
    overview = asked.table("overview", measure=None)
    here = asked.unit
    said = {"unit": here.name, "campaign": campaign.name, "day": formats.day(as_of), "time": campaign.cut_off}
    origin = (
        *standing_sentences.freshness(fresh, as_of, campaign),
        words.t("report.source", campaign=campaign.short_name, snapshot=fresh["snapshot"]),
    )
    found = (make(asked) for make in SECTIONS)
    return Report(
        here,
        campaign.unit.get(here.parent_code or ""),
        as_of,
        words.language(),
        campaign.office(here),
        words.t("report.title", **said),
        words.t("report.subtitle", **said),
        standing_sentences.finding(overview, campaign),
        bool(fresh["simulated"]),
        fresh["snapshot"],
        origin,
        link,
        tuple(section for section in found if section),
    )


def situation(asked: Asked) -> Section:
    """Where every measure stands."""
    campaign, overview = catalogue.campaign(), asked.table("overview", measure=None)
    first = overview.groupby("project", sort=False).head(1)
    said = [
        standing_sentences.standing(row, campaign.measure[row["measure"]], asked.unit)
        for row in _rows(first)
        if not formats.missing(row["target"])
    ]
    shown = _named(overview)[STAGES]
    return Section(
        "situation",
        words.t("report.situation"),
        (f"{standing_sentences.finding(overview, campaign)}.", *said),
        tables=(Table("stages", words.t("report.stages_table"), shown),),
        exhibits=(pace.burndown(asked.selection.of(first["measure"].iloc[0])),),
        charts=_some(charts.burndown(asked.selection.of(first["measure"].iloc[0]))),
    )


def results(asked: Asked) -> Section:
    """The stages of every project: how far, and where it narrows."""
    campaign = catalogue.campaign()
    chains = {project.id: pipeline.chain(asked.selection, project.id) for project in campaign.projects}
    chains = {project: rows for project, rows in chains.items() if len(rows) > 1}
    moves = (served.forecast(asked.selection.of(rows["measure"].iloc[0])).moves() for rows in chains.values())
    said = [
        f"{forecast_sentences.funnel(rows, campaign)} {forecast_sentences.bottleneck(rows, moved, campaign)}"
        for rows, moved in zip(chains.values(), moves, strict=True)
    ]
    return Section(
        "results",
        words.t("report.results"),
        _said(*said),
        exhibits=tuple(pipeline.stages(asked.selection, project) for project in chains),
        charts=tuple(charts.pipeline(asked.selection, project=project) for project in chains),
    )


def compared(asked: Asked) -> Section | None:
    """How the units below stand beside one another."""
    measure = direction.machines()
    below = asked.table("units_below", measure=measure.id)
    if below.empty:
        return None
    here = asked.selection.of(measure.id)
    said = standing_sentences.spread(below, measure), *comparison.finding(here, by="target")
    table = Table("units", words.t("report.units_table", measure=measure.label), below[UNITS])
    return Section(
        "compared",
        words.t("report.compared"),
        _said(*said),
        exhibits=(places.below(here),),
        tables=(table,),
        charts=_some(charts.ranking(here)),
    )


def ahead(asked: Asked) -> Section:
    """The pace there is and the pace it takes, when it will be done and with what chance."""
    campaign = catalogue.campaign()
    overview = asked.table("overview", measure=None).set_index("measure", drop=False)
    chosen = [id for id in charts.primary(asked.selection) if overview.loc[id, "target"] > 0]
    slow = [id for id in chosen if overview.loc[id, "slowest"] and overview.loc[id, "remaining"] > 0] or chosen[:1]
    said = []
    for id in chosen:
        row, measure = queries.one("overview", asked.selection.of(id)), campaign.measure[id]
        said += [standing_sentences.standing(row, measure, asked.unit)] if id in slow else []
        said += [forecast_sentences.outlook(row, served.forecast(asked.selection.of(id)).of(id), measure, asked.unit)]
    firsts = overview.groupby("project", sort=False)["measure"].first()
    rows = pd.concat([served.forecast(asked.selection.of(first)).answers for first in firsts])
    shown = _named(rows)[AHEAD] if len(rows) else pd.DataFrame(columns=AHEAD)
    exhibits = [pace.ahead(asked.selection.of(id)) for id in slow]
    if asked.unit.parent_code is None:  # elsewhere every unit below would be forecast: a third of a report's time
        exhibits += [found for id in slow[:1] if len((found := shortfall.largest(asked.selection.of(id))).table)]
    return Section(
        "ahead",
        words.t("report.ahead"),
        tuple(filter(None, said)),
        tables=(Table("ahead", words.t("report.ahead_table"), shown),) if len(shown) else (),
        exhibits=tuple(exhibits),
        charts=_some(*(charts.forecast(asked.selection.of(id)) for id in slow)),
    )


def cleansed(asked: Asked) -> Section | None:
    """What is claimed clean, and what samples say of it."""
    if catalogue.campaign().cleansing is None:
        return None
    found = verification.overclaimed(asked.selection)
    table = Table("claims", found.title, found.table[CLAIMS])
    queued = cleansing.queue(asked.selection) is not None
    exhibits = [
        verification.claims_map(asked.selection),
        *([cleansing.pareto_classes(asked.selection)] if queued else []),
    ]
    return Section(
        "cleansing",
        words.t("report.cleansing"),
        _said(*cleansing.finding(asked.selection)),
        tables=(table,) if len(table.frame) else (),
        exhibits=tuple(exhibits),
        charts=(charts.defects(asked.selection),) if queued else (),
    )


def connected(asked: Asked) -> Section | None:
    """What is connected of what is to be."""
    if connections.missing(asked.selection):
        return None
    kinds = connections.progress(asked.selection)
    owners = connections.owners(asked.selection).table
    late = Table("owners", words.t("report.late_owners"), owners[owners["overdue"] > 0][OWNERS])
    return Section(
        "connections",
        words.t("report.connections"),
        _said(*connections.finding(asked.selection)),
        tables=(late,) if len(late.frame) else (),
        exhibits=tuple(connections.burnup(asked.selection, kind) for kind in kinds),
        charts=(charts.connected(asked.selection),),
    )


def letters(asked: Asked) -> Section | None:
    """Whom to praise and whom to urge."""
    if catalogue.campaign().level_below(asked.unit) is None:
        return None
    measure = direction.machines()
    praised, urged = (make(asked.selection.of(measure.id)) for make in (direction.praise, direction.urge))
    days = direction.days_early()
    told = {
        "praise": (
            praised,
            words.t("direction.praise_list", units=len(praised), days=days),
            words.t("direction.praise_none", days=days),
        ),
        "urge": (urged, words.t("direction.urge_list", units=len(urged)), words.t("direction.urge_none")),
    }
    return Section(
        "letters",
        words.t("report.letters", measure=measure.label),
        _said(*(_listed(title, units) if len(units) else nobody for units, title, nobody in told.values())),
        tables=tuple(
            Table(key, title, units.drop(columns="unit_code")) for key, (units, title, _) in told.items() if len(units)
        ),
    )


def changes(asked: Asked) -> Section:
    """What has turned since the day that alerts compare with."""
    found = direction.digest(asked.selection.of(direction.machines().id))
    since = formats.day(direction.since(asked.selection))
    return Section(
        "changes",
        words.t("direction.alerts", since=since),
        tuple(alert.sentence for alert in found) or (words.t("direction.alerts_none", since=since),),
    )


def trust(asked: Asked) -> Section:
    """How far the figures can be trusted."""
    measure = direction.machines()
    fresh, below = queries.one("freshness", asked.selection), asked.table("completeness")
    delays = asked.table("maturity", measure=measure.id)
    return Section(
        "trust",
        words.t("report.trust"),
        _said(quality_checks.finding(fresh, below, asked.as_of), quality_checks.trust(fresh, delays, measure)),
    )


def decisions(asked: Asked) -> Section:
    """What to decide, last as a paper has it: it follows from the rest."""
    found = direction.decide(asked.selection)
    return Section(
        "decisions",
        words.t("report.decisions"),
        () if found else (words.t("direction.none"),),
        points=tuple((one.action, one.reason) for one in found),
    )


SECTIONS: tuple[Callable[[Asked], Section | None], ...] = (
    situation,
    results,
    compared,
    ahead,
    cleansed,
    connected,
    letters,
    changes,
    trust,
    decisions,
)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with the measure's names in place of its id."""
    labels = [catalogue.campaign().measure[id].label for id in rows["measure"]]
    return rows.assign(measure_vi=[label.vi for label in labels], measure_en=[label.en for label in labels])


def _rows(frame: pd.DataFrame) -> list[dict]:
    """Rows with None for what is missing."""
    return [{key: None if pd.isna(value) else value for key, value in row.items()} for row in frame.to_dict("records")]


def _some(*found: object) -> tuple:
    return tuple(one for one in found if one is not None)


def _listed(title: str, units: pd.DataFrame) -> str:
    """The title of a list and its first units with their days."""
    named = "; ".join(
        f"{unit[f'name_{words.language()}']} ({alerts.gap(unit['days_ahead'])})"
        for unit in units.head(alerts.NAMED).to_dict("records")
    )
    more = len(units) - alerts.NAMED
    named = words.t("direction.and_more", names=named, more=formats.number(more)) if more > 0 else named
    return f"{title} – {named}"


def _said(*texts: str) -> tuple[str, ...]:
    """The texts that are not empty, as sentences."""
    return tuple(text if text.endswith(".") else f"{text}." for text in texts if text)
