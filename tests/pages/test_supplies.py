"""Supplies on their page, in the forecast's sentence, in what-if and among what to decide: a small campaign's store."""

import html
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from campaign import words
from campaign.forecast import served
from campaign.forecast.scenario import Scenario
from campaign.report.sections.supplies import stock
from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.pace import exhibits as pace
from campaign.subjects.supplies import course, sentences
from campaign.subjects.supplies import exhibits as supplies
from tests import small
from tests.pages.test_pages import run
from tests.queries.test_supplies import SUPPLIES

START, DAY = date(2021, 1, 4), timedelta(days=1)
AS_OF = START + 34 * DAY


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty cards a day, 200 chips left, 100 more in ten days, 50 late."""
    folder = tmp_path_factory.mktemp("store") / "home"
    counts = "".join(
        f"{(day := START + step * DAY)},{unit},{stage},{10 + (step + place) % 3 + 5 * (stage == 'received')},{day}\n"
        for step in range(35)
        for place, unit in enumerate(("a1", "a2", "b1"))
        for stage in ("received", "printed")
    )
    small.delivered(folder, "date,unit_code,measure,count,reported_on\n" + counts, toml=small.TOML + SUPPLIES)
    small.deliver(folder, "kho.csv", "date,unit_code,supply,in_hand,delivered,reported_on\n" + "".join(
        f"{day},R,chips,{left},{came},{day}\n" for day, left, came in ((START, 900, 1000), (AS_OF, 200, 1400))
    ))  # fmt: skip
    small.deliver(folder, "ve.csv", "expected_on,unit_code,supply,items,reported_on\n" + "".join(
        f"{START + step * DAY},R,chips,{items},{START}\n" for step, items in ((20, 400), (30, 50), (44, 100))
    ))  # fmt: skip
    return folder


@pytest.fixture
def home(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAMPAIGN_HOME", str(made))
    return made


def chosen(measure: str | None = None) -> Selection:
    return Selection(EVERYTHING, "R", AS_OF, measure)


def test_the_sentences_name_the_day_the_chance_and_what_is_lost(home: Path) -> None:
    (stop,) = served.forecast(chosen("printed")).stopping("printed")
    assert (stop["supply"], stop["until"].date()) == ("chips", date(2021, 3, 2))
    assert AS_OF < stop["stops_on"].date() < AS_OF + 12 * DAY and stop["p_stop"] > 0.9 and stop["short"] > 100
    said = supplies.stops(chosen())
    assert f"{stop['stops_on']:%d/%m/%Y}" in said
    assert said in pace.ahead(chosen("printed")).sentence and said not in pace.ahead(chosen("received")).sentence
    (proposal,) = [one for one in direction.decide(chosen()) if one.rule == "supply"]
    assert proposal.stake == round(stop["short"]) and f"{stop['stops_on']:%d/%m/%Y}" in proposal.action
    section = stock(chosen())
    assert {said, supplies.lasting(chosen()).sentence} <= set(section.paragraphs)


def test_a_delivery_more_makes_up_for_it(home: Path) -> None:
    delivery = Scenario(np.datetime64(AS_OF + DAY), delivered=(("chips", np.datetime64(AS_OF + 2 * DAY), 5000.0),))
    as_is, if_so = served.what_if(chosen("printed"), delivery)
    assert [round(one["short"]) for one in if_so.stopping("printed")] in ([], [0])
    before, after = (one.of("printed")["expected_shortfall"] for one in (as_is, if_so))
    assert before - after == pytest.approx(as_is.stopping("printed")[0]["short"], rel=1e-3)


def test_the_course_is_what_is_left_less_what_the_median_makes(home: Path) -> None:
    table = supplies.course(chosen(), "chips").table
    ahead = table[table["stock_left"].notna()].set_index("date")["stock_left"]
    fan = served.forecast(chosen("printed")).fan("printed").set_index("date")["q50"]
    total = queries.row("overview", chosen("printed"))["total"]
    for day, left in ahead.items():
        if day in fan.index:
            came = 100 if day.date() >= START + 44 * DAY else 0
            assert left == pytest.approx(max(200 + came - (fan[day] - total), 0))
    assert ahead.index.is_monotonic_increasing and len(ahead) > 5
    assert course.ahead(1, 1, 0, served.forecast(chosen("printed")).fan("nothing"), supplies.expected(chosen())).empty


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_says_how_long_supplies_last_and_what_is_late(home: Path, language: str) -> None:
    app = run("resources", lang=language, as_of=AS_OF.isoformat())
    assert not app.exception
    said = [one.value for one in (*app.markdown, *app.caption)] + [
        html.unescape(one.proto.body) for one in app.get("html")
    ]
    assert any(supplies.finding(chosen()) in text for text in said)
    assert [row["late_items"] for row in supplies.told(chosen()).to_dict("records")] == [50]


def test_a_campaign_without_supplies_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = small.delivered(tmp_path / "bare")
    monkeypatch.setenv("CAMPAIGN_HOME", str(folder))
    bare = Selection(EVERYTHING, "R", date(2021, 1, 5), None)
    assert supplies.missing(bare) == words.t("supplies.not_declared")
    assert stock(bare) is None and supplies.stops(bare) == ""
    assert not [one for one in direction.decide(bare) if one.rule == "supply"]


def test_what_was_to_come_on_a_day_that_is_past_is_not_the_next(home: Path) -> None:
    (row,) = queries.table("supplies", chosen()).to_dict("records")
    comes = row["arrives_on"].date()
    before, after = (sentences.lasting(row, catalogue.campaign(), day) for day in (AS_OF, comes + DAY))
    assert f"Đợt kế tiếp dự kiến về {comes:%d/%m/%Y}" in before
    assert "Đợt kế tiếp" not in after and f"{comes:%d/%m/%Y}" in after and "chưa có báo cáo" in after
