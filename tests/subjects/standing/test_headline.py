"""The overview's answer: of every project whether it makes its date, from the forecast of the day and of a week ago."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign import words
from campaign.forecast import served
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.pace import exhibits as pace
from campaign.subjects.standing import blocks, board, headline, sentences
from campaign.subjects.standing import exhibits as standing

DAYS = [date(2021, 2, 28), date(2021, 6, 1), date(2021, 7, 15)]
WEEK = timedelta(days=7)
NATION = Selection(EVERYTHING, "VN", date(2021, 6, 1))


@pytest.fixture(autouse=True)
def _followed(demo_home: Path) -> None:
    pass


@pytest.mark.parametrize("unit", ["VN", "48"])
@pytest.mark.parametrize("day", DAYS)
def test_every_project_has_an_answer_and_its_figures_are_those_of_the_pace_page(day: date, unit: str) -> None:
    selection = Selection(EVERYTHING, unit, day)
    campaign = catalogue.campaign()
    said = list(standing.answers(selection).values())
    assert len(said) == len(campaign.projects)
    for project, (answer, beneath) in zip(campaign.projects, said, strict=True):
        assert answer.startswith(f"{project.label}: ")
        last = served.forecast(selection.of(campaign.chain(project.id)[0].id)).last()
        if "đã về đích" in answer:
            continue
        there = pace.figures(selection.of(last["measure"]))
        for figure in (formats.chance(last["p_by_deadline"]), formats.number(last["expected_shortfall"])):
            assert day > last["deadline"].date() or (figure in answer + beneath and figure in there)


def test_it_names_the_day_its_range_what_will_be_missing_and_the_week_before() -> None:
    last = served.forecast(NATION.of("collected")).last()
    before = served.forecast(NATION.on(NATION.as_of - WEEK).of("collected")).of(last["measure"])
    answer, beneath = list(standing.answers(NATION).values())[1]
    assert answer.endswith(f"{formats.day(last['deadline'])} là {formats.chance(last['p_by_deadline'])}")
    for day in ("median_completion", "earliest"):
        assert formats.day(last[day]) in beneath
    assert formats.number(last["expected_shortfall"]) in beneath
    assert list(standing.whole(NATION).values())[1] == f"{answer}; {beneath.partition('. ')[0]}"
    assert formats.day(NATION.as_of - WEEK) in beneath
    assert f"từ {formats.chance(before['p_by_deadline'])} thành {formats.chance(last['p_by_deadline'])}" in beneath
    assert "Khâu chậm nhất là Số định danh đã cấp, chậm 90 ngày" in beneath


def test_the_first_stage_of_the_demonstration_is_not_yet_done_and_the_missing_make_up_the_rest() -> None:
    row = queries.one("overview", NATION.of("received"))
    assert row["total"] + row["remaining"] == row["target"]
    said = next(iter(standing.answers(NATION).values()))[1]
    assert "49.993.330 hồ sơ (99,9% chỉ tiêu 50.000.000)" in said
    assert "100,0%" not in standing.stages(NATION)


def test_a_forecast_that_did_not_move_says_so() -> None:
    now = served.forecast(NATION.of("received")).of("delivered")
    campaign = catalogue.campaign()
    assert "không thay đổi" in headline.change(now, now, campaign)
    assert headline.change(now, {}, campaign) == ""


def test_a_finish_that_moved_is_later_or_earlier_and_beyond_what_is_looked_at_too() -> None:
    campaign, day = catalogue.campaign(), date(2021, 8, 15)
    before = {"measure": "delivered", "as_of": day - WEEK, "deadline": date(2021, 7, 1), "guard": None}
    before |= {"median_completion": date(2021, 9, 11), "horizon": date(2022, 2, 6), "expected_shortfall": 9}
    now = before | {"as_of": day, "median_completion": date(2021, 10, 28), "p_by_deadline": 0, "expected_shortfall": 0}
    before["p_by_deadline"] = 0.5
    words.use("en")
    assert headline.moved(now, before, campaign) == "the forecast finish is 47 days later"
    assert headline.moved(now, now | {"median_completion": date(2021, 10, 29)}, campaign).endswith("is 1 day earlier")
    beyond = now | {"median_completion": None}
    assert (
        headline.moved(beyond, now, campaign)
        == "the forecast finish went from 28\u00a0Oct\u00a02021 to after 6\u00a0Feb\u00a02022"
    )
    assert headline.moved(beyond, beyond, campaign) == ""
    assert headline.moved(beyond | {"guard": "level_shift"}, now, campaign) == ""


def test_under_guard_neither_the_answer_nor_the_change_has_a_chance() -> None:
    day = date(2021, 5, 5)
    ahead = served.forecast(NATION.on(day).of("collected")).last()
    assert ahead["guard"] == "level_shift", "the holidays of the week before are over"
    answer, beneath = list(standing.answers(NATION.on(day)).values())[1]
    assert "chưa dự báo được" in answer
    assert "tùy kịch bản (95%)" in beneath
    assert "khả năng kịp hạn từ" not in beneath and "không thay đổi" not in beneath


@pytest.mark.parametrize("selection", [NATION, Selection(EVERYTHING, "38", date(2021, 8, 15))])
def test_what_is_of_note_in_the_headline_is_among_the_changes_of_the_week(selection: Selection) -> None:
    moved, told = standing.moved(selection), direction.turned(selection.of("received"))
    assert moved
    beneath = [beneath for _, beneath in standing.answers(selection).values()]
    for change in moved.values():
        assert any(change in said for said in beneath)
        assert any(change in said for said in told)
    assert "không có biến động" not in direction.changes(selection.of("received"))


def test_all_stages_done_name_the_last_and_no_slowest_one() -> None:
    day = date(2022, 1, 18)
    overview = queries.table("overview", Selection(EVERYTHING, "VN", day))
    chain = overview[overview["project"] == "population"].assign(slowest=False)
    campaign = catalogue.campaign()
    done = chain.assign(total=chain["target"], reached_on=chain["deadline"])
    assert "tất cả các khâu đã về đích" in headline.answer(done, {}, campaign)
    assert headline.slowest(done, campaign) == ""


def test_slowest_and_largest_stock_are_two_marks_on_the_board() -> None:
    overview = queries.table("overview", NATION)
    html = board.board(overview, catalogue.campaign())
    assert html.count("khâu chậm nhất") == overview["slowest"].sum()
    assert html.count("tồn nhiều nhất") == overview["largest_stock"].sum()
    assert "Xong, với tốc độ hiện nay" in html


def test_what_was_assigned_to_no_unit_has_a_line_once_for_all_stages() -> None:
    html = standing.stages(NATION)
    assert html.count("đã giao cho các đơn vị 49.460.067, chưa giao 539.933") == 1


def test_the_best_of_units_that_are_all_behind_does_not_lead() -> None:
    below = queries.table("units_below", NATION.of("delivered"))
    campaign = catalogue.campaign()
    behind = below[below["days_ahead"] < -1]
    said = sentences.spread(behind, campaign.measure["delivered"], campaign.unit["VN"], NATION.as_of)
    assert "Ít chậm nhất" in said
    assert "Sớm nhất" not in said
    assert f"{len(behind)} chậm hơn kế hoạch" in said


def test_nobody_leads_where_all_are_behind() -> None:
    below = queries.table("units_below", NATION.of("delivered"))
    behind = below[below["days_ahead"] < -1]
    worst, best = blocks.extremes(behind).split(words.t("ranking.ahead"))
    assert worst.count("<li>") == blocks.SHOWN
    assert words.t("ranking.none") in best
