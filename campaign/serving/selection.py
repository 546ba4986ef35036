"""What a reader looks at: whose units may be seen, which unit, which measure, from which day. Travels as one value."""

from dataclasses import dataclass, replace
from datetime import date


class NoMeasureError(LookupError):
    """A figure of one measure is asked for, and the selection has none."""


@dataclass(frozen=True)
class Scope:
    """Units whose own figures the reader may see; None means all of them. A part of every selection.

    `own` is the unit for which, with all below it, they answer: what is said to a unit is for nobody else's eyes.
    """

    units: tuple[str, ...] | None = None
    own: str | None = None

    def sees(self, unit: str) -> bool:
        """Whether the unit's own figures may be shown."""
        return self.units is None or unit in self.units


EVERYTHING = Scope()


@dataclass(frozen=True)
class Selection:
    """Unit code, day and, where one is chosen, measure id, for a reader of this scope; hashable, so that it is a key.

    `measure` None means all of them, for questions that allow it.
    """

    scope: Scope
    unit: str
    as_of: date
    measure: str | None = None

    @property
    def measured(self) -> str:
        """Id of the measure, for figures of exactly one. NoMeasureError where none is chosen."""
        if self.measure is None:
            raise NoMeasureError(f"no measure is chosen for unit '{self.unit}'")
        return self.measure

    def of(self, measure: str | None) -> "Selection":
        """The same unit and day for another measure; None for all measures."""
        return replace(self, measure=measure)

    def at(self, unit: str) -> "Selection":
        """The same for another unit."""
        return replace(self, unit=unit)

    def on(self, as_of: date) -> "Selection":
        """The same as seen from another day."""
        return replace(self, as_of=as_of)
