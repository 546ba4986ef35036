"""What the rules of what to decide look at, and what each of them gives."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from campaign import words
from campaign.definition import Definition, Measure
from campaign.figures.table import Row
from campaign.language import formats
from campaign.subjects.comparison.lending import Lending
from campaign.subjects.resources.capacity import Capacity

NAMED = 3


@dataclass(frozen=True)
class Proposal:
    """One decision to take: `action` in one sentence, `reason` with the numbers, and the page where they stand.

    stake: items that are lost, or not known to be right, if nobody acts; whole: the items of that kind there are to do.
    As an order it is for the unit `to`, for the one looked at where it names none, and has a `goal`, a total of
    `measure`, by the end of day `due`, where figures can say that it is done.
    """

    rule: str
    stake: int
    whole: int
    action: str
    reason: str
    page: str
    to: str | None = None
    measure: str | None = None
    goal: int | None = None
    due: date | None = None

    @property
    def key(self) -> str:
        """What tells it from the others of the day: two projects may each have a stage to be raised."""
        return self.rule if self.measure is None else f"{self.rule}.{self.measure}"

    @property
    def share(self) -> float:
        """The stake as a share of the whole, 0 to 1; 0 where nobody has said how many there are to do."""
        return min(self.stake / self.whole, 1.0) if self.whole else 0.0


@dataclass(frozen=True)
class Evidence:
    """What the rules look at on the day `as_of`; `measure` is the one of the machines, or the campaign's first.

    Frames of the queries overview (all measures), units_at_level (`units` directly below and, where one of them is
    silent, the `reporting` ones, of the measure), not_reporting, stage_excess and connections; who can lend; the claims
    as campaign.subjects.cleansing.verdicts judges them; by unit below the reason that explains much of what it lacks,
    as campaign.subjects.reasons.counts.leading gives it; what stops for want of a supply, as the forecast has it; by
    unit what a machine does there.
    """

    campaign: Definition
    as_of: date
    measure: Measure
    overview: pd.DataFrame
    units: pd.DataFrame
    reporting: pd.DataFrame
    silent: pd.DataFrame
    order: pd.DataFrame
    connections: pd.DataFrame
    lending: Lending | None
    claims: pd.DataFrame | None
    reasons: dict[str, Row] = field(default_factory=dict)
    stops: list[Row] = field(default_factory=list)
    capacity: dict[str, Capacity] = field(default_factory=dict)

    def why(self, unit: str) -> str:
        """What explains most of what a unit lacks, where that is much, and what can be done about it; "" elsewhere."""
        found = self.reasons.get(unit)
        if found is None:
            return ""
        said = {key: formats.number(found[key]) for key in ("persons", "lacking")}
        (reason,) = (one for one in self.campaign.reasons if one.id == found["reason"])
        return " " + words.t(
            "direction.reason",
            unit=self.campaign.unit[unit].name,
            share=formats.percent(found["share"], 0),
            reason=reason.label,
            remedy=reason.remedy,
            day=formats.day(found["told_last"]),
            **said,
        )

    def needed_each(self, unit: dict[Hashable, Any]) -> float | None:
        """Items a day that each machine a unit has told of has to do, by its row of `units`; None where unknown."""
        found = self.capacity.get(str(unit["unit_code"]))
        if found is None or not (found.measured and found.machines) or pd.isna(unit["required_rate"]):
            return None
        return float(unit["required_rate"]) / found.machines

    def load(self, unit: dict[Hashable, Any]) -> str:
        """The same in words: whether its machines do so much already, could, or are too few; "" where unknown."""
        needed, said = self.needed_each(unit), self.campaign.items_per_machine_day
        if needed is None or said is None:
            return ""
        found = self.capacity[str(unit["unit_code"])]
        key = "enough" if needed <= found.items else "within" if needed <= said else "beyond"
        return " " + words.t(
            f"direction.load_{key}",
            unit=self.campaign.unit[str(unit["unit_code"])].name,
            machines=formats.number(found.machines),
            needed=formats.rate(needed),
            each=formats.rate(found.items),
            said=formats.number(said),
            items=self.measure.unit,
        )

    def whole(self, measure: str) -> int:
        """The target of the unit looked at; 0 without one."""
        target = self.overview.loc[self.overview["measure"] == measure, "target"].fillna(0)
        return int(target.sum())

    def lack(self, standing: pd.DataFrame) -> pd.Series:
        """What will be missing on the deadline at the present pace; once that is past, what is."""
        days_left = (standing["deadline"] - pd.Timestamp(self.as_of)).dt.days.clip(lower=0)
        coming = (standing["rate_7d"].fillna(0) * days_left).mask(standing["past_due"].eq(other=True), 0)
        return (standing["remaining"] - coming).clip(lower=0).fillna(0)


def aim(measure: str, row: dict[Hashable, Any]) -> dict[str, Any]:
    """What an order for the target of a row of standings aims at; `due` where a date is left."""
    due = None if pd.isna(row["required_by"]) else pd.Timestamp(row["required_by"]).date()
    return {"measure": measure, "goal": int(row["target"]), "due": due}


def whole_number(items: float) -> int:
    """Items as they are counted; what is left of a day's work counts as an item."""
    return int(-(-items // 1))


def named(units: pd.DataFrame, told: Callable[[dict[Hashable, Any]], str]) -> str:
    """The first units with what is told of each, and how many more there are."""
    name = f"name_{words.language()}"
    return and_more([f"{unit[name]} ({told(unit)})" for unit in units.to_dict("records")], "; ")


def and_more(every: list[str], between: str) -> str:
    """The first of them, and how many more there are."""
    names, more = between.join(every[:NAMED]), len(every) - NAMED
    return words.t("direction.and_more", names=names, more=formats.number(more)) if more > 0 else names
