"""The pipeline: slowest stage and largest stock are two things, and neither is a stage that is done."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from campaign import words
from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.pipeline import exhibits as pipeline
from campaign.subjects.pipeline import sentences


@pytest.fixture(autouse=True)
def _followed(demo_home: Path) -> None:
    pass


def chain(day: date, project: str) -> pd.DataFrame:
    return pipeline.chain(Selection(EVERYTHING, "VN", day), project)


def test_the_slowest_stage_is_the_one_most_days_behind_and_the_stock_another() -> None:
    said, beneath = pipeline.finding(Selection(EVERYTHING, "VN", date(2021, 6, 1)), "issuance")
    assert "Khâu chậm nhất là Thẻ đã trả công dân, chậm 60 ngày" in said
    assert beneath.startswith("Tồn nhiều nhất là trước khâu Thẻ đã in")
    assert "Khâu xong sau cùng là" in beneath


def test_a_stock_that_will_be_largest_before_another_stage_is_told_as_such() -> None:
    words.use("en")
    rows = chain(date(2021, 6, 1), "issuance")
    moves = {"measure": "delivered", "date": date(2021, 10, 24), "horizon": date(2021, 11, 30)}
    said = sentences.bottleneck(rows, moves, catalogue.campaign())
    assert said.endswith("; by 24\u00a0Oct\u00a02021 the largest is forecast to be before Cards handed to citizens.")


def test_a_chain_that_is_done_has_neither() -> None:
    rows = chain(date(2021, 7, 15), "population")
    rows = rows.assign(total=rows["target"], slowest=False, largest_stock=False)
    said = sentences.bottleneck(rows, {}, catalogue.campaign())
    assert said == "Tất cả các khâu đã về đích."


@pytest.mark.parametrize("day", [date(2021, 6, 1), date(2021, 7, 15), date(2022, 1, 18)])
def test_no_unit_below_has_its_largest_stock_before_a_stage_that_is_done(day: date) -> None:
    selection = Selection(EVERYTHING, "VN", day, "collected")
    campaign = catalogue.campaign()
    named = queries.table("pipeline_below", selection).dropna(subset="stage_vi")
    labels = {str(measure.label): measure.id for measure in campaign.measures}
    for row in named.head(5).itertuples():
        stage = queries.one("overview", Selection(EVERYTHING, row.unit_code, day, labels[row.stage_vi]))
        assert stage["target"] is None or stage["total"] < stage["target"]


def test_a_stage_says_how_much_is_missing_of_which_target() -> None:
    said = pipeline.stage(Selection(EVERYTHING, "VN", date(2021, 6, 1), "received")).sentence
    assert "Hồ sơ thu nhận của Việt Nam còn thiếu 6.670 hồ sơ (dưới 0,1% chỉ tiêu 50.000.000)" in said
