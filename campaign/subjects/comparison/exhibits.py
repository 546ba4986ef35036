"""What the comparison page shows: asks, reckons and draws each part once per snapshot, scope and choice."""

import pandas as pd

from campaign import words
from campaign.figures import html
from campaign.figures.exhibit import Exhibit, subtitle
from campaign.figures.native import NativeChart
from campaign.forecast.machines import Rules
from campaign.forecast.placed import Placed
from campaign.forecast.placing import placed
from campaign.forecast.served import has_own_forecast
from campaign.language import collation, formats
from campaign.serving import catalogue, queries, store
from campaign.serving.cache import cached, once
from campaign.serving.selection import Selection
from campaign.subjects.comparison import blocks, charts, plan_blocks, plan_sentences, sentences, standings, transfers
from campaign.subjects.comparison import plan as plans
from campaign.subjects.comparison.lending import lend
from campaign.subjects.comparison.listing import ORDERS, STATES, chosen
from campaign.subjects.resources.exhibits import capacity

OF_MACHINES = ("lending", "plan")
VIEWS = ("ranking", "funnel", "multiples", "peers", *OF_MACHINES)
SHORT = 10  # units of a ranking from each of its ends that a slide has room for
FUNNEL_COLUMNS = ["unit_code", "name_*", "total", "denominator", "share", "zone"]


def sizes() -> dict[str, str]:
    """The denominators of the campaign, by id, with their names; eligible residents only where they are known."""
    campaign = catalogue.campaign()
    known = any(unit.eligible for unit in campaign.units)
    return {"target": words.t("comparison.by_target")} | ({"eligible": str(campaign.eligible_label)} if known else {})


def orders() -> dict[str, str]:
    """What the ranking can be sorted by, with its name."""
    return {order: words.t(f"comparison.order_{order}") for order in ORDERS}


def views() -> dict[str, str]:
    """The ways of comparing, with their names; machines only where the campaign says what they do."""
    campaign = catalogue.campaign()
    known = campaign.machine or campaign.items_per_machine_day
    return {view: words.t(f"comparison.view_{view}") for view in VIEWS if known or view not in OF_MACHINES}


@cached
def units(selection: Selection, by: str) -> pd.DataFrame:
    """Standings of the units below the one selected, by rank; `by` is the denominator."""
    below, changes, weeks = (queries.table(name, selection) for name in ("units_below", "changes_below", "weeks_below"))
    return standings.standings(below, changes, weeks, by)


@cached
def finding(selection: Selection, by: str) -> tuple[str, str]:
    """The page's answer, and a quieter sentence below it."""
    standing = units(selection, by)
    return sentences.finding(standing), sentences.range_of(standing, sizes()[by])


@cached
def shows(selection: Selection, by: str) -> dict[str, str]:
    """What the ranking can be narrowed to: everything, the states and regions that occur."""
    standing = units(selection, by)
    states = {state: words.t(f"columns.state_{state}") for state in STATES if (standing["state"] == state).any()}
    regions = {
        region.id: str(region.label)
        for region in catalogue.campaign().regions
        if (standing["region"] == region.id).any()
    }
    return {"": words.t("comparison.show_all")} | states | regions


@cached
def names(selection: Selection) -> dict[str, str]:
    """Names of the units below the one selected by code, in the order of the alphabet."""
    tree = queries.table("unit_tree", selection)
    below = tree[tree["parent_code"] == selection.unit]
    below = below.iloc[collation.order(below[f"name_{words.language()}"].tolist())]
    return dict(zip(below["unit_code"], below[f"name_{words.language()}"], strict=True))


@cached
def candidates(selection: Selection) -> dict[str, str]:
    """The same with the unit that is most behind at the head: the one that is asked about first."""
    known = names(selection)
    below = queries.table("units_below", selection)
    return {code: known[code] for code in below["unit_code"].head(1)} | known


@cached
def ranking(selection: Selection, by: str, find: str, show: str, order: str) -> Exhibit:
    """The ranking: the units that are found by `find`, in a state or region `show`, sorted by `order`."""
    return _ranking(selection, by, _listed(selection, by, find, show, order))


@cached
def behind(selection: Selection, rows: int, part: int) -> tuple[Exhibit, int, int]:
    """As many `rows` of the ranking from the most behind on, part after part and round again; its first and last."""
    listed = _listed(selection, "target", find="", show="", order="days_ahead")
    first = part % -(-len(listed) // rows) * rows
    shown = listed[first : first + rows]
    return _ranking(selection, "target", shown), first + 1, first + len(shown)


@cached
def funnel(selection: Selection, by: str) -> tuple[Exhibit, str]:
    """The funnel plot, or why there is none, and the units outside its limits by name, as HTML."""
    standing = units(selection, by)
    fitted = standings.fitted(standing)
    figure = charts.funnel(standing, fitted, sizes()[by]) if fitted else blocks.nothing("funnel_none")
    shown = Exhibit(
        "funnel",
        figure,
        sentences.funnel(standing),
        _note(selection, by),
        sentences.limits(standing),
        standing[words.in_each(*FUNNEL_COLUMNS)],
    )
    return shown, blocks.outside(standing)


@cached
def small_multiples(selection: Selection) -> Exhibit:
    """A burn-down per unit, the most behind first."""
    below, weeks = (queries.table(name, selection) for name in ("units_below", "weeks_below"))
    return Exhibit(
        "multiples",
        blocks.small_multiples(below, weeks),
        sentences.gaps(below),
        _note(selection),
        words.t("comparison.multiples_note"),
        weeks,
    )


@cached
def peers(selection: Selection) -> tuple[Exhibit, str]:
    """The unit among those most like it, and the same as a table in HTML; without a target nothing."""
    alike, weeks = (queries.table(name, selection) for name in ("peers", "peer_weeks"))
    title, note = (
        words.t("comparison.peers_title", unit=catalogue.campaign().unit[selection.unit].name),
        _note(selection),
    )
    if alike.empty:
        return Exhibit("peers", blocks.nothing("peers_none"), title, note, "", alike), ""
    shown = Exhibit(
        "peers",
        charts.peers(weeks, alike),
        title,
        note,
        sentences.peers(alike),
        alike,
        NativeChart("bar", "name", ("pace",)),
    )
    return shown, blocks.peers(alike)


@cached
def lending(selection: Selection) -> Exhibit:
    """Who lends machines to whom; why not, where nobody knows what a machine does in a day."""
    campaign, title, note = catalogue.campaign(), words.t("comparison.lending_title"), _note(selection)
    below, share, known = queries.table("units_below", selection), campaign.direction.lend_share, capacity(selection)
    if campaign.machine_measure not in (None, selection.measure):
        done = campaign.measure[campaign.machine_measure or ""].label
        return Exhibit("lending", blocks.nothing("lending_other", measure=done), title, note, "", below)
    if not known:
        return Exhibit("lending", blocks.nothing("lending_unknown"), title, note, "", below)
    found = lend(below, selection.as_of, known, share)
    shown = transfers.transfers(found, names(selection))
    said = sentences.lending(found, share, campaign.items_per_machine_day)
    return Exhibit("lending", shown, title, note, said, found.units)


@cached
def plan_said(selection: Selection) -> tuple[str, ...]:
    """What the plan gains, and what supplies leave of it; nothing where there is no plan."""
    found = _planned(selection)
    if isinstance(found, str):
        return ()
    campaign = catalogue.campaign()
    measure, unit = campaign.measure[selection.measured], campaign.unit[selection.unit]
    due = queries.row("overview", selection)["deadline"] or campaign.deadline
    gained = plan_sentences.plan(found, plans.outcomes(found), measure, unit, due)
    return gained, *plan_sentences.supplied(found, measure, campaign)


@cached
def plan(selection: Selection) -> Exhibit:
    """Where machines go so that least is missing; why there is no plan, where there is none. Seconds the first time."""
    campaign, title, note = catalogue.campaign(), words.t("comparison.plan_title"), _note(selection)
    found = _planned(selection)
    if isinstance(found, str):
        return Exhibit("plan", blocks.nothing(found), title, note, "", queries.table("units_below", selection).head(0))
    moves, outcomes = plans.moves(found, campaign, selection.as_of), plans.outcomes(found)
    gained = " ".join(plan_said(selection))
    below = [one for code, one in capacity(selection).items() if code != selection.unit]
    whose = sentences.whose(sum(one.measured for one in below), len(below), campaign.items_per_machine_day)
    assumed = f"{plan_sentences.assumptions(found, campaign, selection.unit)} {whose}"
    shown = (plan_blocks.plan(moves, outcomes) if len(moves) else "") + html.note(assumed)
    return Exhibit("plan", shown, title, note, gained, moves)


def _planned(selection: Selection) -> Placed | str:
    """The plan, or the word that says why there is none."""
    return _unplanned(selection) or _placed(store.version(), selection) or "plan_unknown"


def _unplanned(selection: Selection) -> str:
    """The word that says why machines are not planned for: what they do, where the forecast ends, who may see what."""
    campaign = catalogue.campaign()
    if not capacity(selection):
        return "lending_unknown"
    if campaign.machine_measure not in (None, selection.measured):
        return "plan_measure"
    if not has_own_forecast(selection.unit):
        return "plan_deeper"
    below = [unit.code for unit in campaign.units if unit.parent_code == selection.unit]
    return "" if all(map(selection.scope.sees, below)) else "plan_scope"


@once
def _placed(_snapshot: str, selection: Selection) -> Placed | None:
    """Numbers without words: once for all languages."""
    below, chosen, known = queries.table("units_below", selection), catalogue.campaign().direction, capacity(selection)
    rules = Rules(chosen.travel_near, chosen.travel_far, chosen.lend_share, chosen.keep_chance)
    listed = lend(below, selection.as_of, known, chosen.lend_share).transfers
    each = {code: one.items for code, one in known.items()}
    told = {code: one.machines for code, one in known.items() if one.machines is not None}
    return placed(selection, rules, each, told, listed)


def _listed(selection: Selection, by: str, find: str, show: str, order: str) -> pd.DataFrame:
    standing, sought = units(selection, by), catalogue.campaign().sought
    return chosen(standing, f"name_{words.language()}", map(sought, standing["unit_code"]), find, show, order)


def _ranking(selection: Selection, by: str, listed: pd.DataFrame) -> Exhibit:
    title, note, table = sentences.moves(units(selection, by)), _note(selection, by), listed.drop(columns="recent")
    native, said = NativeChart("bar", "name", ("share",)), words.t("comparison.ranking_sentence")

    def brief() -> Exhibit:
        ends = table if len(table) <= 2 * SHORT else pd.concat([table.head(SHORT), table.tail(SHORT)])
        parts = {"shown": SHORT, "units": formats.number(len(table))}
        told = "" if ends is table else words.t("comparison.short_sentence", **parts)
        return Exhibit("ranking", charts.extremes(ends, SHORT), title, note, told, ends, native)

    return Exhibit("ranking", blocks.ranking(listed), title, note, said, table, native, brief=brief)


def _note(selection: Selection, by: str = "") -> str:
    told = subtitle(selection)
    return f"{told} · {words.t('filters.by')}: {sizes()[by]}" if by else told
