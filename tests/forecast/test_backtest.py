"""The public record: only the past is used, and the figures are those of a loop."""

import numpy as np
import pytest

from campaign.forecast import Engine, backtest, record
from campaign.forecast.backtest import origins
from campaign.forecast.baselines import banded, weekly_rate
from tests.forecast.panels import DAY, panel, steady

pytestmark = pytest.mark.usefixtures("without_a_course")
ENGINE = Engine(paths=200)


def test_what_happens_after_an_origin_changes_no_forecast_made_on_it() -> None:
    counts = steady()
    known = panel(counts)
    at = [known.days[55]]
    changed = counts.copy()
    changed[:, :, 56:] *= 3
    quantiles = ["q025", "q50", "q975", "p_by_deadline"]
    before, after = backtest(known, at=at, engine=ENGINE), backtest(panel(changed), at=at, engine=ENGINE)
    np.testing.assert_array_equal(before[quantiles], after[quantiles])
    assert (before["actual"] < after["actual"]).all()


def test_origins_are_weekly_and_leave_a_week_to_be_judged_by() -> None:
    known = panel(steady(days=84))
    found = origins(known)
    assert found[0] == known.days[28]
    assert set(np.diff(found)) == {np.timedelta64(7, "D")}
    assert known.days[-1] - found[-1] >= np.timedelta64(7, "D")


def test_a_history_too_short_to_judge_gives_no_rows() -> None:
    assert backtest(panel(steady(days=20))).empty
    assert backtest(panel(steady(days=5), provisional=np.ones((3, 5), dtype=bool))).empty


def test_outcomes_that_are_not_known_yet_are_not_judged() -> None:
    known = panel(steady(days=84))
    judged = backtest(known, at=[known.days[-15]], engine=ENGINE)
    assert set(judged["horizon"]) == {7, 14}
    assert judged["done_by_deadline"].isna().all()


def test_done_by_the_deadline_is_looked_up_once_it_is_over() -> None:
    counts = np.full((1, 1, 84), 100.0)
    known = panel(counts, target=np.array([[7000.0], [7500.0]]))
    known = panel(counts, target=known.target, deadline=np.full((2, 1), known.days[71]))
    judged = backtest(known, at=[known.days[40]], engine=ENGINE).set_index(["unit_code", "horizon"])
    assert judged.loc[("u0", 7), "done_by_deadline"] == 1
    assert judged.loc[("root", 7), "done_by_deadline"] == 0


def test_the_baseline_is_the_week_s_mean_with_bands_from_its_own_errors() -> None:
    known = panel(steady(units=1))
    counts = known.counts[0, 0]
    errors = []
    for end in range(84 - 14, 20, -7):
        guess = counts[end - 7 : end].mean() * 14
        errors.append((counts[end : end + 14].sum() - guess) / max(guess, counts[max(end - 28, 0) : end].mean() * 14))
    guess = counts[-7:].mean() * 14
    spread = np.quantile(errors, [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])
    np.testing.assert_allclose(
        banded(weekly_rate, known, 0, 14)[0], guess + spread * max(guess, counts[-28:].mean() * 14)
    )


def test_a_week_without_reports_does_not_make_the_baseline_endless() -> None:
    """With errors in logs one silent week made its bands reach to 1,000 times the pace, which flattered any rival."""
    counts = steady(units=1)
    counts[:, :, 35:42] = 0
    band = banded(weekly_rate, panel(counts), 0, 14)[0]
    assert band[-1] < 5 * counts[0, 0, -28:].mean() * 14


def test_bands_hold_what_they_promise_on_a_made_up_campaign() -> None:
    random = np.random.default_rng(8)
    weeks = 60
    level = np.exp(np.repeat(np.cumsum(random.normal(0, 0.15, weeks)), 7))
    counts = random.poisson(300 * level * np.exp(np.repeat(random.normal(0, 0.1, (4, weeks)), 7, axis=1)))[:, None, :]
    known = panel(counts)
    judged = backtest(known, at=origins(known, first=known.days[140]), engine=ENGINE)
    found = record(judged, ("measure",)).iloc[0]
    assert found["coverage_80"] == pytest.approx(0.80, abs=0.10)
    assert found["coverage_95"] > 0.88
    assert found["skill"] > 0


def test_the_engine_s_past_trials_see_nothing_before_it_happened() -> None:
    known = panel(steady())
    cut = known.until(known.days[-8])
    assert cut.as_of == known.as_of - 7 * DAY
    again = Engine(paths=50, weeks=2).fit(cut)[0].surprises
    now = Engine(paths=50, weeks=2).fit(known)[0].surprises
    np.testing.assert_allclose(now.nation[:-1], again.nation[-len(now.nation) + 1 :])
