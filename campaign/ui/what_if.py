"""What the reader would do differently, kept in the URL: a link is the scenario."""

from datetime import timedelta

import numpy as np
import streamlit as st

from campaign import words
from campaign.definition import Measure
from campaign.forecast import Scenario, served
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.resources import exhibits as resources
from campaign.subjects.resources.capacity import Capacity
from campaign.ui import choices, day_picker, filters

Delivered = tuple[tuple[str, np.datetime64, float], ...]


def choose(selection: Selection) -> Scenario | None:
    """The scenario in the URL: `pace`, `machines`, `holidays`, `capacity` of a `stage`, from the day `from`; `items` of
    a `supply` that come on the day `comes`, where supplies limit a stage of the chain.

    The stage is the slowest one of the measure's chain unless chosen otherwise.
    None while nothing is done differently, and where a unit has no forecast of its own to be changed: nothing is asked
    there. Machines are asked for where it is known what one does a day, in the unit or as the campaign says.
    """
    if not served.has_own_forecast(selection.unit):
        return None
    campaign = catalogue.campaign()
    measure = campaign.measure[selection.measured]
    driven = campaign.machine_measure if campaign.machine_measure in _stages(measure) else None
    each = resources.capacity(selection).get(selection.unit)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        tomorrow = selection.as_of + timedelta(days=1)
        last = selection.as_of + timedelta(days=365)
        first_on, missed = day_picker.picked("from", tomorrow, last, tomorrow, words.t("what_if.from"))
        pace = _number("pace", words.t("what_if.pace"), 5, -90, 500)
        machines = _number("machines", _machines(each), 50, 0, 100_000) if driven and each else 0
        holidays = st.toggle(words.t("what_if.holidays"), key="holidays", bind="query-params")
        stage = filters.stage(measure, queries.table("overview", selection.of(None)))
        capacity = _number("capacity", words.t("what_if.capacity"), 10_000, 0, 10**9)
        delivered, late = _delivered(selection, measure) if _limiting(selection, measure) else ((), "")
    choices.say(missed)
    choices.say(late)
    if not (pace or machines or capacity or holidays or delivered):
        return None
    return Scenario(
        first_on=np.datetime64(first_on, "D"),
        pace=pace / 100,
        holidays_worked=holidays,
        added={driven: machines * each.items} if driven and machines and each else {},
        capacity={stage: capacity} if capacity else {},
        delivered=delivered,
    )


def _machines(each: Capacity) -> str:
    """What is asked for, with what one of them does and whether that was measured in the unit."""
    key = "machines_measured" if each.measured else "machines_said"
    return words.t(f"what_if.{key}", items=formats.rate(each.items))


def _limiting(selection: Selection, measure: Measure) -> dict[str, str]:
    """The supplies in store that stages of a measure's chain use, with their names."""
    campaign, stages = catalogue.campaign(), _stages(measure)
    there = queries.table("supplies", Selection(EVERYTHING, campaign.root, selection.as_of, None))["supply"]
    return {id: str(campaign.supply[id].label) for id in there if campaign.supply[id].measure in stages}


def _delivered(selection: Selection, measure: Measure) -> tuple[Delivered, str]:
    """What comes of which supply on which day, in items of the stage that uses it; and what is said of a wrong day."""
    kinds = _limiting(selection, measure)
    supply = choices.dropdown("supply", kinds, 190)
    number = _number("items", words.t("what_if.delivery", supply=kinds[supply]), 100_000, 0, 10**9)
    tomorrow, last = selection.as_of + timedelta(days=1), selection.as_of + timedelta(days=365)
    day, missed = day_picker.picked("comes", tomorrow, last, tomorrow, words.t("what_if.comes"))
    each = catalogue.campaign().supply[supply].per_item
    return ((supply, np.datetime64(day, "D"), number / each),) if number else (), missed


def _number(key: str, label: str, step: int, least: int, most: int, width: int = 190) -> int:
    return (
        st.number_input(
            label, value=0, step=step, min_value=least, max_value=most, key=key, bind="query-params", width=width
        )
        or 0
    )


def _stages(measure: Measure) -> set[str]:
    return {stage.id for stage in catalogue.campaign().chain(measure.project)}
