"""From what single units will lack to what the whole will lack: one sum, on one day."""

from dataclasses import dataclass

import pandas as pd

from campaign.figures.table import Row


@dataclass(frozen=True)
class Balance:
    """Items on the deadline of the whole: `lack + unassigned - made_up = whole`.

    `units` of all will miss their targets, by `lack` in all; others will have `surplus` beyond theirs, of which
    `made_up` takes the place of what is lacking. `unassigned` is what no unit was given of the target of the whole.
    """

    units: int
    lack: int
    surplus: int
    unassigned: int
    whole: int

    @property
    def made_up(self) -> int:
        """What is lacking in some units and not in the whole."""
        return self.lack + self.unassigned - self.whole


def balance(below: pd.DataFrame, ahead: Row) -> Balance:
    """The sum of all units below, the frame of forecast.served.below, and the forecast of the whole.

    Quotas that add up to more than the target of the whole leave nothing unassigned.
    """
    lack, whole = int(below["expected_lack"].sum()), round(ahead["expected_shortfall"])
    unassigned = max(int(ahead["target"] - below["target"].sum()), 0)
    # Held to each other, as units further down are scaled to the whole week by week, not day by day.
    surplus = max(int(below["expected_surplus"].sum()), lack + unassigned - whole)
    return Balance(int((below["expected_lack"] > 0).sum()), lack, surplus, unassigned, whole)
