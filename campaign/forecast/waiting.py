"""What more waits for a later stage that its supplies hold up, once machines bring more to the first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from campaign.forecast.engine import Courses, Engine
from campaign.forecast.fit import Fit
from campaign.forecast.panel import Panel
from campaign.forecast.paths import Change
from campaign.forecast.stops import stops


@dataclass(frozen=True)
class Waiting:
    """Items of all units together that have a first stage and not a later one, `measure`, at the end of day `on`: so
    many in `all`, `more` of them than without the change.

    `supply` may end and stop the later stage by `until`, with the chance `p_stop`.
    """

    measure: str
    supply: str
    p_stop: float
    until: date
    on: date
    more: float
    all: float


def waiting(
    known: Panel, fits: tuple[Fit, ...], engine: Engine, changed: Mapping[int, Change], at: int, on: np.datetime64
) -> Waiting | None:
    """The same for the later stage whose supplies are likeliest to end, of stage `at` of one chain `known`, which is
    `changed`; None where none of them may end."""
    found, if_so = engine.courses(known, fits), engine.courses(known, fits, changed)
    ends = stops(found)
    ends = ends[ends["measure"].isin(known.measures[at + 1 :]) & (ends["p_stop"] > 0)]
    if ends.empty:
        return None
    first = ends.sort_values("p_stop", ascending=False, kind="stable").iloc[0]
    later = known.measures.index(first["measure"])
    before, after = (_made(one, at, on) - _made(one, later, on) for one in (found, if_so))
    days = first["until"].date(), pd.Timestamp(on).date()
    return Waiting(first["measure"], first["supply"], float(first["p_stop"]), *days, after - before, after)


def _made(found: Courses, at: int, on: np.datetime64) -> float:
    """What all units are expected to have made of one measure at the end of a day."""
    return float(found.of(at).at(len(found.panel.units), on).mean())
