"""The forecast on the pages: of the very day, one number everywhere, within what the reader may see."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from campaign import words
from campaign.forecast import Scenario, served, snapshot
from campaign.forecast import sentences as forecast_sentences
from campaign.serving import catalogue, queries, store
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.shortfall import sentences as shortfall_sentences

DAY = date(2021, 6, 1)
WEEK = timedelta(7)


@pytest.fixture(autouse=True)
def _followed(demo_home: Path) -> None:
    words.use("vi")


def root() -> str:
    return catalogue.campaign().root


def some_province() -> str:
    return queries.table("unit_tree", Selection(EVERYTHING, root(), DAY)).query("depth == 1")["unit_code"].iloc[0]


def test_the_forecast_kept_for_the_cut_off_is_the_one_a_page_would_make() -> None:
    day = store.cut_off()
    kept = served.forecast(Selection(EVERYTHING, root(), day, "printed"))
    as_is, _ = served.what_if(Selection(EVERYTHING, root(), day, "printed"), Scenario(np.datetime64(day), pace=0.5))
    for column in ("p_by_deadline", "expected_shortfall"):
        assert kept.of("printed")[column] == pytest.approx(as_is.of("printed")[column])


def test_a_scenario_leaves_the_forecast_as_it_is_beside_it() -> None:
    scenario = Scenario(np.datetime64("2021-06-02"), pace=0.5)
    as_is, if_so = served.what_if(Selection(EVERYTHING, root(), DAY, "printed"), scenario)
    own = served.forecast(Selection(EVERYTHING, root(), DAY, "printed")).of("printed")
    assert as_is.of("printed")["expected_shortfall"] == pytest.approx(own["expected_shortfall"])
    assert if_so.of("printed")["expected_shortfall"] < as_is.of("printed")["expected_shortfall"]


@pytest.mark.parametrize("day", [DAY, None])
def test_a_province_s_band_is_the_same_kept_for_the_cut_off_and_made_for_any_other_day(day: date | None) -> None:
    selection = Selection(EVERYTHING, some_province(), day or store.cut_off(), "printed")
    as_is, _ = served.what_if(selection, Scenario(np.datetime64(selection.as_of), pace=0.5))
    found = served.forecast(selection)
    shown, made = found.fan("printed"), as_is.fan("printed")
    assert len(shown) == len(made) > 26
    np.testing.assert_allclose(shown.drop(columns="date"), made.drop(columns="date"))
    assert set(found.quantiles["measure"]) == set(found.answers["measure"])


def test_the_units_below_a_province_are_kept_for_the_cut_off_as_a_page_would_make_them() -> None:
    day, province = store.cut_off(), some_province()
    selection = Selection(EVERYTHING, province, day, "printed")
    made, bands = snapshot.below(store.cursor(store.version(), day), root(), province, day)
    kept = queries.table("forecast", selection).query("unit_code != @province")
    made = made[made["measure"].isin(kept["measure"])].astype(kept.dtypes)
    assert len(kept) > 3
    assert kept.reset_index(drop=True).equals(made.reset_index(drop=True))
    unit = kept["unit_code"].iloc[0]
    asked = bands.query("unit_code == @unit and measure == 'printed'").reset_index(drop=True)
    shown = served.forecast(selection.at(unit)).fan("printed").reset_index(drop=True)
    np.testing.assert_array_equal(shown, asked[shown.columns].astype(shown.dtypes))


def test_nothing_reported_later_changes_a_forecast() -> None:
    early = served.forecast(Selection(EVERYTHING, root(), DAY, "received"))
    assert early.of("received")["as_of"].date() == DAY
    assert early.fan("received")["date"].min().date() == DAY


@pytest.mark.parametrize("day", [DAY - WEEK, DAY, DAY + WEEK])
def test_what_is_missing_on_a_day_is_not_said_to_be_done_on_it(day: date) -> None:
    selection = Selection(EVERYTHING, root(), day)
    missing = queries.table("overview", selection).query("remaining > 0")["measure"]
    forecasts = [served.forecast(selection.of(measure)).of(measure) for measure in missing]
    assert any(row["median_completion"] for row in forecasts)
    for row in forecasts:
        for told in ("earliest", "median_completion", "latest"):
            assert row[told] is None or row[told].date() > day


def test_eighty_percent_of_the_courses_end_between_the_days_named() -> None:
    found = served.forecast(Selection(EVERYTHING, root(), DAY, "approved"))
    ahead, fan = found.of("approved"), found.fan("approved").set_index("date")
    reached = {name: fan.index[(fan[name] >= ahead["target"])].min() for name in ("q90", "q10")}
    for name, quantile in (("earliest", "q90"), ("latest", "q10")):
        assert 0 <= (reached[quantile] - ahead[name]).days < 7, name
    assert ahead["earliest"] <= ahead["median_completion"] <= ahead["latest"]


def test_shortfalls_below_are_sorted_and_add_up_to_all() -> None:
    below = served.below(Selection(EVERYTHING, root(), DAY, "printed"))
    assert below["expected_lack"].is_monotonic_decreasing
    assert below["cumulative_share"].iloc[-1] == pytest.approx(1)


def test_the_shortfall_sentence_counts_the_units_that_make_up_the_share() -> None:
    below = served.below(Selection(EVERYTHING, root(), DAY, "printed"))
    total, units = 0.0, 0
    while total < 0.6 * below["expected_lack"].sum():
        total += below["expected_lack"].iloc[units]
        units += 1
    said = shortfall_sentences.shortfall(
        below, catalogue.campaign().measure["printed"], 0.6, date(2021, 6, 1), date(2021, 7, 1)
    )
    assert f"{(below['expected_lack'] > 0).sum()} trong {len(below)} đơn vị" in said
    assert f"{units} đơn vị chiếm" in said


def test_a_province_is_the_same_number_seen_from_above_and_from_itself() -> None:
    code = some_province()
    above = served.below(Selection(EVERYTHING, root(), DAY, "received")).set_index("unit_code").loc[code]
    itself = served.forecast(Selection(EVERYTHING, code, DAY, "received")).of("received")
    assert above["expected_shortfall"] == itself["expected_shortfall"]


def test_stocks_start_where_the_counted_ones_end() -> None:
    counted = queries.table("stocks", Selection(EVERYTHING, root(), DAY, "printed"))
    ahead = served.forecast(Selection(EVERYTHING, root(), DAY, "printed")).stocks()
    assert set(counted["measure"]) == set(ahead["measure"])
    for measure, rows in counted.groupby("measure"):
        first = ahead[ahead["measure"] == measure]["waiting"].iloc[0]
        assert first == pytest.approx(rows["waiting"].iloc[-1], rel=0.2, abs=100_000), measure


def test_the_bottleneck_moves_on_the_first_day_another_stock_is_the_largest() -> None:
    for day in (DAY, date(2021, 9, 1), date(2022, 1, 18)):
        found = served.forecast(Selection(EVERYTHING, root(), day, "printed"))
        largest = {when: rows.set_index("measure")["waiting"].idxmax() for when, rows in found.stocks().groupby("date")}
        start = largest[min(largest)]
        moved = [(when, measure) for when, measure in largest.items() if measure != start]
        moves = found.moves()
        assert (moves.get("date"), moves.get("measure")) == (moved[0] if moved else (None, None))


def test_a_reader_of_one_unit_gets_no_other_forecast() -> None:
    code = some_province()
    scope = Scope((code,))
    assert served.forecast(Selection(scope, root(), DAY, "received")).of("received") == {}
    assert served.below(Selection(scope, root(), DAY, "received"))["unit_code"].tolist() == [code]
    assert (
        served.what_if(Selection(scope, root(), DAY, "received"), Scenario(np.datetime64("2021-06-02"), pace=1)) is None
    )


def test_before_anything_was_reported_there_is_no_forecast_and_the_sentence_says_so() -> None:
    campaign = catalogue.campaign()
    day = date(2020, 12, 1)
    found = served.forecast(Selection(EVERYTHING, root(), day, "received"))
    assert found.of("received") == {}
    assert found.moves() == {}
    assert found.last() == {}
    row = queries.one("overview", Selection(EVERYTHING, campaign.root, day, "received"))
    assert forecast_sentences.finding(row, {}, campaign.measure["received"])
