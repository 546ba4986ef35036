"""Units as the queries give them: states that the reader must know of, lists worst first, weeks on one scale."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from campaign.maps import layers
from campaign.maps.views import COMPLETION, GAP, PACE, REMAINING, VIEWS
from campaign.subjects.places import values

TODAY = date(2021, 6, 1)


def unit(code: str, **known: object) -> dict:
    """One row of the query units_at_level, ordinary unless said otherwise."""
    return {
        "unit_code": code,
        "name_vi": f"Đơn vị {code}",
        "name_en": f"Unit {code}",
        "total": 50,
        "target": 100,
        "completion": 0.5,
        "remaining": 50,
        "days_ahead": -3.0,
        "required_to_best": 0.9,
        "full_until": pd.Timestamp(TODAY),
        "state": "behind",
    } | known


@pytest.fixture
def units() -> pd.DataFrame:
    nan = float("nan")
    return pd.DataFrame(
        [
            unit("01"),
            unit("02", state="complete", required_to_best=nan, remaining=0, completion=1.2, days_ahead=20.0),
            unit("04", state="silent", days_ahead=-40.0),
            unit("06", full_until=pd.Timestamp(TODAY - timedelta(days=1)), days_ahead=0.0, state="ahead"),
            unit(
                "08", state="no_target", target=nan, completion=nan, days_ahead=nan, required_to_best=nan, remaining=0
            ),
            unit("10", full_until=pd.NaT, days_ahead=nan, required_to_best=nan, total=0, completion=0.0),
        ]
    )


@pytest.mark.parametrize(
    ("view", "states"),
    [
        (GAP, {"01": "", "02": "", "04": "silent", "06": "provisional", "08": "not_applicable", "10": "missing"}),
        (
            PACE,
            {"01": "", "02": "reached", "04": "silent", "06": "provisional", "08": "not_applicable", "10": "missing"},
        ),
    ],
)
def test_a_value_says_how_it_must_be_read(units: pd.DataFrame, view, states: dict) -> None:
    listing = values.listing(units, view, TODAY)
    assert listing.set_index("unit_code")["state"].to_dict() == states


@pytest.mark.parametrize(("view", "first"), [(GAP, "04"), (COMPLETION, "01"), (PACE, "01"), (REMAINING, "01")])
def test_the_worst_stands_first(units: pd.DataFrame, view, first: str) -> None:
    assert values.listing(units, view, TODAY)["unit_code"].iloc[0] == first


def test_a_unit_that_never_reported_is_not_zero(units: pd.DataFrame) -> None:
    told = values.listing(units, GAP, TODAY).set_index("unit_code")["told"]
    assert told["10"] == "không có dữ liệu"
    assert told["08"] == "không áp dụng"


def test_markup_in_a_value_stays_text(units: pd.DataFrame, served, campaign) -> None:
    figure = values.figure(units, GAP, layers.areas(campaign, "province"), TODAY)
    assert all("<" not in line for told in figure.data[0].customdata for line in told)


@pytest.mark.parametrize("view", [view for view in VIEWS.values() if view.id != "chance"], ids=lambda view: view.id)
def test_weeks_share_one_scale_and_send_no_geometry(units: pd.DataFrame, served, campaign, view) -> None:
    layer = layers.areas(campaign, "province")
    days = {TODAY - timedelta(weeks=back): units.assign(days_ahead=units["days_ahead"] - back) for back in (2, 1, 0)}
    figure = values.weekly(days, view, layer)
    last = values.figure(units.sort_values("unit_code"), view, layer, TODAY)
    assert [frame.name for frame in figure.frames] == ["18/05/2021", "25/05/2021", "01/06/2021"]
    assert figure.data[0].colorscale == last.data[0].colorscale
    assert np.array_equal(figure.frames[-1].data[0].z, last.data[0].z)
    assert all(frame.data[0].geojson is None for frame in figure.frames)
    assert [step.label for step in figure.layout.sliders[0].steps] == [frame.name for frame in figure.frames]


def test_without_boundaries_there_is_a_list_and_no_map(units: pd.DataFrame) -> None:
    assert values.figure(units, GAP, None, TODAY) is None
    assert values.weekly({TODAY: units}, GAP, None) is None
    assert len(values.listing(units, GAP, TODAY)) == len(units)


def test_names_move_with_the_weeks(units: pd.DataFrame, served, campaign) -> None:
    layer = layers.areas(campaign, "province")
    turned = units.assign(days_ahead=-units["days_ahead"])
    figure = values.weekly({TODAY - timedelta(weeks=1): turned, TODAY: units}, GAP, layer)
    before, last = ([text for text in frame.data[-1].text if text] for frame in figure.frames)
    assert before != last == [text for text in figure.data[-1].text if text]
    assert figure.frames[0].traces[-1] == len(figure.data) - 1
