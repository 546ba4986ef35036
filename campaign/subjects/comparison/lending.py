"""Who can lend and who needs: days of machines that close the gaps by the deadline, matched by a fixed rule."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from campaign.language.schedule import states
from campaign.subjects.resources.capacity import Capacity

NOBODY = {"items": np.nan, "measured": None, "machines": np.nan}


@dataclass(frozen=True)
class Lending:
    """`units`: one row per unit with machine_days (above 0 it can lend, below 0 it needs), days_left, what a machine
    does there, items_each, `measured` there or as the campaign says; most needed first. `transfers`: unit_code_from,
    unit_code_to, machine_days, same_region, in the order they were agreed."""

    units: pd.DataFrame
    transfers: pd.DataFrame

    @property
    def needed(self) -> int:
        """Machine-days that are needed."""
        return int(-self.units["machine_days"].clip(upper=0).sum())

    @property
    def spare(self) -> int:
        """Machine-days that could be lent, by whatever day they are free."""
        return int(self.units["machine_days"].clip(lower=0).sum())

    @property
    def matched(self) -> int:
        """Machine-days that change hands."""
        return int(self.transfers["machine_days"].sum())

    @property
    def measured(self) -> int:
        """Units with a capacity of their own; what the others do is as the campaign says."""
        return int(self.units["measured"].eq(other=True).sum())


def lend(below: pd.DataFrame, as_of: date, capacities: Mapping[str, Capacity], lend_share: float) -> Lending:
    """Match the units of a frame of units_below on the day `as_of`, each with its own of the `capacities`, by code.

    At its pace of the last 7 days a unit does rate × days left more by the day it has to be done by. What is then
    missing, divided by what a machine does in a day there and rounded up, it needs, if it is behind its plan or past
    its date. What it would do beyond its target, but no more than `lend_share` of all it does (and of its machines,
    where it has told of them), rounded down, it can lend, unless it is behind and not done: so it keeps what it needs
    for its own date. A unit whose capacity nobody knows takes no part.
    Rule: the greatest need first; it borrows within its region first, then elsewhere, each time from whoever has
    most to spare, until it is closed or nothing is left. Equal ones by code. A machine lent works on the days that
    the borrower has left, so a short deadline bounds what can be lent in time, and when no date is left it ends.
    """
    days_left, late = (
        _days_left(below, as_of),
        (states(below["days_ahead"]) == "behind") | below["past_due"].eq(other=True),
    )
    done = below["rate_7d"].fillna(0) * days_left
    surplus = (done - below["remaining"]).clip(upper=done * lend_share)
    known = pd.DataFrame([vars(capacities[code]) if code in capacities else NOBODY for code in below["unit_code"]])
    known = known.reindex(columns=[*NOBODY]).set_index(below.index)
    days = surplus // known["items"].astype(float)
    days = days.clip(upper=(known["machines"].astype(float) * days_left * lend_share // 1).fillna(np.inf))
    days = days.mask((days > 0) & (below["remaining"] > 0) & late, 0).mask((days < 0) & ~late, 0)
    units = below.assign(days_left=days_left, machine_days=days, items_each=known["items"], measured=known["measured"])
    units = units[units["machine_days"].notna() & (units["machine_days"] != 0)]
    units = units.astype({"machine_days": int, "days_left": int}).sort_values(["machine_days", "unit_code"])
    units = units.assign(region=units["region"].astype(object).where(units["region"].notna(), None))
    return Lending(units.reset_index(drop=True), _transfers(units))


def _days_left(below: pd.DataFrame, as_of: date) -> pd.Series:
    """Days until each unit has to be done; one that is done has as long as the others."""
    left = (below["required_by"].fillna(below["deadline"]) - pd.Timestamp(as_of)).dt.days.clip(lower=0)
    return left.mask(below["remaining"] == 0, left.max())


def _transfers(units: pd.DataFrame) -> pd.DataFrame:
    needs, lenders = (
        side.to_dict("records") for side in (units[units["machine_days"] < 0], units[units["machine_days"] > 0])
    )
    lent = dict.fromkeys((lender["unit_code"] for lender in lenders), 0)
    agreed = []
    for need in needs:
        missing = -need["machine_days"]
        for lender in _order(lenders, need["region"], lent):
            share_of_days = min(need["days_left"] / lender["days_left"], 1)
            days = min(missing, int(lender["machine_days"] * share_of_days) - lent[lender["unit_code"]])
            if days > 0:
                same = lender["region"] == need["region"]
                agreed.append((lender["unit_code"], need["unit_code"], days, same))
                lent[lender["unit_code"]] += days
                missing -= days
    return pd.DataFrame(agreed, columns=["unit_code_from", "unit_code_to", "machine_days", "same_region"])


def _order(lenders: list[dict[Hashable, Any]], region: str | None, lent: dict[str, int]) -> list[dict[Hashable, Any]]:
    """Lenders of the region first, then the others, each by what is left to spare."""
    return sorted(
        lenders,
        key=lambda lender: (
            lender["region"] != region,
            lent[lender["unit_code"]] - lender["machine_days"],
            lender["unit_code"],
        ),
    )
