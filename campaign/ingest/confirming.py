"""A unit right below the root says that its figures of a day are right; whoever acts for it says so on a page."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from campaign import words
from campaign.definition import Definition
from campaign.ingest import confirmations, entries, publish, typed
from campaign.ingest.alone import alone
from campaign.ingest.confirmations import Confirmation
from campaign.language import formats
from campaign.serving.desk import DeskError, Order, Said

SHOWN = 50  # confirmations of a unit, the latest


def confirm(definition: Definition, order: Order, unit: str, day: str, totals: dict[str, int], note: str = "") -> Said:
    """Confirm the totals that somebody has seen, for their own unit. DeskError, also when they are others by now."""
    _own(order, unit)
    return _said(write_down(definition, unit, typed.date_of(day), order.who or None, note, totals))


def confirmed(_definition: Definition, order: Order, unit: str) -> Said:
    """What was confirmed for a unit, the latest first."""
    _own(order, unit)
    own = [_said(one) for one in confirmations.known() if one.unit == unit]
    return {"confirmations": own[::-1][:SHOWN]}


def write_down(
    definition: Definition,
    unit: str,
    day: date,
    who: str | None,
    note: str = "",
    seen: Mapping[str, int] | None = None,
    on_wait: Callable[[], None] = lambda: None,
) -> Confirmation:
    """Confirm what is known of a unit on a day, and serve it so. DeskError where there is nothing to be confirmed.

    Of figures that were `seen` before, only those are confirmed.
    """
    if not definition.intake.confirm:
        raise DeskError(words.t("confirmation.off"))
    if unit not in definition.unit or definition.unit[unit].parent_code != definition.root:
        raise DeskError(words.t("confirmation.no_unit", unit=unit))
    with alone(on_wait):
        if not (typed.known(definition, day) and definition.unit[unit].there(day)):
            raise DeskError(words.t("confirmation.no_day", day=formats.day(day)))
        totals = typed.totals(definition, unit, day)
        if seen is not None and dict(seen) != totals:
            raise DeskError(words.t("confirmation.others_now"))
        said = typed.shown(note)[: typed.LONGEST]
        one = Confirmation(unit, day, entries.now(), who, said, totals)
        entries.add(confirmations.JOURNAL, one)
        publish.entered()
    return one


def _said(one: Confirmation) -> dict[str, Any]:
    return {**vars(one), "day": f"{one.day}", "at": one.at.isoformat()}


def _own(order: Order, unit: str) -> None:
    """DeskError unless whoever gives the order answers for the unit."""
    if order.unit not in (None, unit):
        raise DeskError(words.t("confirmation.not_yours"))
