"""Ahead, on plan and behind are one rule, wherever they are said."""

import re
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from campaign import settings, theme
from campaign.figures.cells import against_plan
from campaign.language import schedule
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.comparison import blocks, sentences
from campaign.subjects.direction import alerts, letters
from tests import small

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


def units(*days_ahead: float | None) -> pd.DataFrame:
    """Units as units_below lists them, most behind first."""
    names = [f"Đơn vị {number}" for number in range(len(days_ahead))]
    return (
        pd.DataFrame({"unit_code": names, "name_vi": names, "days_ahead": days_ahead})
        .assign(completion=0.5, remaining=5, past_due=False, required_to_best=1.0, total=5, target=10, deadline=None)
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


@pytest.mark.parametrize(("days_ahead", "said"), [(-1.2, "hơn 1 ngày"), (1.4, "hơn 1 ngày"), (-2.2, "2 ngày")])
def test_what_is_off_plan_is_never_written_as_the_day_that_is_on_plan(days_ahead: float, said: str) -> None:
    assert schedule.days(days_ahead) == said
    assert said in schedule.gap(days_ahead)
    assert said in against_plan(days_ahead)


def test_a_unit_without_a_plan_is_nothing_of_the_three() -> None:
    assert schedule.state(None) is schedule.state(float("nan")) is None
    assert schedule.states(pd.Series([None, 3.0])).dropna().tolist() == ["ahead"]
    assert schedule.gap(None) == schedule.gap_when_reached(None) == against_plan(float("nan")) == "–"


def test_no_other_place_decides_by_the_sign_of_the_days() -> None:
    """A column or variable of days ahead is compared with a number in campaign.language.schedule only."""
    compared = re.compile(r"""days_ahead["'\])]*\s*(?:[<>]=?|==)\s*-?\d""")
    files = [*settings.PROJECT.glob("campaign/**/*.py"), *settings.PROJECT.glob("pages/*.py")]
    deciding = {file.name for file in files if compared.search(file.read_text(encoding="utf-8"))}
    assert deciding == {"schedule.py"}


def test_the_state_of_the_views_is_the_same_rule(home: Path) -> None:
    """Units that are behind, on plan and ahead on some of the days, from reports taken in."""
    start, seen = date(2021, 1, 1), set()
    daily = {"a1": [90] * 20 + [0] * 35, "a2": [20] * 55, "b1": [1] * 28 + [90] * 27}
    rows = "".join(
        f"{start + timedelta(days=day)},{unit},received,{count}\n"
        for unit, counts in daily.items()
        for day, count in enumerate(counts)
    )
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n" + rows)
    for day in range(5, 55, 2):
        below = queries.table("units_below", Selection(EVERYTHING, "A", start + timedelta(days=day), "received"))
        told = below[below["state"].isin(["behind", "on_plan", "ahead"])]
        assert told["state"].tolist() == schedule.states(told["days_ahead"]).tolist()
        seen |= set(told["state"])
    assert seen == {"behind", "on_plan", "ahead"}
