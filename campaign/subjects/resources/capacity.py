"""What a machine does in a day in a unit, and who says so: its own figures, or nobody but the campaign."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from campaign.definition import Definition
from campaign.figures.table import Row, rows
from campaign.language import formats


@dataclass(frozen=True)
class Capacity:
    """Items of one machine and day in a unit; `measured` there, else what the campaign says of any machine.

    `machines` is how many lie with it and below it, None where nobody has told.
    """

    items: float
    measured: bool
    machines: int | None


def capacities(units: Collection[str], work: pd.DataFrame, campaign: Definition) -> dict[str, Capacity]:
    """The capacity of each of the units, by code; of one without figures of its own that of [capacity].

    `work` are rows of resource_capacity of the machines' measure. A unit of which neither is known is left out: no mean
    of others stands in for it.
    """
    own = {row["unit_code"]: row for row in rows(work[work["resource"] == (campaign.machine or "")])}
    found = {code: _capacity(own.get(code), campaign.items_per_machine_day) for code in units}
    return {code: one for code, one in found.items() if one is not None}


def _capacity(row: Row | None, said: int | None) -> Capacity | None:
    machines = None if row is None else int(row["number"])
    if row is not None and not formats.missing(row["items_each"]) and row["items_each"] > 0:
        return Capacity(float(row["items_each"]), measured=True, machines=machines)
    return None if said is None else Capacity(float(said), measured=False, machines=machines)
