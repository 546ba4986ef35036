"""Days as hands type them."""

from datetime import date

import pytest

from campaign.language import typed_days

FIRST, LAST, JUNE = date(2021, 1, 1), date(2022, 1, 18), date(2021, 6, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "1/6/2021",
        "01/06/2021",
        " 1.6.21 ",
        "1-6",
        "1 6",
        "2021-06-01",
        "ngày 1 tháng 6 năm 2021",
        "1 Jun 2021",
        "1 june",
    ],
)
def test_first_of_june(typed: str) -> None:
    assert typed_days.read(typed, FIRST, LAST) == JUNE


def test_without_a_year_it_is_the_latest() -> None:
    assert typed_days.read("5/1", FIRST, LAST) == date(2022, 1, 5)
    assert typed_days.read("20/1", FIRST, LAST) == date(2021, 1, 20)
    assert typed_days.read("29/2", date(2020, 1, 1), LAST) == date(2020, 2, 29)


@pytest.mark.parametrize("typed", ["", "x", "1", "30/2", "31/6/2021", "1/6/1999", "6/13", "1/2/3/4", "0/0", "9" * 5000])
def test_nothing_else_is_a_day(typed: str) -> None:
    assert typed_days.read(typed, FIRST, LAST) is None
