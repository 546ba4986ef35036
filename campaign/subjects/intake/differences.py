"""What a delivery would change, unit by unit: each figure that is known beside what it would become."""

from collections.abc import Iterable, Sequence

import pandas as pd

from campaign import words
from campaign.definition import Definition, Labelled
from campaign.figures.table import Row

COLUMNS = ["unit_code", "name_*", "measure", "known", "becomes", "change", "days", "first_on", "last_on"]

# Words for the one figure that there is of a thing; of the others it is its name, or one for each stage.
FIGURES = {
    "controls": "published",
    "defects": "open",
    "expected": "expected",
    "reasons": "number",
    "supplies": "supplies",
}


def frame(campaign: Definition, told: Iterable[Row]) -> pd.DataFrame:
    """All of it, one row per unit and figure, as it is told by the intake: the highest units first, then by change.

    `measure` is what the figure is called.
    """
    order = list(campaign.measure)
    rows = [
        {
            **row,
            **{f"name_{one}": campaign.unit[row["unit_code"]].name[one] for one in words.offered()},
            "change": row["becomes"] - row["known"],
            "depth": len(campaign.line(row["unit_code"])),
            "place": order.index(row["measure"]) if row["measure"] in order else len(order),
            "measure": name,
            "first_on": pd.Timestamp(row["first_on"]),
            "last_on": pd.Timestamp(row["last_on"]),
        }
        for row in told
        if row["unit_code"] in campaign.unit and (name := _called(campaign, row["measure"]))
    ]
    if not rows:
        return pd.DataFrame(columns=words.in_each(*COLUMNS))
    found = pd.DataFrame(rows).assign(size=lambda rows: -rows["change"].abs())
    return found.sort_values(["depth", "place", "size", "unit_code"], ignore_index=True)[words.in_each(*COLUMNS)]


def _called(campaign: Definition, figure: str) -> str:
    """A measure by its label, what else files tell by what it is (queries/build/difference_records.sql).

    "" of what the campaign does not have any more.
    """
    if figure in campaign.measure:
        return str(campaign.measure[figure].label)
    of, id, stage = [*figure.split("."), "", ""][:3]
    if of in ("verification", "orders", "notes"):
        return words.t(f"intake.figure_{id}")
    what = FIGURES.get(of, stage)
    label = next((str(one.label) for one in _named(campaign).get(of, ()) if one.id == id), "")
    return words.t(f"intake.figure_{what}", of=label) if label and what else label


def _named(campaign: Definition) -> dict[str, Sequence[Labelled]]:
    """What the figures of a kind of extract are of."""
    return {
        "controls": campaign.measures,
        "defects": campaign.defects,
        "reasons": campaign.reasons,
        "expected": campaign.supplies,
        "resources": campaign.resources,
        "services": campaign.connections,
        "supplies": campaign.supplies,
        "uptake": campaign.uptake,
    }


def of_top(campaign: Definition, table: pd.DataFrame, top: str) -> pd.DataFrame:
    """The rows of one unit, then those of the units right below it."""
    below = {unit.code for unit in campaign.units if unit.parent_code == top}
    return pd.concat([table[table["unit_code"] == top], table[table["unit_code"].isin(below)]], ignore_index=True)
