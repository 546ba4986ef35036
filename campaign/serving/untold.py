"""Why nothing is known of what a campaign may tell of."""

from collections.abc import Callable, Sequence
from datetime import date

import pandas as pd

from campaign.definition import Labelled
from campaign.language import formats
from campaign.serving import catalogue
from campaign.serving.selection import Selection


def untold(
    selection: Selection, declared: Sequence[Labelled], told: Callable[[Selection], pd.DataFrame]
) -> tuple[str, dict[str, object]]:
    """Which word of a subject says why nothing is `told` of what the campaign has `declared`, and its values.

    `not_declared`, `none` at any time, or `not_yet` on the day; "" where something is told.
    """
    names = ", ".join(str(one.label).lower() for one in declared)
    unit = catalogue.campaign().unit[selection.unit].name
    known: dict[str, object] = {"unit": unit, "day": formats.day(selection.as_of), "names": names}
    if not declared:
        return "not_declared", known
    if len(told(selection)):
        return "", known
    return "none" if told(selection.on(date.max)).empty else "not_yet", known
