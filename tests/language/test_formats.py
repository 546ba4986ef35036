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
    assert formats.day(date(2021, 6, 1)) == "1\u00a0Jun\u00a02021"
    assert (formats.days(1), formats.days(2)) == ("1 day", "2 days")
    assert [formats.days(value) for value in (0, 0.3, -0.3)] == ["0 days", "under a day", "under a day"]


def test_an_axis_is_written_in_one_unit() -> None:
    assert formats.axis([0, 10e6, 20e6]) == ["0", "10 tr", "20 tr"]
    assert formats.axis([0, 500, 1000]) == ["0", "500", "1.000"]
    assert formats.axis([0, 500_000, 1e6]) == ["0", "0,5 tr", "1,0 tr"]


@pytest.mark.parametrize(
    ("share", "decimals", "written"),
    [
        (49_993_330 / 50_000_000, 1, "99,9%"),
        (0.9999999, 2, "99,99%"),
        (0.996, 0, "99%"),
        (0.7999, 0, "79%"),
        (1.0, 1, "100,0%"),
        (0.29, 0, "29%"),
        (1 - 0.9, 0, "10%"),
        (0, 1, "0,0%"),
        (0.0004, 1, "dưới 0,1%"),
        (0.0004, 0, "dưới 1%"),
        (1e-15, 1, "dưới 0,1%"),
        (-0.0004, 1, "0,0%"),
    ],
)
def test_rounding_a_share_never_reaches_its_goal_nor_takes_it_to_nothing(
    share: float, decimals: int, written: str
) -> None:
    assert formats.percent(share, decimals) == written


@pytest.mark.parametrize(
    ("times", "written"), [(0.996, "0,99"), (1.001, "1,01"), (1.0, "1,00"), (0.001, "dưới 0,01"), (0.0, "0,00")]
)
def test_a_ratio_passes_one_in_print_only_if_it_does(times: float, written: str) -> None:
    assert formats.ratio(times) == written


def test_halves_go_up() -> None:
    assert [formats.days(value) for value in (0.5, 1.5, 2.5, -2.5)] == ["1 ngày", "2 ngày", "3 ngày", "3 ngày"]
    assert formats.number(0.125, 2) == "0,13"
    assert formats.number(-0.5) == "−1"


def test_a_chance_is_never_none_and_never_all() -> None:
    assert [formats.chance(chance) for chance in (0, 0.009, 0.299, 0.989, 0.999, 1)] == [
        "dưới 1%",
        "dưới 1%",
        "29%",
        "98%",
        "trên 99%",
        "trên 99%",
    ]


def test_labels_have_as_many_places_as_tell_them_apart() -> None:
    assert formats.labels([2_722_627, 505_120, 812, 12]) == ["2,7 tr", "505,1 ng", "812", "12"]
    assert formats.labels([2_722_627, 2_722_627, 2_741_000]) == ["2,72 tr", "2,72 tr", "2,74 tr"]
    assert formats.labels([2_000_000, 2_000_001]) == ["2,000000 tr", "2,000001 tr"]
    assert formats.labels([]) == []


def test_ticks_of_an_axis_are_exact() -> None:
    assert formats.axis([0, 2.5e6, 5e6]) == ["0", "2,5 tr", "5,0 tr"]
    assert formats.axis([0, 1250, 2500]) == ["0", "1,25 ng", "2,50 ng"]
    assert formats.axis([0, 0.25, 0.5]) == ["0", "0,25", "0,50"]


def test_what_goes_beyond_its_target_is_no_fraction() -> None:
    assert formats.parts(248, 200) == "248 (chỉ tiêu 200)"
    assert formats.parts(200, 200) == "200/200"
