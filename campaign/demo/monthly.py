"""Extracts of counts and totals, a table for each month."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from campaign.definition import Definition
from campaign.demo.reporting import Reporting
from campaign.demo.simulation import Simulation

SOURCE = "simulated"  # what marks a delivery, and all that shows it, as simulated


def months(
    definition: Definition, simulation: Simulation, reporting: Reporting, file: dict[str, Any]
) -> Iterator[tuple[str, pa.Table]]:
    """(2021-03, rows of all units, days and measures of a project in that month), oldest first.

    Of totals only those of `every` so many days, where the file says it.
    """
    cumulative = file["kind"] == "totals"
    measures = [measure.id for measure in definition.chain(file["project"])]
    values = np.stack([_said(simulation, reporting, measure, cumulative) for measure in measures], axis=2)
    of_day = simulation.days.astype("datetime64[M]")
    said = np.arange(1, len(of_day) + 1) % file.get("every", 1) == 0
    for month in np.unique(of_day[said]):
        here = np.flatnonzero((of_day == month) & said)
        shape = (len(here), len(simulation.units), len(measures))
        day, unit, measure = (axis.ravel() for axis in np.indices(shape, dtype=np.int32))
        told = simulation.days[here[day] + reporting.delay[here[day], unit]]
        yield (
            str(month),
            pa.table(
                {
                    "date": pa.array(simulation.days[here[day]]),
                    "unit_code": _names(unit, simulation.units),
                    "measure": _names(measure, measures),
                    "total" if cumulative else "count": values[here].ravel(),
                    "reported_on": pa.array(told),
                    "source": _names(np.zeros(len(day), dtype=np.int32), [SOURCE]),
                }
            ),
        )


def corrections(simulation: Simulation, reporting: Reporting) -> list[dict[str, Any]]:
    """Rows of the counts that were corrected later."""
    return [
        {
            "date": simulation.days[one.day].item(),
            "unit_code": simulation.units[one.unit],
            "measure": one.measure,
            "count": one.right,
            "reported_on": simulation.days[one.reported].item(),
            "source": SOURCE,
        }
        for one in sorted(reporting.corrections, key=lambda one: (one.reported, one.unit))
    ]


def _said(simulation: Simulation, reporting: Reporting, measure: str, cumulative: bool) -> np.ndarray:
    """Values (days, units) as they were said at first."""
    if cumulative:
        return reporting.falls.get(measure, simulation.totals[measure])
    counts = simulation.counts(measure)
    for one in reporting.corrections:
        if one.measure == measure:
            counts[one.day, one.unit] = one.wrong
    return counts


def _names(codes: np.ndarray, names: list[str] | tuple[str, ...]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(list(names))).cast(pa.string())
