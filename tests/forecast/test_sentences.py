"""The sentences of a forecast say every case, in both languages, with the numbers they are given."""

from datetime import date

import pandas as pd
import pytest

from campaign import words
from campaign.definition import Items, Measure, Text, Unit
from campaign.forecast import sentences as forecast_sentences
from campaign.language import formats

CARDS = Measure(
    "printed",
    "issuance",
    Text({"vi": "Thẻ đã in", "en": "Cards printed"}),
    Items({"vi": "thẻ", "en": "cards"}, {"en": "card"}),
    100,
    date(2021, 1, 1),
)
HANOI = Unit("01", "VN", "province", Text({"vi": "Hà Nội", "en": "Hanoi"}), None, None, None, None)
AHEAD = {
    "as_of": pd.Timestamp("2021-06-01"),
    "deadline": pd.Timestamp("2021-07-01"),
    "target": 100.0,
    "p_by_deadline": 0.4,
    "median_completion": pd.Timestamp("2021-07-11"),
    "expected_shortfall": 12.3,
    "guard": None,
    "earliest": pd.Timestamp("2021-06-20"),
    "latest": None,
    "horizon": pd.Timestamp("2021-12-01"),
    "least": 0.0,
    "most": 34.0,
}
NOTHING = {"p_by_deadline": None, "median_completion": None, "expected_shortfall": None}
HELD = AHEAD | NOTHING | {"guard": "untold"}
ROW = {
    "as_of": pd.Timestamp("2021-06-01"),
    "deadline": pd.Timestamp("2021-07-01"),
    "target": 100,
    "total": 50,
    "reached_on": None,
    "days_ahead": -8.2,
}


@pytest.mark.parametrize(
    ("row", "ahead", "says"),
    [
        ({}, {}, "khả năng kịp hạn 01/07/2021 là 40%; dự báo xong ngày 11/07/2021, muộn 10 ngày"),
        ({}, {"median_completion": None}, "nhiều khả năng chưa xong trước ngày 01/12/2021"),
        ({}, NOTHING | {"guard": "level_shift"}, "vì tốc độ vừa thay đổi đột ngột"),
        ({}, NOTHING | {"guard": "untold"}, "vì một phần lớn số liệu vừa bị gián đoạn hoặc được báo dồn"),
        ({}, {"median_completion": pd.Timestamp("2021-06-01")}, "dự báo xong ngày 01/06/2021"),
        ({}, {"p_by_deadline": 0.0005}, "dưới 1%"),
        ({}, {"p_by_deadline": 0.9995}, "trên 99%"),
        (
            {"as_of": pd.Timestamp("2021-07-20")},
            {"as_of": pd.Timestamp("2021-07-20"), "median_completion": None},
            "quá hạn 01/07/2021 đã 19 ngày, còn thiếu 50 thẻ",
        ),
        ({"reached_on": pd.Timestamp("2021-06-01"), "days_ahead": 30.0}, {}, "đã về đích ngày 01/06/2021, sớm 30 ngày"),
        ({"target": None}, {}, "không được giao chỉ tiêu"),
    ],
)
def test_the_finding_says_each_case(row: dict, ahead: dict, says: str) -> None:
    words.use("vi")
    assert says in forecast_sentences.finding(ROW | row, AHEAD | ahead, CARDS)
    words.use("en")
    assert forecast_sentences.finding(ROW | row, AHEAD | ahead, CARDS).startswith("Cards printed:")


@pytest.mark.parametrize(("day", "late"), [("2021-07-01", ""), ("2021-07-02", ""), ("2021-07-03", "muộn 2 ngày")])
def test_a_day_late_is_on_plan_here_too(day: str, late: str) -> None:
    said = forecast_sentences.completion(AHEAD | {"median_completion": pd.Timestamp(day)})
    assert said.endswith(late or formats.day(pd.Timestamp(day)))


def test_a_forecast_that_leaves_its_page_names_measure_unit_and_day() -> None:
    words.use("vi")
    said = forecast_sentences.outlook(ROW, AHEAD, CARDS, HANOI)
    assert said.startswith("Theo số liệu đến ngày 01/06/2021, Thẻ đã in của Hà Nội dự báo xong ngày 11/07/2021")
    assert said.endswith("đến hạn dự kiến còn thiếu 12 thẻ.")
    assert forecast_sentences.outlook(ROW, AHEAD | {"expected_shortfall": 0.0}, CARDS, HANOI).endswith(
        "đến hạn dự kiến không còn thiếu."
    )


def test_the_span_stays_open_where_the_horizon_ends() -> None:
    words.use("vi")
    assert forecast_sentences.span(AHEAD) == "20/06/2021 – sau 01/12/2021"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_under_guard_the_scenarios_are_told_and_no_chance(lang: str) -> None:
    words.use(lang)
    said = forecast_sentences.outlook(ROW, HELD, CARDS, HANOI)
    other = forecast_sentences.scenario(AHEAD, HELD, CARDS)
    for text in (said, other):
        assert "0 – 34" in text
        assert formats.day(pd.Timestamp("2021-06-20")) in text
        assert words.t("forecast.guard_untold") in text
    for text in (said, other, forecast_sentences.finding(ROW, HELD, CARDS)):
        assert "–%" not in text and ": –" not in text
        assert not any(word in text for word in ("là –", "is –", "khả năng kịp hạn", "chance of"))


def test_past_the_deadline_only_the_day_is_open_under_guard() -> None:
    words.use("en")
    late = HELD | {"as_of": pd.Timestamp("2021-07-20"), "expected_shortfall": 40.0, "p_by_deadline": 0.0}
    assert "missing" not in forecast_sentences.completion_with_range(late, CARDS)
