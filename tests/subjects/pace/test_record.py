"""What was said of a day beside the day that came, counted by hand."""

from datetime import date
from pathlib import Path

import pandas as pd

from campaign import words
from campaign.subjects.pace import record, sentences
from tests import small

DAYS = pd.date_range("2030-01-01", periods=8)


def beside(target: float, said: str | None, totals: list[int]) -> dict[str, object]:
    answers = pd.DataFrame(
        {
            "as_of": [DAYS[0]],
            "target": [target],
            "deadline": [DAYS[-1]],
            "median_completion": [pd.Timestamp(said) if said else None],
            "earliest": [None],
            "latest": [None],
            "guard": [None if said else "untold"],
        }
    )
    return record.beside(answers, pd.DataFrame({"date": DAYS[: len(totals)], "total": totals})).iloc[0].to_dict()


def test_the_day_that_came_is_the_first_after_the_last_below_the_target() -> None:
    row = beside(50, "2030-01-04", [10, 30, 55, 40, 60, 70])
    assert (row["came_on"], row["said_late"]) == (DAYS[4], -1)


def test_a_target_that_was_there_from_the_first_day_came_then() -> None:
    assert beside(50, "2030-01-04", [60, 70])["came_on"] == DAYS[0]


def test_what_has_not_come_has_no_day_and_no_difference() -> None:
    row = beside(50, "2030-01-04", [10, 55, 49])
    assert pd.isna(row["came_on"])
    assert pd.isna(row["said_late"])


def test_what_was_withheld_stays_withheld() -> None:
    row = beside(50, None, [10, 60])
    assert pd.isna(row["median_completion"])
    assert row["guard"] == "untold"
    assert pd.isna(row["said_late"])


def test_a_former_target_that_is_reached_is_not_said_to_be_todays(tmp_path: Path) -> None:
    campaign = small.loaded(small.folder(tmp_path))
    words.use("vi", campaign.languages)
    measure, unit = campaign.measures[0], campaign.units[0]
    days = pd.to_datetime(["2021-01-01", "2021-01-08"])
    table = pd.DataFrame({"made_on": days, "median_completion": days, "came_on": days, "said_late": [-4, 2]})
    said = []
    for reached in (2, 1, 0):
        open_now = table.index >= reached
        seen = table.assign(came_on=table["came_on"].mask(open_now), said_late=table["said_late"].mask(open_now))
        said.append(sentences.record(seen, measure, unit, date(2021, 2, 1)).partition("2021: ")[2])
    assert said == [
        "2 dự báo nêu được ngày xong, lệch trung bình 3 ngày so với ngày thật.",
        "2 dự báo nêu được ngày xong. 1 dự báo về chỉ tiêu cũ, nay đã đạt, lệch trung bình 4 ngày; "
        "chỉ tiêu của các dự báo còn lại đến ngày 01/02/2021 chưa đạt.",
        "2 dự báo nêu được ngày xong; đến ngày 01/02/2021 vẫn chưa xong.",
    ]
