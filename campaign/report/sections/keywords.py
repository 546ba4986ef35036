"""A selection as the keywords that exhibits take."""

from datetime import date
from typing import TypedDict

from campaign.serving.selection import Scope, Selection


class Whole(TypedDict):
    """Without a measure."""

    scope: Scope
    unit: str
    as_of: date


class Measured(Whole):
    """With the measure that is chosen."""

    measure: str


def whole(selection: Selection) -> Whole:
    """Of an exhibit of all measures, or of none."""
    return Whole(scope=selection.scope, unit=selection.unit, as_of=selection.as_of)


def measured(selection: Selection) -> Measured:
    """Of an exhibit of one measure."""
    return Measured(**whole(selection), measure=selection.measure or "")
