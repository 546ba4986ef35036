"""What a map can show, and its classes: fixed in time and at every level, so that any two maps compare."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from campaign import formats, theme, words

# How a unit's figure must be read, besides its value: a sign on the map and in the legend, never colour alone.
SIGNS = {"provisional": "○", "silent": "×", "missing": "?", "not_applicable": "–"}
WITHOUT_VALUE = ("not_applicable", "missing")


@dataclass(frozen=True)
class View:
    """One way of colouring: a column, its lower class limits, colours from the lowest class to the highest."""

    id: str
    column: str
    breaks: tuple[float, ...]
    colours: tuple[str, ...]
    form: Callable[[float], str]
    has_zero: bool = False

    def classify(self, value: float | None, state: str) -> int:
        """0 not applicable, 1 missing, 2 nothing yet, then the classes from the lowest."""
        if state in WITHOUT_VALUE:
            return WITHOUT_VALUE.index(state)
        if formats.missing(value):
            return WITHOUT_VALUE.index("missing")
        if self.has_zero and value == 0:
            return 2
        return 3 + bisect_right(self.breaks, value)

    @property
    def palette(self) -> tuple[str, ...]:
        """Colours in the order of `classify`."""
        return (theme.WASH, theme.MISSING, theme.PAPER, *self.colours)

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the classes, in the order of `classify`."""
        limits = [self.form(limit) for limit in self.breaks]
        between = [words.t("maps.between", low=low, high=high) for low, high in pairwise(limits)]
        return (words.t("maps.not_applicable"), words.t("maps.missing"), words.t("maps.zero"),
                words.t("maps.below", high=limits[0]), *between, words.t("maps.from", low=limits[-1]))


def _whole_percent(share: float) -> str:
    return formats.percent(share, 0)


def _days(days: float) -> str:
    return formats.number(days, 0, sign=True)


def _times(ratio: float) -> str:
    return formats.number(ratio, 2)


DIVERGING_UP = tuple(reversed(theme.DIVERGING))
COMPLETION = View("completion", "completion", (0.2, 0.4, 0.6, 0.8, 1.0), theme.SEQUENTIAL, _whole_percent, True)
GAP = View("gap", "days_ahead", (-21, -7, 0, 7, 21), theme.DIVERGING, _days)
PACE = View("pace", "required_to_best", (0.5, 0.75, 1.0, 1.25, 2.0), DIVERGING_UP, _times)
CHANCE = View("chance", "chance", (0.1, 0.25, 0.5, 0.75, 0.9), theme.DIVERGING, _whole_percent)
CLASSED = {view.id: view for view in (COMPLETION, GAP, PACE, CHANCE)}
