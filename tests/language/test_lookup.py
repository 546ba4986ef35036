"""What is typed of a name finds it."""

from unicodedata import combining, normalize

import pytest

from campaign import definition, settings
from campaign.language import lookup

CAMPAIGN = definition.load(settings.PROJECT / "data")
NAMES = {unit.code: CAMPAIGN.sought(unit.code) for unit in CAMPAIGN.units}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ha noi", "01"),
        ("Hà Nội", "01"),
        ("hanoi", "01"),
        ("HN", "01"),
        ("thanh hoa", "38"),
        ("da nang", "48"),
        ("ĐÀ NẴNG", "48"),
        ("tp hcm", "79"),
        ("hcm", "79"),
        ("ho chi minh city", "79"),
        ("hue", "46"),
        ("ba ria", "77"),
        ("sontay", "269"),
        ("hoang sa", "498"),
    ],
)
def test_the_unit_meant_comes_first(typed: str, code: str) -> None:
    assert lookup.found(typed, NAMES)[0] == code


def test_every_unit_is_found_by_its_name_as_typed_on_a_plain_keyboard() -> None:
    for code in list(NAMES)[::25]:
        typed = "".join(sign for sign in normalize("NFD", CAMPAIGN.unit[code].name["vi"]) if not combining(sign))
        assert code in lookup.found(typed.translate(str.maketrans("đĐ", "dD")), NAMES)


@pytest.mark.parametrize("typed", ["xyz", "ha xyz", "oi"])
def test_what_no_name_begins_with_finds_nothing_of_it(typed: str) -> None:
    assert "01" not in lookup.found(typed, NAMES)


def test_nothing_typed_finds_all_in_their_order() -> None:
    assert lookup.found(" ", NAMES) == list(NAMES)
