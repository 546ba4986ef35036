"""An event's effect is what came less what was likely; of events that do nothing few are told from chance."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from bench import events
from bench.forecast_made_up import made_up
from campaign.forecast import Engine, day_courses, event_effect, without_event
from campaign.forecast.effect import CLAIMED, FELL, HELPED, UNCLEAR
from campaign.forecast.event_effect import WEEKS, WIDER, of_event
from campaign.forecast.limits import Limit
from campaign.forecast.summary import Trajectories

FIRST = date(2021, 3, 1)
PATHS = np.random.default_rng(1).gamma(40, 25 / 10, (60, 101)).astype(np.float32)  # about 100 items a day
GAINS = np.concatenate([np.zeros((1, 101), np.float32), np.cumsum(PATHS, axis=0)])
CAMPAIGNS = range(200, 212)


def plainly(start: int, end: int) -> tuple[float, float, float]:
    """The band of the days after `start` up to `end`, one course after another: of 101 the 11th, 51st and 91st."""
    gains = sorted(float(GAINS[end, path]) - float(GAINS[start, path]) for path in range(101))
    low, middle, high = gains[10], gains[50], gains[90]
    return middle * (low / middle) ** WIDER, middle, middle * (high / middle) ** WIDER


def counted(*parts: tuple[int, float]) -> np.ndarray:
    """The total of so many days at so many items each, one part after the other."""
    return np.append(0, np.cumsum(np.concatenate([np.full(days, items) for days, items in parts])))


@pytest.mark.parametrize(("items", "said"), [(40, FELL), (100, UNCLEAR), (180, HELPED)])
def test_the_effect_is_what_came_less_what_was_likely(items: float, said: str) -> None:
    found = of_event(FIRST, 10, GAINS, counted((10, items), (20, 100)))
    low, middle, high = plainly(0, 10)
    days = found.days
    assert (days.judged_on, days.came, days.verdict) == (FIRST + timedelta(days=9), 10 * items, said)
    assert (days.low, days.median, days.high) == pytest.approx((low, middle, high), rel=1e-4)
    assert (days.items, days.least, days.most) == pytest.approx(
        (10 * items - middle, 10 * items - high, 10 * items - low), rel=1e-3
    )
    assert days.share(days.items) == pytest.approx(10 * items / middle - 1, rel=1e-3)
    assert found.clear == (said != UNCLEAR)


def test_the_pace_is_back_in_the_first_whole_week_that_is_not_on_the_wrong_side() -> None:
    found = of_event(FIRST, 10, GAINS, counted((10, 40), (7, 40), (7, 100), (7, 100)))
    assert found.back_on == FIRST + timedelta(days=10 + 14 - 1)
    assert found.after.came == 7 * 140
    assert (found.after.low, found.after.high) == pytest.approx((plainly(10, 24)[0], plainly(10, 24)[2]), rel=1e-4)
    assert not found.caught_up
    assert of_event(FIRST, 10, GAINS, counted((10, 40), (7, 150), (7, 100))).caught_up


def test_of_what_is_not_told_nothing_is_said() -> None:
    assert of_event(FIRST, 10, GAINS, counted((10, 40), (6, 40))).seen_until is None
    never = of_event(FIRST, 10, GAINS, counted((10, 40), (45, 40)))
    assert (never.back_on, never.seen_until) == (None, FIRST + timedelta(days=10 + 7 * WEEKS - 1))
    idle = of_event(FIRST, 10, GAINS, counted((10, 100), (45, 40)))
    assert (idle.back_on, idle.after, idle.seen_until) == (None, None, None)


def test_a_week_s_own_rhythm_is_how_its_days_lay_beside_the_usual_ones() -> None:
    done = np.array([[10, 20, 30, 40, 50, 60, 70], [70, 60, 50, 40, 30, 20, 10], [40.0] * 7, [1.0] * 7]).ravel()
    holiday = np.zeros(28, dtype=bool)
    holiday[27] = True
    shares = [[sum(week[:day]) / sum(week) for day in range(8)] for week in done.reshape(4, 7)[:3].tolist()]
    usual = [sum(column) / 3 for column in zip(*shares, strict=True)]
    plain = [[(share - mean) * 1.5**0.5 for share, mean in zip(week, usual, strict=True)] for week in shares]
    np.testing.assert_allclose(day_courses.rhythms(done, holiday), plain)
    holiday[0] = True
    assert not len(day_courses.rhythms(done, holiday)), "two weeks say nothing"


def test_at_the_end_of_a_week_a_course_has_what_it_gained_and_within_it_its_own_rhythm() -> None:
    total = np.cumsum(np.full((4, 1, 50), 70.0, np.float32), axis=0) + np.arange(50)
    days = np.arange("2021-01-01", 1, dtype="datetime64[D]")
    seen = Trajectories(days, np.zeros((2, 1)), total, total[:, 0].astype(float), np.ones((2, 21)))
    beside = np.zeros((2, 8))
    beside[0, 1:7] = 0.1
    gains = day_courses.gained(seen, 0, 17, beside)
    assert gains.shape == (18, 50)
    assert (gains[[0, 7, 14]] == np.array([[0], [70], [140]])).all()
    assert {round(float(one)) for one in gains[3]} == {30, 37}, "a week is drawn for each course"
    assert (np.diff(gains, axis=0) >= 0).all()


@pytest.mark.parametrize("unit", ["u3", "root"])
def test_supplies_that_hold_nothing_back_change_nothing_of_a_unit(unit: str) -> None:
    panel = made_up(200)
    known, engine = panel.until(panel.days[90]), Engine(paths=200, weeks=3)
    plenty = Limit(0, "chip", 1e12, np.array([], dtype="datetime64[D]"), np.array([]))
    bare, held = (
        without_event.without(one, unit, "done", 14, engine).gains for one in (known, replace(known, limits=(plenty,)))
    )
    assert bare.shape == (15, 200)
    np.testing.assert_allclose(held, bare, rtol=1e-3)


def measured(lengths: tuple[int, ...] = (1, 7, 14)) -> pd.DataFrame:
    return pd.concat([events.measured(seed, 500, lengths, units=3, parts=1) for seed in CAMPAIGNS])


def test_bands_hold_the_true_effect_as_often_as_is_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = measured()
    chance = 2 * np.sqrt(0.16 / len(CAMPAIGNS) / 3)  # units of a campaign and lengths hang together
    idle, real = (rows[rows["lost"] == lost] for lost in (0, events.LOST))
    for part in (idle, real, real[real["part"]]):
        assert part["missed"].mean() <= 2 * (1 - CLAIMED) + chance
    assert real["clear"].mean() > 2 * idle["clear"].mean()
    monkeypatch.setattr(without_event, "rhythms", lambda done, _holiday: np.zeros((3, 8)))
    monkeypatch.setattr(event_effect, "WIDER", 0.3)
    bare = measured((1,))
    assert bare["missed"].mean() > 2 * (1 - CLAIMED) + chance, "narrow bands without a day's own noise are found out"
