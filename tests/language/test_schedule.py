"""Ahead, on plan and behind are one rule, wherever they are said."""

import re

import pandas as pd
import pytest

from campaign import settings, theme, words
from campaign.definition import Measure, Text
from campaign.figures.cells import against_plan
from campaign.language import schedule
from campaign.maps.views import GAP
from campaign.subjects.comparison import blocks, sentences
from campaign.subjects.direction import alerts, letters
from campaign.subjects.standing import sentences as standing

SAYS = {"behind": "chậm", "on_plan": "đúng kế hoạch", "ahead": "sớm"}
DAYS = [
    (-40.0, "behind"),
    (-1.01, "behind"),
    (-1.0, "on_plan"),
    (-0.6, "on_plan"),
    (0.0, "on_plan"),
    (0.9, "on_plan"),
    (1.0, "on_plan"),
    (1.01, "ahead"),
    (12.0, "ahead"),
]
CARDS = Measure("printed", "issuance", Text("Thẻ đã in", "Cards printed"), Text("thẻ", "cards"), 100, pd.Timestamp(0))


def units(*days_ahead: float | None) -> pd.DataFrame:
    """Units as units_below lists them, most behind first."""
    names = [f"Đơn vị {number}" for number in range(len(days_ahead))]
    return (
        pd.DataFrame({"unit_code": names, "name_vi": names, "days_ahead": days_ahead})
        .assign(completion=0.5, remaining=5, overdue=False, required_to_best=1.0, total=5, target=10, deadline=None)
        .assign(required_rate=1.0, name_en=names)
    )


@pytest.mark.parametrize(("days_ahead", "state"), DAYS)
def test_every_place_says_the_same_of_a_day(days_ahead: float, state: str) -> None:
    unit = units(days_ahead)
    week = {"unit_code": unit["unit_code"], "week_until": pd.Timestamp(0), "completion": 0.5, "planned_fraction": 0.6}
    assert schedule.state(days_ahead) == state
    assert schedule.states(unit["days_ahead"]).tolist() == [state]
    for said in (schedule.gap(days_ahead), alerts.gap(days_ahead), against_plan(days_ahead)):
        assert SAYS[state] in said
        assert not any(other in said for key, other in SAYS.items() if key != state)
    reached = schedule.gap_when_reached(days_ahead)
    assert reached.split()[0] == {"behind": "muộn", "on_plan": "đúng", "ahead": "sớm"}[state]
    behind = state == "behind"
    assert (len(letters.urge(unit)) == 1) == behind
    assert ("1/1 đơn vị chậm" in sentences.gaps(unit)) == behind
    assert (theme.BEHIND[1:] in blocks.small_multiples(unit, pd.DataFrame(week))) == behind
    colour = GAP.palette[GAP.classify(days_ahead, "")]
    assert {"behind": colour in GAP.colours[:3], "on_plan": colour == GAP.colours[3]}.get(
        state, colour in GAP.colours[4:]
    )


@pytest.mark.parametrize(("days_ahead", "said"), [(-1.2, "hơn 1 ngày"), (1.4, "hơn 1 ngày"), (-2.2, "2 ngày")])
def test_what_is_off_plan_is_never_written_as_the_day_that_is_on_plan(days_ahead: float, said: str) -> None:
    assert schedule.days(days_ahead) == said
    assert said in schedule.gap(days_ahead)
    assert said in against_plan(days_ahead)


def test_a_unit_without_a_plan_is_nothing_of_the_three() -> None:
    assert schedule.state(None) is schedule.state(float("nan")) is None
    assert schedule.states(pd.Series([None, 3.0])).dropna().tolist() == ["ahead"]
    assert schedule.gap(None) == schedule.gap_when_reached(None) == against_plan(float("nan")) == "–"


@pytest.mark.parametrize(
    ("days_ahead", "counts", "best", "worst"),
    [
        ((-90.0, -59.0), (0, 0, 2), "Chậm ít nhất là Đơn vị 1, chậm 59 ngày", "chậm nhất là Đơn vị 0, chậm 90 ngày"),
        ((-9.0, 0.4), (0, 1, 1), "Dẫn đầu là Đơn vị 1, đúng kế hoạch", "chậm nhất là Đơn vị 0, chậm 9 ngày"),
        ((-1.0, 8.0), (1, 1, 0), "Dẫn đầu là Đơn vị 1, sớm 8 ngày", "ở cuối là Đơn vị 0, đúng kế hoạch"),
        ((3.0, 8.0), (2, 0, 0), "Dẫn đầu là Đơn vị 1, sớm 8 ngày", "sớm ít nhất là Đơn vị 0, sớm 3 ngày"),
    ],
)
def test_a_unit_that_is_behind_does_not_lead(days_ahead: tuple, counts: tuple, best: str, worst: str) -> None:
    said = standing.spread(units(*days_ahead), CARDS)
    assert best in said
    assert worst in said
    ahead, on_plan, behind = counts
    assert f"{ahead} đơn vị sớm hơn kế hoạch, {on_plan} đúng kế hoạch, {behind} chậm" in said
    assert ("Dẫn đầu" in said) == (schedule.state(days_ahead[-1]) != "behind")


def test_a_single_unit_is_named_once() -> None:
    words.use("en")
    said = standing.spread(units(-3.0), CARDS)
    assert said.count("Đơn vị 0") == 1
    assert "least behind" in said


def test_no_other_place_decides_by_the_sign_of_the_days() -> None:
    """A column or variable of days ahead is compared with a number in campaign.language.schedule only."""
    compared = re.compile(r"""days_ahead["'\])]*\s*(?:[<>]=?|==)\s*-?\d""")
    files = [*settings.PROJECT.glob("campaign/**/*.py"), *settings.PROJECT.glob("pages/*.py")]
    deciding = {file.name for file in files if compared.search(file.read_text(encoding="utf-8"))}
    assert deciding == {"schedule.py"}
