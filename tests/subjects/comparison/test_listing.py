"""Names are found without diacritics and sorted as Vietnamese sorts them."""

import pandas as pd
import pytest

from campaign import words
from campaign.language import collation
from campaign.subjects.comparison.listing import ORDERS, chosen


def units(*names: str) -> pd.DataFrame:
    count = len(names)
    return pd.DataFrame({"name_vi": names, "state": ["behind"] * (count - 1) + ["silent"], "region": "north"}).assign(
        **{column: range(count) for column, _ in ORDERS.values() if column != "name"}
    )


def listed(units: pd.DataFrame, find: str, show: str, order: str) -> pd.DataFrame:
    return chosen(units, "name_vi", units["name_vi"], find, show, order)


@pytest.mark.parametrize("typed", ["da nang", "Đà Nẵng", "DA  NANG", "đa năng", "nẵng", "Đa\u0300 Nẵng"])
def test_a_name_is_found_however_it_is_typed(typed: str) -> None:
    found = listed(units("Hà Nội", "Đà Nẵng", "Đắk Nông"), typed, "", "rank")
    assert found["name_vi"].tolist() == ["Đà Nẵng"]


def test_names_follow_the_vietnamese_alphabet() -> None:
    ordered = [
        "An Giang",
        "Bạc Liêu",
        "Bắc Giang",
        "Bắc Kạn",
        "Cà Mau",
        "Cao Bằng",
        "Cần Thơ",
        "Đà Nẵng",
        "Đắk Lắk",
        "Hà Nội",
        "Hải Dương",
        "Hải Phòng",
        "Hậu Giang",
        "Hòa Bình",
        "Hồ Chí Minh",
        "Ninh Bình",
        "Yên Bái",
    ]
    assert listed(units(*reversed(ordered)), "", "", "name")["name_vi"].tolist() == ordered


def in_order(language: str, *names: str) -> list[str]:
    words.use(language, (language,))
    found = [names[place] for place in collation.order(names)]
    words.use("vi")
    return found


def test_tones_decide_only_between_equal_letters() -> None:
    assert in_order("vi", "mạ b", "ma c", "má a", "mà", "ma") == ["ma", "mà", "má a", "mạ b", "ma c"]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("vi", ["Dak", "Dzu", "Đà"]),
        ("fr", ["Eure", "Évreux", "Ezy"]),
        ("sv", ["Zon", "Ås", "Ör"]),
        ("de", ["Ober", "Öhring", "Opp"]),
    ],
)
def test_names_sort_as_the_language_in_use_has_it(language: str, names: list[str]) -> None:
    assert in_order(language, *reversed(names)) == names


def test_a_filter_takes_a_state_or_a_region() -> None:
    both = units("A", "B")
    assert listed(both, "", "silent", "rank")["name_vi"].tolist() == ["B"]
    assert len(listed(both, "", "north", "rank")) == 2
    assert listed(both, "no such place", "", "name").empty


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_lists_every_unit(order: str) -> None:
    assert len(listed(units("A", "B", "C"), "", "", order)) == 3
