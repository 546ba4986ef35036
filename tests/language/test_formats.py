"""Numbers and dates as readers write them."""

from datetime import date

import pytest

from campaign import words
from campaign.language import formats


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    words.use("vi")


def test_numbers_have_points_between_thousands_and_a_decimal_comma() -> None:
    assert formats.number(1234567.84, 1) == "1.234.567,8"
    words.use("en")
    assert formats.number(1234567.84, 1) == "1,234,567.8"


def test_a_negative_number_has_a_real_minus_and_a_rounded_zero_no_sign() -> None:
    assert formats.number(-3) == "−3"
    assert formats.number(-0.2) == "0"
    assert formats.number(0.2, sign=True) == "0"
    assert formats.number(3.4, sign=True) == "+3"


def test_percentages_above_one_hundred_stay_as_they_are() -> None:
    assert formats.percent(1.07) == "107,0%"


def test_missing_values_are_a_dash_everywhere() -> None:
    nothing = (formats.number, formats.percent, formats.compact, formats.day, formats.days)
    assert {form(value) for form in nothing for value in (None, float("nan"))} == {formats.MISSING}


def test_days_and_parts_are_written_as_reports_write_them() -> None:
    assert formats.day(date(2021, 6, 1)) == "01/06/2021"
    assert formats.days(-23.4) == "23 ngày"
    assert formats.parts(35501, 39088) == "35.501/39.088"
    words.use("en")
    assert (formats.days(1), formats.days(2)) == ("1 day", "2 days")


def test_an_axis_is_written_in_one_unit() -> None:
    assert formats.axis([0, 10e6, 20e6]) == ["0", "10 tr", "20 tr"]
    assert formats.axis([0, 500, 1000]) == ["0", "500", "1.000"]
