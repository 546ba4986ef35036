"""What must hold for every forecast, whatever the figures."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from campaign.forecast import Engine, Panel
from campaign.forecast.engine import tabulate
from campaign.forecast.summary import QUANTILES, SHARPER
from tests.forecast.panels import DAY, NAT, panel, steady

pytestmark = pytest.mark.usefixtures("without_a_course")
ENGINE = Engine(paths=400, weeks=8)


def totals(known: Panel, engine: Engine = ENGINE) -> list[np.ndarray]:
    return engine.totals(known, engine.fit(known))


def answer(known: Panel, unit: str = "u0", measure: str = "m0") -> pd.Series:
    found = ENGINE.forecast(known)[0].set_index(["unit_code", "measure"])
    return found.loc[(unit, measure)]


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    known = panel(steady())
    first, again = ENGINE.forecast(known), ENGINE.forecast(known)
    pd.testing.assert_frame_equal(first[0], again[0])
    pd.testing.assert_frame_equal(first[1], again[1])
    assert not replace(ENGINE, seed=2).forecast(known)[1].equals(first[1])


@pytest.mark.parametrize("days", [14, 21, 28, 35, 42, 48])
def test_a_young_campaign_goes_on_as_it_goes(days: int) -> None:
    """Before four weeks of surprises are known their size is assumed, and no direction: it was 60 % a week."""
    known = panel(np.repeat(steady(days=days), 3, axis=0)[:, :, :days])
    week = known.counts[:, 0, -7:].sum()
    median = ENGINE.forecast(known)[1].query("unit_code == 'root'")["q50"].to_numpy()
    assert 0.8 * week < median[1] - median[0] < 1.2 * week


def test_the_root_is_the_sum_of_its_units_path_by_path() -> None:
    known = panel(steady(units=5))
    total = totals(known)[0].astype(float).sum(axis=1)
    found = ENGINE.forecast(known)[1].query("unit_code == 'root'")
    slow = np.array(
        [[np.quantile(week, level) for level in (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)] for week in total]
    )
    np.testing.assert_allclose(found[list(QUANTILES)], slow, atol=1)


def test_the_answers_are_the_same_whoever_s_bands_are_asked_for() -> None:
    known = panel(steady(measures=2))
    fits = ENGINE.fit(known)
    answers, every = ENGINE.forecast(known)
    for fans in ((), ("root",), ("u1", "root")):
        found, quantiles = tabulate(known, fits, ENGINE.totals(known, fits), fans)
        pd.testing.assert_frame_equal(found, answers)
        assert set(quantiles["unit_code"]) == set(fans)
        for unit in fans:
            own = (table[table["unit_code"] == unit].reset_index(drop=True) for table in (quantiles, every))
            pd.testing.assert_frame_equal(*own)


def test_bands_never_fall_with_time_nor_with_probability() -> None:
    quantiles = ENGINE.forecast(panel(steady(measures=3)))[1]
    for _, own in quantiles.groupby(["unit_code", "measure"]):
        bands = own[list(QUANTILES)].to_numpy()
        assert (np.diff(bands, axis=0) >= 0).all()
        assert (np.diff(bands, axis=1) >= 0).all()


def test_no_stage_passes_the_one_before_it_on_any_path() -> None:
    counts = steady(measures=3)
    counts[:, 2, -5:] *= 2
    earlier, later = totals(panel(counts))[1:]
    assert (later <= earlier).all()
    apart = totals(panel(counts), replace(ENGINE, coupled=False))
    assert (apart[2] > apart[1]).any(), "the case is one in which coupling has to act"


def test_chance_and_shortfall_are_those_of_the_paths() -> None:
    known = panel(steady())
    week = 4
    known = replace(known, deadline=np.full_like(known.deadline, known.as_of + 7 * week * DAY))
    aim = float(np.median(totals(known)[0][week, 0]))
    known = replace(known, target=np.full_like(known.target, aim))
    end = totals(known)[0][week, 0].astype(float)
    found = answer(known)
    share = np.mean([total >= aim for total in end])
    made, missed = share**SHARPER, (1 - share) ** SHARPER
    assert found["p_by_deadline"] == pytest.approx(made / (made + missed))
    assert found["expected_shortfall"] == pytest.approx(np.mean([max(aim - total, 0) for total in end]))
    assert found["median_completion"] == pd.Timestamp(known.deadline[0, 0])


def test_a_constant_campaign_is_done_on_the_day_arithmetic_says() -> None:
    counts = np.full((2, 1, 84), 1000.0)
    known = panel(counts, target=np.array([[94000.0], [94000.0], [188000.0]]))
    assert answer(known)["median_completion"] == pd.Timestamp(known.as_of + 10 * DAY)
    assert answer(known, "root")["median_completion"] == pd.Timestamp(known.as_of + 10 * DAY)


def test_a_ceiling_slows_the_last_part_of_a_pace_that_has_slowed() -> None:
    counts = steady(days=112) * np.minimum(1, np.exp(-0.03 * (np.arange(112) - 70)))
    near = totals(panel(counts, ceiling=counts.sum(axis=2) * 1.2))[0]
    free = totals(panel(counts))[0]
    assert (np.median(near, axis=2)[4:] < np.median(free, axis=2)[4:]).all()


@pytest.mark.parametrize("share", [0.8, 1.0, 1.02])
def test_a_steady_pace_proves_a_ceiling_wrong_that_is_near_or_passed(share: float) -> None:
    counts = steady()
    known = panel(counts, ceiling=counts.sum(axis=2) * share)
    free, near = (totals(one)[0][4] - one.known[:-1, 0, -1, None] for one in (panel(counts), known))
    assert (np.quantile(near, 0.9, axis=1) > 0.7 * np.median(free, axis=1)).all()
    assert (np.quantile(near, 0.9, axis=1) > 1.5 * np.quantile(near, 0.1, axis=1)).all()


def test_joint_weeks_make_the_sum_wider_than_independent_ones_would() -> None:
    random = np.random.default_rng(1)
    shared = np.exp(np.repeat(random.normal(0, 0.3, 16), 7))
    counts = np.floor(500 * shared * np.ones((9, 1, 1)))
    end = totals(panel(counts))[0][4].astype(float)
    gain = end - panel(counts).known[:-1, 0, -1:]
    assert gain.sum(axis=0).std() > 2 * np.sqrt(gain.var(axis=1).sum())


def test_nothing_done_yet_gives_zeros_and_a_guard_not_a_date() -> None:
    found = answer(panel(np.zeros((2, 1, 40))))
    assert found["guard"] == "short_history"
    assert found[["p_by_deadline", "median_completion", "expected_shortfall"]].isna().all()
    assert (ENGINE.forecast(panel(np.zeros((2, 1, 40))))[1][list(QUANTILES)] == 0).all(axis=None)


@pytest.mark.parametrize("days", [1, 2, 6, 13, 20, 27])
def test_a_short_history_gives_wide_bands_and_below_14_days_no_date(days: int) -> None:
    known = panel(steady(days=days))
    bands = ENGINE.forecast(known)[1].query("unit_code == 'root'").iloc[4]
    gained = bands[list(QUANTILES)].to_numpy(dtype=float) - known.known[-1, 0, -1]
    assert gained[6] > 2 * gained[0]
    assert (answer(known)["guard"] == "short_history") == (days < 14)


def test_a_level_that_has_just_shifted_gives_no_date() -> None:
    counts = steady(units=1)
    assert answer(panel(counts))["guard"] != "level_shift"
    counts[:, :, -7:] *= 0.2
    assert answer(panel(counts))["guard"] == "level_shift"


def test_what_is_done_is_done_on_the_day_it_was_and_stays_so_above_the_target() -> None:
    counts = np.full((1, 1, 60), 100.0)
    known = panel(counts, target=np.array([[2000.0], [2000.0]]), ceiling=np.array([[3000.0]]))
    found = answer(known)
    assert found["median_completion"] == pd.Timestamp(known.days[19])
    assert (found["p_by_deadline"], found["expected_shortfall"]) == (1, 0)
    assert ENGINE.forecast(known)[1]["q025"].min() >= 6000


def test_a_deadline_that_is_past_is_answered_from_the_record() -> None:
    known = panel(np.full((1, 1, 60), 100.0), target=np.array([[7000.0], [7000.0]]))
    known = replace(known, deadline=np.full_like(known.deadline, known.days[49]))
    found = answer(known)
    assert (found["p_by_deadline"], found["expected_shortfall"]) == (0, 2000)
    assert found["median_completion"] == pd.Timestamp(known.as_of + 10 * DAY)


def test_without_a_target_there_is_a_band_but_no_chance() -> None:
    known = panel(steady())
    known = replace(known, target=np.full_like(known.target, np.nan), deadline=np.full_like(known.deadline, NAT))
    found = answer(known)
    assert pd.isna(found["p_by_deadline"]) and pd.isna(found["median_completion"])


def test_provisional_days_enter_no_rate_and_are_made_up_for() -> None:
    counts = np.full((2, 1, 84), 1000.0)
    whole = totals(panel(counts))[0]
    counts[0, 0, -3:] = (400, 100, 0)
    late = np.zeros((2, 84), dtype=bool)
    late[0, -3:] = True
    part = totals(panel(counts, provisional=late))[0]
    np.testing.assert_allclose(np.median(part, axis=2), np.median(whole, axis=2), rtol=1e-3)


def test_no_path_is_ever_below_what_is_reported() -> None:
    """A provisional day has far more than expected; a later stage reports more than the one before it has."""
    counts = steady(units=4, measures=3)
    late = np.zeros((4, 84), dtype=bool)
    late[:3, -2:] = True
    counts[0, 0, -1] *= 400
    counts[1, 1, -1] *= 400
    counts[3, 2, 40] *= 400
    known = panel(counts, provisional=late)
    reported = known.opening + counts.sum(axis=2)
    for measure, total in enumerate(totals(known)):
        assert (total >= reported[None, :, measure, None]).all()
        assert (total[0].min(axis=1) == reported[:, measure]).any(), "the case is one in which the floor has to hold"
    bands = ENGINE.forecast(known)[1].set_index(["unit_code", "measure"])
    for measure, whole in enumerate(reported.sum(axis=0)):
        assert (bands.loc[("root", f"m{measure}"), "q025"] >= whole).all()


def test_a_sum_is_under_guard_when_a_large_part_of_it_is() -> None:
    counts = steady(units=4)
    counts[3] = counts[3] * 1.5
    counts[3, :, -7:] *= 0.55
    assert answer(panel(counts), "u3")["guard"] == "level_shift"
    assert answer(panel(counts), "root")["guard"] == "level_shift"
    small = steady(units=4)
    small[0, :, -7:] *= 0.3
    assert answer(panel(small), "root")["guard"] != "level_shift"


def test_a_chance_is_neither_never_nor_always_while_both_can_happen() -> None:
    known = panel(steady())
    for share in (1.01, 100.0):
        aim = np.full_like(known.target, share * known.known[-1, 0, -1])
        assert 0 < answer(replace(known, target=aim), "root")["p_by_deadline"] < 1


def test_a_holiday_ahead_costs_about_what_holidays_cost_before() -> None:
    counts = np.full((2, 1, 84), 1000.0)
    first = panel(counts).days[0]
    past = tuple(first + day * DAY for day in (10, 24, 38, 52, 66))
    counts[:, :, [10, 24, 38, 52, 66]] = 100
    ahead = first + 86 * DAY
    usual = np.median(totals(panel(counts, holidays=past))[0], axis=2)
    rest = np.median(totals(panel(counts, holidays=(*past, ahead)))[0], axis=2)
    # five holidays at a tenth of a day, and the quietest weekday once as the first guess
    assert usual[1, 0] - rest[1, 0] == pytest.approx(1000 * (1 - (5 * 0.1 + 1) / 6), rel=0.05)


def test_a_panel_of_the_wrong_shape_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="ceiling has shape"):
        panel(steady(), ceiling=np.ones((1, 1)))
    with pytest.raises(ValueError, match="without a gap"):
        panel(steady(days=10), days=np.arange("2030-01-01", "2030-01-21", 2, dtype="datetime64[D]"))


def test_what_units_lack_without_what_they_exceed_is_what_the_root_lacks() -> None:
    """On one day, the root's deadline, whatever day is each unit's own."""
    known = panel(steady(units=4))
    known = replace(known, target=known.target * np.array([0.9, 0.4, 0.6, 0.9, 1.1])[:, None])
    deadline = known.deadline.copy()
    deadline[0] = known.days[30]
    found = ENGINE.forecast(replace(known, deadline=deadline))[0].set_index("unit_code")
    units, root = found.drop("root"), found.loc["root"]
    unassigned = root["target"] - units["target"].sum()
    net = unassigned + units["expected_lack"].sum() - units["expected_surplus"].sum()
    assert net == pytest.approx(root["expected_lack"] - root["expected_surplus"])
    assert root["expected_lack"] == pytest.approx(root["expected_shortfall"])
    assert min(units["expected_surplus"].max(), units["expected_lack"].max()) > 0
