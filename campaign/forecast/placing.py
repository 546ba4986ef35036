"""The door to the best use of machines: the units right below one, with the machines that their pace implies."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from campaign.allocation import Move
from campaign.forecast.machines import Machines, Rules
from campaign.forecast.placed import Placed, place
from campaign.forecast.scenario import narrow
from campaign.forecast.served import SIMULATION, chain, fitted, parts
from campaign.forecast.snapshot import NothingToForecastError
from campaign.forecast.waiting import Waiting, waiting
from campaign.serving import catalogue, store
from campaign.serving.selection import Selection


def placed(
    selection: Selection, rules: Rules, each: Mapping[str, float], told: Mapping[str, int], agreed: pd.DataFrame
) -> Placed | None:
    """The best plan for the units right below one beside a list of loans; None where nothing was reported by then.

    `each` is what a machine does in a day in a unit, by code, `told` how many it has told of; `agreed` has
    unit_code_from, unit_code_to, machine_days and same_region of each loan. Whoever asks has looked at the scope.
    """
    try:
        found = machines(selection, each, told)
    except NothingToForecastError:
        return None
    with SIMULATION:
        made = place(found, rules, loans(found, agreed, rules))
    return replace(made, waits=waits(selection, found, made))


def waits(selection: Selection, found: Machines, made: Placed) -> Waiting | None:
    """What the plan has wait for a later stage whose supplies may end; None where none may, or nothing moves."""
    stages, at = chain(selection.measured), found.at
    known, fits, engine = fitted(store.version(), catalogue.campaign().root, stages, selection.as_of)
    held = [limit.measure for limit in known.limits if limit.measure > at]
    if found.above or not (held and made.plan.moves) or np.isnat(found.due[-1]):
        return None
    upto = max(held) + 1
    changed = {at: found.change(made.plan.moves, 0.0)}
    with SIMULATION:
        part = known.only(known.units, stages[:upto])
        return waiting(part, fits[:upto], engine, changed, at, found.due[-1])


def machines(selection: Selection, each: Mapping[str, float], told: Mapping[str, int]) -> Machines:
    """The units right below one with as many machines as their pace of an ordinary day asks for, and no more than they
    have told of. A unit of whose machines nobody knows what they do takes no part.

    Those below a unit of the first level are parts of it: without a move they add up to its forecast.
    """
    campaign, unit, version = catalogue.campaign(), selection.unit, store.version()
    known, fits, engine = fitted(version, campaign.root, chain(selection.measured), selection.as_of)
    stages = known.measures[: known.measures.index(selection.measured) + 1]
    part, ready, above = known.only(known.units, stages), fits[: len(stages)], None
    if unit != campaign.root:
        if unit not in part.units:
            raise NothingToForecastError(f"nothing below unit '{campaign.root}' was reported of '{unit}' by then.")
        with SIMULATION:
            above = engine.courses(*narrow(part, ready, unit))
        part = parts(version, unit, stages, selection.as_of)
        ready = engine.fit(part)
    level = ready[-1].now.level
    does, has = (np.array([known_of.get(unit, np.nan) for unit in part.units]) for known_of in (each, told))
    groups = tuple(campaign.unit[unit].region or campaign.root for unit in part.units)
    return Machines(part, ready, engine, np.fmin(level / does, has), does, groups, above)


def loans(found: Machines, agreed: pd.DataFrame, rules: Rules) -> tuple[Move, ...]:
    """Loans of machine-days as moves: from tomorrow until the borrower's date, then back if the lender has days left.

    Those between units that take no part are left out.
    """
    at, days = {unit: row for row, unit in enumerate(found.panel.units)}, found.days[1]
    moves = []
    for loan in agreed.to_dict("records"):
        source, to = at.get(loan["unit_code_from"]), at.get(loan["unit_code_to"])
        if source is None or to is None or not (found.part[source] and found.part[to]):
            continue
        travel, until = rules.near if loan["same_region"] else rules.far, int(days[to])
        lent = loan["machine_days"] / until
        moves.append(Move(source, to, lent, 1, 1 + travel, until))
        if (last := int(found.days[0][source])) > until + travel:
            moves.append(Move(to, source, lent, until + 1, until + 1 + travel, last))
    return tuple(moves)
