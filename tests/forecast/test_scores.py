"""Scores against their definitions, written out slowly."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.forecast.scores import calibration, judge, record, size_of, weighted_interval_score
from campaign.forecast.summary import QUANTILES

seven = st.lists(st.integers(-1000, 1000), min_size=7, max_size=7).map(sorted)


def bracher(quantiles: list[float], actual: float) -> float:
    """The weighted interval score as its paper defines it: median and three central intervals."""
    score = 0.5 * abs(actual - quantiles[3])
    for alpha, low, high in (
        (0.05, quantiles[0], quantiles[6]),
        (0.2, quantiles[1], quantiles[5]),
        (0.5, quantiles[2], quantiles[4]),
    ):
        interval = high - low
        interval += 2 / alpha * (low - actual) if actual < low else 0
        interval += 2 / alpha * (actual - high) if actual > high else 0
        score += alpha / 2 * interval
    return score / 3.5


@given(seven, st.integers(-1500, 1500))
def test_the_interval_score_is_the_one_of_its_paper(quantiles: list[int], actual: int) -> None:
    assert weighted_interval_score(quantiles, actual) == pytest.approx(bracher(quantiles, actual))


def test_a_certain_and_right_forecast_scores_zero_and_a_certain_one_its_distance() -> None:
    assert weighted_interval_score([7.0] * 7, 7) == 0
    assert weighted_interval_score([7.0] * 7, 10) == pytest.approx(3)


def rows(actual: list[float], chance: list[float], done: list[float]) -> pd.DataFrame:
    frame = pd.DataFrame(dict(zip(QUANTILES, (10, 20, 30, 40, 50, 60, 70), strict=True)), index=range(len(actual)))
    return frame.assign(
        actual=actual,
        target=100.0,
        origin=range(len(actual)),
        unit_code="u",
        measure="m",
        horizon=7,
        size="root",
        p_by_deadline=chance,
        done_by_deadline=done,
        baseline_wis=0.5,
    )


def test_coverage_bias_skill_and_brier_are_plain_means() -> None:
    judged = judge(rows([40, 55, 65, 100], [0.9, 0.4, 0.0, 0.7], [1, 0, 0, np.nan]))
    found = record(judged).iloc[0]
    assert (found["coverage_50"], found["coverage_80"], found["coverage_95"]) == (0.25, 0.5, 0.75)
    assert found["bias"] == pytest.approx(np.mean([0, -0.15, -0.25, -0.60]))
    assert found["brier"] == pytest.approx((0.01 + 0.16 + 0) / 3)
    wis = np.mean([bracher([10, 20, 30, 40, 50, 60, 70], actual) / 100 for actual in (40, 55, 65, 100)])
    assert found["wis"] == pytest.approx(wis)
    assert found["skill"] == pytest.approx(1 - wis / 0.5)


def test_the_record_of_the_chance_has_what_was_given_and_what_came_by_tenth() -> None:
    judged = judge(rows([40] * 6, [0.71, 0.79, 1.0, 0.05, np.nan, 0.5], [1, 0, 1, 0, 1, np.nan]))
    found = calibration(pd.concat([judged, judged.assign(horizon=14)])).set_index("tenth")
    assert list(found.index) == [0, 7, 9]
    assert found.loc[7].tolist() == pytest.approx([0.75, 0.5, 2])
    assert found.loc[9].tolist() == pytest.approx([1, 1, 1])


def test_units_fall_into_thirds_by_target() -> None:
    assert list(size_of(np.array([5.0, 1, 3, np.nan, 9, 7]))) == [
        "middle",
        "small",
        "middle",
        "small",
        "large",
        "large",
    ]
