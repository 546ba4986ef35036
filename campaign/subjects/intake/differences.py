"""What a delivery would change, unit by unit: each figure that is known beside what it would become."""

from collections.abc import Iterable

import pandas as pd

from campaign import words
from campaign.definition import Definition
from campaign.figures.table import Row

COLUMNS = ["unit_code", "name_*", "measure", "known", "becomes", "change", "days", "first_on", "last_on"]


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
    of, id, stage = [*figure.split("."), "", ""][:3]
    if figure in campaign.measure:
        return str(campaign.measure[figure].label)
    if of == "verification":
        return words.t(f"intake.figure_{id}")
    if of in ("orders", "notes"):
        return words.t(f"intake.figure_{id}")
    if of == "controls" and id in campaign.measure:
        return words.t("intake.figure_published", measure=campaign.measure[id].label)
    if of in ("supplies", "expected") and id in campaign.supply:
        return words.t(f"intake.figure_{of}", supply=campaign.supply[id].label)
    if of == "resources" and id in campaign.resource:
        return str(campaign.resource[id].label)
    if of == "services" and id in campaign.connection:
        return words.t(f"intake.figure_{stage}", kind=campaign.connection[id].label)
    found = [one.label for one in campaign.defects if of == "defects" and one.id == id]
    return words.t("intake.figure_open", defect=found[0]) if found else ""


def of_top(campaign: Definition, table: pd.DataFrame, top: str) -> pd.DataFrame:
    """The rows of one unit, then those of the units right below it."""
    below = {unit.code for unit in campaign.units if unit.parent_code == top}
    return pd.concat([table[table["unit_code"] == top], table[table["unit_code"].isin(below)]], ignore_index=True)
