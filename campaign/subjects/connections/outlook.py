"""What is to come of the connections: how many by the deadline and with what chance, who holds up what is overdue."""

from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd

from campaign import words
from campaign.figures.exhibit import Exhibit
from campaign.forecast import connecting
from campaign.forecast.connecting import Course, Days, Record
from campaign.language import formats
from campaign.serving import catalogue
from campaign.serving.cache import cached
from campaign.serving.selection import Selection
from campaign.subjects.connections import counts, exhibits, holders, named, outlook_blocks
from campaign.subjects.connections.counts import Progress

STEPS = "ready_on", "tested_on", "connected_on"  # without the first where no item tells it
GUARDS = {"few_moves": "outlook_few", "past_deadline": "outlook_past", "all_connected": "outlook_all"}


@dataclass(frozen=True)
class Outlook:
    """What comes of a kind by its deadline; without a course `guard` says why: few_moves, past_deadline, all_connected.

    `seen` is how many connections the record has seen happen.
    """

    here: Progress
    course: Course | None
    guard: str | None
    seen: int


@cached
def outlooks(selection: Selection) -> dict[str, Outlook]:
    """Each kind that has items here."""
    listed, kinds = exhibits.items(selection), exhibits.progress(selection)
    steps = STEPS[1:] if listed["ready_on"].isna().all() else STEPS
    told = {kind: _Told.of(listed[listed["kind"] == kind], steps) for kind in kinds}
    records = {kind: connecting.record(one.days, one.planned, one.listed, one.told) for kind, one in told.items()}
    every = reduce(Record.__add__, records.values())
    return {kind: _outlook(here, told[kind], records[kind], every) for kind, here in kinds.items()}


@dataclass(frozen=True)
class _Told:
    """What lists have told of items, as campaign.forecast.connecting takes it."""

    days: Days
    planned: Days
    listed: Days
    told: Days

    @classmethod
    def of(cls, items: pd.DataFrame, steps: tuple[str, ...]) -> "_Told":
        days = connecting.made([items[step].to_numpy() for step in steps])
        others = (items[f"{of}_on"].to_numpy().astype("datetime64[D]") for of in ("planned", "listed", "reported"))
        return cls(days, *others)


def _outlook(here: Progress, own: _Told, known: Record, every: Record) -> Outlook:
    seen = int(known.moves[-1].sum())
    if here.connected == here.items:
        return Outlook(here, None, "all_connected", seen)
    if own.told.min() >= np.datetime64(here.kind.deadline):
        return Outlook(here, None, "past_deadline", seen)
    if not known.enough:
        return Outlook(here, None, "few_moves", seen)
    course = connecting.course(own.days, own.planned, own.told, here.kind.deadline, known, every)
    return Outlook(here, course, None, seen)


@cached
def outlook(selection: Selection) -> Exhibit:
    """How many of each kind by its deadline, in a range, and with what chance the goal."""
    found = outlooks(selection)
    table = pd.DataFrame([_row(one) for one in found.values()])
    kept, due = holders.kept(exhibits.items(selection))
    record = words.t("connections.outlook_kept", kept=formats.number(kept), due=formats.number(due)) if due else ""
    over = all(one.guard in ("past_deadline", "all_connected") for one in found.values())
    return Exhibit(
        "outlook",
        outlook_blocks.outlook(table, over),
        words.t("connections.outlook_over" if over else "connections.outlook"),
        words.t("connections.outlook_over_note" if over else "connections.outlook_note"),
        " ".join(filter(None, [*map(_said, found.values()), record])),
        table,
    )


def _row(one: Outlook) -> dict[str, object]:
    low, middle, high = one.course.range() if one.course else (np.nan,) * 3
    return {
        **one.here.kind.label.columns("kind"),
        "items": one.here.items,
        "connected": one.here.connected,
        "target": one.here.target,
        "deadline": pd.Timestamp(one.here.kind.deadline),
        "q10": low,
        "q50": middle,
        "q90": high,
        "p_by_deadline": one.course.reaches(one.here.target) if one.course else np.nan,
        "guard": one.guard,
    }


def _said(one: Outlook) -> str:
    kind = one.here.kind
    common = {"label": kind.label, "deadline": formats.day(kind.deadline), "items": kind.unit}
    target = formats.number(one.here.target)
    if one.course is None:
        key = GUARDS[one.guard or "few_moves"]
        return words.t(f"connections.{key}", seen=formats.number(one.seen), least=connecting.LEAST, **common)
    low, middle, high = map(formats.number, one.course.range())
    chance = formats.chance(one.course.reaches(one.here.target))
    return words.t(
        "connections.outlook_said", low=low, middle=middle, high=high, target=target, chance=chance, **common
    )


@cached
def uncertain(selection: Selection) -> pd.DataFrame:
    """What is not connected and has a chance, the least likely first: item_*, kind_*, owner_*, state, planned_on,
    p_by_deadline."""
    listed, found = exhibits.items(selection), outlooks(selection)
    parts = [
        listed[listed["kind"] == kind].assign(p_by_deadline=one.course.chances)
        for kind, one in found.items()
        if one.course
    ]
    if not parts:
        return pd.DataFrame()
    every = pd.concat(parts)
    left = every[every["connected_on"].isna()].sort_values(["p_by_deadline", "service_id"])
    shown = [*words.in_each("item_*", "kind_*", "owner_*"), "state", "planned_on", "p_by_deadline"]
    return named.table(left, catalogue.campaign())[shown].reset_index(drop=True)


@cached
def held(selection: Selection) -> Exhibit:
    """Overdue items by who holds them up."""
    listed = exhibits.items(selection)
    found = holders.holders(listed)
    sides = {
        side: formats.number(found.loc[found["held_by"] == side, "overdue"].sum())
        for side in (*holders.SIDES, "untold")
    }
    told = formats.day(listed["reported_on"].max())
    return Exhibit(
        "held",
        outlook_blocks.held(found),
        words.t("connections.held"),
        words.t("connections.held_note"),
        words.t("connections.held_sentence" if len(found) else "connections.held_none", told=told, **sides),
        found,
    )


@cached
def routes(selection: Selection) -> Exhibit:
    """How far each route is, such as a platform over which services go; `""` is what the list names none for."""
    listed, campaign = exhibits.items(selection), catalogue.campaign()
    spoken = {f"route_{one}": named.routes(listed["route"], campaign, one) for one in words.offered()}
    found = counts.owners(listed.assign(**spoken), "route")
    most = found[found[f"route_{words.language()}"] != ""].sort_values("items", ascending=False).iloc[0]
    return Exhibit(
        "routes",
        outlook_blocks.routes(found),
        words.t("connections.routes"),
        words.t("connections.owners_note"),
        words.t(
            "connections.routes_sentence",
            route=most[f"route_{words.language()}"],
            parts=formats.parts(most["connected"], most["items"]),
            told=formats.day(listed["reported_on"].max()),
        ),
        found,
    )


def lacking(selection: Selection) -> str:
    """What the list does not say, in one line; nothing where it says all."""
    missing = holders.untold(exhibits.items(selection))
    columns = ", ".join(words.t(f"connections.untold_{one}") for one in missing)
    return words.t("connections.untold", columns=columns) if missing else ""


def tells(selection: Selection, *of: str) -> bool:
    """Whether some item has any of these columns of `holders.TOLD`."""
    return bool(set(of) - set(holders.untold(exhibits.items(selection))))
