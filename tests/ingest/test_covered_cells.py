"""A record extract says what all cells of its units and days are: the named ones and the empty ones."""

from datetime import date
from pathlib import Path

import pytest

from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from tests import small

COUNTS = "date,unit_code,measure,count\n2021-01-05,a1,received,2\n2021-01-06,a1,received,3\n2021-01-06,a2,received,7\n"
RECORDS = """
[[records]]
kind = "issuance_records"
project = "issuance"
id = "application_id"
optional = ["approved_on", "returned_on", "delivered_on"]
"""
HEADER = "application_id,district_code,received_on,approved_on,printed_on,returned_on,delivered_on\n"


def total(unit: str) -> int:
    return queries.one("overview", Selection(EVERYTHING, unit, date(2021, 1, 31), "received"))["total"]


def records(*days: str) -> str:
    return HEADER + "".join(f"id{number},a1,{day},,,,\n" for number, day in enumerate(days))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2021-01-05"] * 2 + ["2021-01-06"] * 3, 5),
        (["2021-01-05"] * 2 + ["2021-01-06"] * 4, 6),
        (["2021-01-04"] + ["2021-01-06"] * 4, 5),
    ],
    ids=["the same", "one more", "a day emptied"],
)
def test_records_replace_the_counts_of_the_cells_they_cover(home: Path, days: list[str], expected: int) -> None:
    small.folder(home, toml=small.TOML + RECORDS)
    small.deliver(home, "counts.csv", COUNTS)
    small.deliver(home, "records.csv", records(*days))
    assert total("a1") == expected
    assert total("a2") == 7
