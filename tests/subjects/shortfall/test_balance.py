"""What single units will lack and what the whole will lack are one sum, said the same way everywhere."""

import re
from datetime import date
from pathlib import Path

import pytest

from campaign import words
from campaign.forecast import served
from campaign.language import columns, formats
from campaign.serving import catalogue
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.shortfall import exhibits as shortfall
from campaign.subjects.shortfall.balance import Balance, balance

DAYS = [date(2021, 2, 28), date(2021, 6, 1), date(2021, 7, 15)]


@pytest.fixture(autouse=True)
def _followed(demo_home: Path) -> None:
    pass


def found(day: date, measure: str) -> Balance:
    selection = Selection(EVERYTHING, "VN", day, measure)
    return balance(served.below(selection), served.forecast(selection).of(measure))


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("measure", ["received", "delivered"])
def test_lack_and_surplus_of_the_units_make_the_lack_of_the_whole(day: date, measure: str) -> None:
    selection = Selection(EVERYTHING, "VN", day, measure)
    if served.below(selection)["expected_lack"].isna().any():
        assert shortfall.sum_up(selection) == "", "of what a guard withholds there is no sum"
        return
    known = found(day, measure)
    assert known.lack + known.unassigned - known.made_up == known.whole
    assert -100 <= known.made_up <= known.surplus  # each unit's part is rounded to whole items


@pytest.mark.parametrize("day", DAYS)
def test_the_headline_counts_only_units_that_will_miss(day: date) -> None:
    known = found(day, "received")
    said, beneath = shortfall.finding(Selection(EVERYTHING, "VN", day, "received"))
    past = day > date(2021, 7, 1)  # what was missing then is said as what has been
    lack, none = ("đã thiếu", "không thiếu") if past else ("còn thiếu", "không còn thiếu")
    assert f"{known.units} trong 63 đơn vị {lack} tổng cộng {formats.number(known.lack)} hồ sơ" in said
    whole = f"{lack} {formats.number(known.whole)} hồ sơ" if known.whole else none
    assert f"tính chung đến ngày 01/07/2021 Việt Nam {whole}" in beneath
    assert f"Các đơn vị {lack} nhiều nhất" in shortfall.largest(Selection(EVERYTHING, "VN", day, "received")).title


@pytest.mark.parametrize("day", DAYS)
def test_the_headings_of_the_table_speak_of_a_past_deadline_in_the_past(day: date) -> None:
    table = shortfall.largest(Selection(EVERYTHING, "VN", day, "received")).table
    expected = [heading for heading in columns.spoken(table).values() if re.match("Dự kiến (thiếu|vượt)", heading)]
    assert bool(expected) == (day <= date(2021, 7, 1))


def test_what_no_unit_was_given_has_a_line_of_its_own() -> None:
    selection = Selection(EVERYTHING, "VN", date(2021, 6, 1), "delivered")
    assert found(selection.as_of, "delivered").unassigned == 539_933
    assert "Chưa giao cho đơn vị nào" in shortfall.sum_up(selection)
    assert "539.933" in shortfall.sum_up(selection)


def test_a_reader_who_may_not_see_all_units_is_told_no_sum() -> None:
    scope = Scope(("VN", "01"))
    assert shortfall.sum_up(Selection(scope, "VN", date(2021, 6, 1), "received")) == ""


@pytest.mark.parametrize("day", DAYS)
def test_bars_that_differ_are_told_apart(day: date) -> None:
    for measure in (stage.id for stage in catalogue.campaign().measures):
        bars = shortfall.largest(Selection(EVERYTHING, "VN", day, measure)).whole.data[0]
        texts = [text.split(" · ")[0] for text in bars.text]
        assert len(set(texts)) == len(set(bars.x)), texts
        assert not any(text.startswith(("0 ", "0,0")) for text in texts)


def test_without_a_forecast_of_the_units_none_is_said_to_make_it() -> None:
    before_anything = Selection(EVERYTHING, "VN", date(2020, 12, 1), "received")
    for selection in (before_anything, Selection(EVERYTHING, "490", date(2021, 6, 1), "delivered")):
        said, _ = shortfall.finding(selection)
        assert "chưa có dự báo" in said
        assert shortfall.sum_up(selection) == ""


@pytest.mark.parametrize("lang", words.LANGUAGES)
@pytest.mark.parametrize("unit", ["VN", "01"])
def test_what_was_missing_is_shown_as_what_has_been(unit: str, lang: str) -> None:
    words.use(lang)
    before, after = (Selection(EVERYTHING, unit, day, "printed") for day in (date(2021, 7, 1), date(2021, 8, 15)))
    for make in (shortfall.largest, shortfall.cumulative):
        told, done = make(before), make(after)
        assert told.title != done.title
        assert any(said in done.title for said in ("lacked", "made up", "đã thiếu", "đã chiếm"))
    axis = shortfall.cumulative(after).whole.layout.annotations[-1].text
    assert ("lacked" if lang == "en" else "đã thiếu") in axis
    assert not any("chance" in text or "khả năng" in text for text in shortfall.largest(after).whole.data[0].hovertext)
    assert any("chance" in text or "khả năng" in text for text in shortfall.largest(before).whole.data[0].hovertext)
