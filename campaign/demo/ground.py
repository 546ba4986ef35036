"""What a simulation stands on: which units report, on which days, and what is above whom."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from campaign.definition import Definition
from campaign.demo.recipe import Recipe


@dataclass(frozen=True)
class Ground:
    """A campaign and its recipe, with the days and the reporting units that have a quota."""

    definition: Definition
    recipe: Recipe

    @cached_property
    def days(self) -> np.ndarray:
        """Every day from the campaign's start to the recipe's last, datetime64[D]."""
        first, last = self.definition.start, self.recipe.last_on + timedelta(days=1)
        return np.arange(np.datetime64(first), np.datetime64(last))

    @cached_property
    def quotas(self) -> dict[str, dict[str, int]]:
        """The quota in force at the end, by measure and unit; units without one are left out."""
        quotas: dict[str, dict[str, int]] = {measure.id: {} for measure in self.definition.measures}
        for target in sorted(self.definition.targets, key=lambda target: target.issued_on):
            if target.target:
                quotas[target.measure][target.unit_code] = target.target
        return quotas

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Codes of the units that report; one without any quota has nothing to report."""
        level = self.definition.reporting_level
        return tuple(
            unit.code
            for unit in self.definition.units
            if unit.level == level and any(unit.code in quota for quota in self.quotas.values())
        )

    def line(self, code: str) -> list[str]:
        """A unit and all above it, the root last."""
        return self.definition.line(code)

    def below(self, code: str) -> np.ndarray:
        """Which of `units` are that unit or below it, shape (units,)."""
        return np.array([code in self.line(unit) for unit in self.units])

    def factors(self, factors: dict[str, float]) -> np.ndarray:
        """Product of the factors of each unit and of all above it, shape (units,)."""
        return np.array([np.prod([factors.get(code, 1.0) for code in self.line(unit)]) for unit in self.units])

    def between(self, first: date, last: date) -> np.ndarray:
        """Which of `days` lie from `first` to `last`, shape (days,)."""
        return (self.days >= np.datetime64(first)) & (self.days <= np.datetime64(last))
