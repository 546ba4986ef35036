"""What is said of events: always with the band, always as an estimate, and by kind as the median."""

from datetime import date

import pandas as pd
import pytest

from campaign import words
from campaign.definition import Measure
from campaign.definition.parts import Items, Text
from campaign.forecast.effect import Effect, Likely, measured
from campaign.forecast.event_effect import EventEffect, Measured
from campaign.subjects.events import sentences, table

DAY, BACK = date(2021, 5, 9), date(2021, 5, 23)


@pytest.fixture(autouse=True)
def english() -> None:
    words.use("en")


@pytest.fixture
def measure() -> Measure:
    return Measure("received", "issuance", Text({"en": "Applications received"}), Items({"en": "applications"}), 1, DAY)


def effect(came: float, day: date = DAY) -> Effect:
    return measured(day, came, Likely(9_000, 12_345, 20_000))


def said(days: Effect, measure: Measure, **more: object) -> str:
    return sentences.one_event(Measured("A", DAY, DAY, EventEffect(days, **more)), ["It"], measure)


def test_an_effect_has_its_band_in_three_digits_and_its_share(measure: Measure) -> None:
    assert said(effect(5_000), measure) == (
        "Cost 4,000 to 15,000 applications (estimate), 59% of what such days usually bring."
    )
    assert said(effect(24_690), measure).startswith("Brought 4,690 to 15,700 applications more (estimate), 100% of")
    assert said(effect(12_000), measure) == (
        "Cannot be told apart from chance: −8,000 to +3,000 applications (estimate)."
    )


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (effect(12_000, BACK), "whether any of it was made up for cannot be told apart from chance"),
        (effect(24_690, BACK), "4,690 to 15,700 applications more came than was likely"),
        (effect(5_000, BACK), "4,000 to 15,000 applications fewer came than was likely"),
        (None, "the pace was not back by 23\u00a0May\u00a02021"),
    ],
)
def test_what_came_after_it_is_told_until_the_pace_was_back(after: Effect | None, told: str, measure: Measure) -> None:
    assert told in said(effect(5_000), measure, back_on=after and BACK, after=after, seen_until=BACK)


def test_a_kind_has_the_median_of_those_that_were_measured() -> None:
    kinds = ["lockdown"] * 4 + ["holiday", "milestone"]
    shares = [-0.2, -0.6, None, -0.3, -0.9, None]
    found = table.by_kind(pd.DataFrame({"kind": kinds, "effect_share": shares}))
    assert found.to_dict("records") == [
        {"kind": "lockdown", "events": 3, "effect_share": -0.3},
        {"kind": "holiday", "events": 1, "effect_share": -0.9},
    ]
    assert sentences.kinds(found) == "Lockdown −30% (3 measured); Holiday −90% (1 measured)"
