"""What a map can show, and its classes: fixed in time and at every level, so that any two maps compare."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from campaign import theme, words
from campaign.language import formats, schedule

# How a unit's figure must be read, besides its value: a sign on the map and in the legend, never colour alone.
# What has reached its target needs no sign: no view has both it and "nothing yet", the other white.
SIGNS = {"provisional": "○", "silent": "×", "missing": "?", "not_applicable": "–", "alarming": "!"}
WITHOUT_VALUE = ("not_applicable", "missing", "reached")
ZERO = len(WITHOUT_VALUE)


@dataclass(frozen=True)
class View:
    """One way of showing units: a column, its lower class limits, colours from the lowest class to the highest.

    Without limits the values are counts and drawn as bubbles. `worst` says which end of the values is; `tile` writes a
    value shorter than `form` where there is little room. `names` are what the classes are called in words, where they
    are kinds and not amounts. Values for which `apart` holds, as nothing yet, are a white class called `apart_name`.
    """

    id: str
    column: str
    form: Callable[[float], str]
    worst: str
    breaks: tuple[float, ...] = ()
    colours: tuple[str, ...] = (theme.PAPER,)
    apart: Callable[[float], bool] | None = None
    apart_name: str = "zero"
    tile: Callable[[float], str] | None = None
    names: tuple[str, ...] = ()

    def brief(self, value: float) -> str:
        """A value as it fits on a tile: what is set apart by its name there, too."""
        if self.apart is not None and self.apart(value):
            return words.t(f"maps.{self.apart_name}_brief")
        return (self.tile or self.form)(value)

    def said(self, value: float) -> str:
        """A value in words: what is set apart by its name."""
        return self.labels[ZERO] if self.apart is not None and self.apart(value) else self.form(value)

    @property
    def label(self) -> str:
        """What the values are."""
        return words.t(f"maps.{self.id}")

    @property
    def scale(self) -> tuple[int, ...]:
        """Classes of values from the lowest to the highest, what is set apart where zero lies: indices of `palette`."""
        classes = range(ZERO + 1, len(self.palette))
        zero = bisect_right(self.breaks, 0)
        return tuple(classes) if self.apart is None else (*classes[:zero], ZERO, *classes[zero:])

    @property
    def palette(self) -> tuple[str, ...]:
        """Colours in the order of `classify`."""
        return (theme.WASH, theme.MISSING, theme.PAPER, theme.PAPER, *self.colours)

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the classes, in the order of `classify`."""
        classes = [words.t(f"maps.{name}") for name in self.names] or self._between()
        return (*(words.t(f"maps.{state}") for state in WITHOUT_VALUE), words.t(f"maps.{self.apart_name}"), *classes)

    def _between(self) -> list[str]:
        limits = [self.form(limit) for limit in self.breaks]
        between = [words.t("maps.between", low=low, high=high) for low, high in pairwise(limits)]
        return [words.t("maps.below", high=limits[0]), *between, words.t("maps.from", low=limits[-1])]

    def worst_first(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of a frame with `unit_code` and `value`, the worst first, those without a value last."""
        return frame.sort_values(["value", "unit_code"], ascending=[self.worst == "low", True])

    def classify(self, value: float | None, state: str) -> int:
        """The states without a value, then what is set apart, then the classes from the lowest."""
        if state in WITHOUT_VALUE:
            return WITHOUT_VALUE.index(state)
        if value is None or formats.missing(value):
            return WITHOUT_VALUE.index("missing")
        if self.apart is not None and self.apart(value):
            return ZERO
        return ZERO + 1 + bisect_right(self.breaks, value)


def _whole_percent(share: float) -> str:
    return formats.percent(share, 0)


def _brief_percent(share: float) -> str:
    return "<" * (0 < share < 0.01) + _whole_percent(max(share, 0.01) if share > 0 else share)


def _days(days: float) -> str:
    return formats.number(days, 0, sign=True)


def _nothing(share: float) -> bool:
    return share == 0


def _on_plan(days: float) -> bool:
    return schedule.state(days) == "on_plan"


def _brief_chance(share: float) -> str:
    return "<" * (share < 0.01) + ">" * (share > 0.99) + _whole_percent(min(max(share, 0.01), 0.99))


def _kinds(id: str, column: str, colours: dict[str, str]) -> View:
    """Kinds of units, from worst to best, each with its colour; the value is the kind's place among them."""
    names = tuple(f"{id}_{kind}" for kind in colours)
    return View(
        id,
        column,
        lambda kind: words.t(f"maps.{names[int(kind)]}"),
        "low",
        tuple(range(1, len(names))),
        tuple(colours.values()),
        tile=lambda kind: words.t(f"maps.{names[int(kind)]}_brief"),
        names=names,
    )


COMPLETION = View(
    "completion",
    "completion",
    _whole_percent,
    "low",
    (0.2, 0.4, 0.6, 0.8, 1.0),
    theme.SEQUENTIAL,
    _nothing,
    tile=_brief_percent,
)
GAP = View("gap", "days_ahead", _days, "low", (-90, -60, -30, -10, 0, 10, 30), theme.diverging(5), _on_plan, "on_plan")
PACE = View("pace", "required_to_best", formats.ratio, "high", (0.5, 0.75, 1.0, 1.25, 2.0), theme.diverging(3)[::-1])
REMAINING = View("remaining", "remaining", formats.number, "high")
CHANCE = View(
    "chance",
    "p_by_deadline",
    formats.chance,
    "low",
    (0.1, 0.25, 0.5, 0.75, 0.9),
    theme.diverging(3),
    tile=_brief_chance,
)
VERDICT = _kinds(
    "verdict",
    "verdict",
    {
        "overclaimed": theme.LATE[3],
        "failing": theme.LATE[0],
        "unverified": theme.RULE,
        "underway": theme.SEQUENTIAL[0],
        "confirmed": theme.EARLY[2],
    },
)
LINK = _kinds(
    "link",
    "state",
    {
        "overdue": theme.LATE[3],
        "unplanned": theme.RULE,
        "planned": theme.SEQUENTIAL[0],
        "testing": theme.SEQUENTIAL[1],
        "connected": theme.SEQUENTIAL[4],
    },
)
VIEWS = {view.id: view for view in (GAP, COMPLETION, PACE, REMAINING, CHANCE)}
