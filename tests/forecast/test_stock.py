"""Paths held to their supplies, against loops over paths and days in plain Python."""

from dataclasses import replace

import numpy as np
import pytest

from campaign.forecast import Engine, Scenario, compare, stock
from campaign.forecast.engine import Courses
from campaign.forecast.limits import Limit, least
from campaign.forecast.paths import simulate
from campaign.forecast.raking import rake
from campaign.forecast.stops import stops
from tests.forecast.panels import DAY, panel, steady

ENGINE = Engine(paths=40, weeks=6)
NO_DAYS = np.array([], dtype="datetime64[D]")


def plain(total: np.ndarray, reported: np.ndarray, allowed: np.ndarray, work: np.ndarray) -> tuple:
    """Totals by day (7W + 1, U, P) and the first day short (P,): one path, one day, one unit after another."""
    weeks, units, paths = len(total) - 1, *total.shape[1:]
    made, first = np.zeros((7 * weeks + 1, units, paths)), [None] * paths
    for path in range(paths):
        wish = {unit: [float(total[0, unit, path])] for unit in range(units)}
        for unit in range(units):
            for week in range(weeks):
                gain = float(total[week + 1, unit, path]) - float(total[week, unit, path])
                week_work = [float(work[unit, 7 * week + day]) for day in range(7)]
                for day in range(7):
                    part = sum(week_work[: day + 1]) / sum(week_work) if sum(week_work) else (day + 1) / 7
                    wish[unit].append(float(total[week, unit, path]) + gain * part)
        told, hoped = sum(map(float, reported)), sum(days[0] for days in wish.values())
        share = min(max((allowed[0] - told) / (hoped - told), 0), 1) if hoped > told else 1
        have = {unit: float(reported[unit]) + (wish[unit][0] - float(reported[unit])) * share for unit in wish}
        if sum(days[0] - have[unit] for unit, days in wish.items()) > stock.NOTICED:
            first[path] = 0
        made[0, :, path] = list(have.values())
        fastest = 0.0
        for day in range(1, 7 * weeks + 1):
            week = (day - 1) // 7
            whole = sum(wish[unit][7 * week + 7] - wish[unit][7 * week] for unit in wish)
            fastest = max(fastest, whole)
            flow = sum(wish[unit][day] - wish[unit][day - 1] for unit in wish)
            wanted = {unit: wish[unit][day] - have[unit] for unit in wish}
            able = min(sum(wanted.values()), flow * fastest / whole if whole > 0 else fastest / 7)
            comes = min(max(allowed[day] - sum(have.values()), 0), able)
            if first[path] is None and comes < able - stock.NOTICED:
                first[path] = day
            for unit in wish:
                have[unit] += wanted[unit] * comes / sum(wanted.values()) if sum(wanted.values()) else 0
            made[day, :, path] = list(have.values())
    return made, first


@pytest.mark.parametrize("seed", range(4))
def test_paths_are_those_of_a_loop_over_paths_and_days(seed: int) -> None:
    random = np.random.default_rng(seed)
    weeks, units, paths = 5, 3, 6
    gains = random.integers(0, 900, (weeks, units, paths)) * (random.random((weeks, 1, paths)) > 0.2)
    total = np.concatenate([random.integers(500, 700, (1, units, paths)), gains]).cumsum(axis=0).astype(np.float32)
    reported, work = np.full(units, 480.0), random.random((units, 7 * weeks)) * (random.random((1, 7 * weeks)) > 0.2)
    comes = random.integers(0, 1500, 7 * weeks) * (random.random(7 * weeks) > 0.8)
    allowed = 1500 + random.integers(0, 1200) + np.concatenate([[0], comes.cumsum()])
    wanted, first = plain(total, reported, allowed, work)
    held = stock.hold(found := total.copy(), reported, allowed, work, range(7 * weeks + 1))
    np.testing.assert_allclose(found, wanted[::7], rtol=1e-5, atol=0.05)
    for day in range(7 * weeks + 1):
        np.testing.assert_allclose(held.on[day], wanted[day], rtol=1e-5, atol=0.05)
    assert [None if day == stock.NEVER else day for day in held.stops] == first
    assert any(day is not None for day in first), "something was short"
    summed = np.array([one.sum(axis=0, dtype=float) for _, one in sorted(held.on.items())])
    most = np.maximum(allowed[:, None], np.maximum.accumulate(summed, axis=0)[0] * 0 + reported.sum())
    assert (summed <= most + 0.5).all(), "nothing is made that is not there"
    assert (np.diff(found, axis=0) >= -0.01).all() and (found <= total + 0.01).all()


def test_what_is_short_is_shared_in_proportion_to_what_each_waits_for() -> None:
    total = np.array([[[0.0], [0.0]], [[700.0], [1400.0]]], dtype=np.float32)
    allowed = np.array([0, 300, 300, 300, 300, 300, 300, 1050])
    held = stock.hold(total, np.zeros(2), allowed, np.ones((2, 7)), (1, 3))
    assert held.on[3][:, 0].tolist() == pytest.approx([100, 200])
    assert held.stops.tolist() == [2]
    assert total[1, :, 0].tolist() == pytest.approx([200, 400]), "of 750 that came no more than the greatest pace, 300"


def limited(*limits: Limit, measures: int = 3):
    known = panel(steady(measures=measures))
    return replace(known, limits=limits), ENGINE.fit(known)


def limit(known, spare: float, supply: str = "chips", measure: int = 1, days=NO_DAYS, more=()) -> Limit:
    return Limit(measure, supply, known.known[-1, measure, -1] + spare, days, np.array(more, dtype=float))


def test_without_supplies_nothing_changes_by_a_bit() -> None:
    known, fits = limited()
    draws = ENGINE.draws(known)
    plainly = [simulate(one.now, one.surprises, draws, one.widening, one.balance) for one in fits]
    for at, one in enumerate(fits):
        if at:
            np.minimum(plainly[at], plainly[at - 1], out=plainly[at])
            np.maximum(plainly[at], one.now.reported.astype(np.float32)[None, :, None], out=plainly[at])
    plenty = replace(known, limits=(limit(known, 1e9),))
    for case in (known, plenty):
        assert all(np.array_equal(*pair) for pair in zip(ENGINE.totals(case, fits), plainly, strict=True))
    for usual, same in zip(ENGINE.courses(known, fits).tables(), ENGINE.courses(plenty, fits).tables(), strict=True):
        assert usual.equals(same)


def test_no_course_makes_what_is_not_there_and_later_stages_cannot_pass_it() -> None:
    known, fits = limited()
    week = 7 * known.counts[:, 1, -28:].sum() / 28
    came = known.as_of + np.array([10, 20]) * DAY
    known = replace(
        known,
        limits=(limit(known, week, days=came, more=(week, week)), limit(known, 2.5 * week, "ink")),
        deadline=np.full_like(known.deadline, known.as_of + 16 * DAY),
    )
    made, usual = ENGINE.courses(known, fits), ENGINE.totals(replace(known, limits=()), fits)
    second, third = (total.astype(float) for total in made.totals[1:])
    allowed, which = least(known.limits, known.as_of, 42)
    assert [allowed[day] - known.known[-1, 1, -1] for day in (0, 9, 10, 19, 20)] == pytest.approx(
        [week, week, 2 * week, 2 * week, 2.5 * week]
    )
    assert (which[0], which[42]) == ("chips", "ink")
    assert np.array_equal(made.totals[0], usual[0])
    assert (second.sum(axis=1) <= allowed[::7, None] + 1).all() and (second <= usual[1]).all()
    assert (third <= np.maximum(second, fits[2].now.reported[None, :, None]) + 0.01).all()
    assert (second.sum(axis=1)[-1] < usual[1].sum(axis=1, dtype=float)[-1] - 1000).all(), "it binds"
    on = {at: held.on[16].sum(axis=0, dtype=float) for at, held in made.held.items()}
    assert (on[1] <= allowed[16] + 1).all() and (on[2] <= on[1] + 1).all()
    answers = made.tables()[0].set_index(["unit_code", "measure"])
    assert answers.loc[("root", "m1"), "expected_shortfall"] == pytest.approx(
        np.maximum(known.target[-1, 1] - on[1], 0).mean(), rel=1e-6
    )
    lacks = answers.xs("m1", level="measure")
    assert lacks["expected_lack"][:-1].sum() - lacks["expected_surplus"][:-1].sum() == pytest.approx(
        lacks.loc["root", "expected_lack"] - lacks.loc["root", "expected_surplus"], rel=1e-4
    )


def test_the_day_of_the_stop_its_chance_and_what_is_lost_are_those_of_the_paths() -> None:
    known, fits = limited()
    week = 7 * known.counts[:, 1, -28:].sum() / 28
    known = replace(known, limits=(limit(known, 2 * week),))
    usual = Courses(known, fits, ENGINE.totals(replace(known, limits=()), fits), {})
    (row,) = stops(ENGINE.courses(known, fits)).to_dict("records")
    ahead = (known.deadline[-1, 1] - known.as_of).astype(int)
    work = fits[1].now.level[:, None] * fits[1].now.work[:, :42]
    allowed, _ = least(known.limits, known.as_of, 42)
    made, first = plain(usual.totals[1], fits[1].now.reported, allowed, work)
    free, _ = plain(usual.totals[1], fits[1].now.reported, allowed + 1e12, work)
    lost = [
        min(known.target[-1, 1], free[ahead, :, path].sum()) - min(known.target[-1, 1], made[ahead, :, path].sum())
        for path in range(ENGINE.paths)
    ]
    days = sorted(999 if day is None else day for day in first)
    assert row["p_stop"] == np.mean([day is not None and day <= ahead for day in first])
    assert row["stops_on"] == known.as_of + days[(len(days) - 1) // 2] * DAY
    assert row["short"] == pytest.approx(np.mean(lost), rel=1e-4) and row["short"] > 0
    assert (row["unit_code"], row["measure"], row["supply"]) == ("root", "m1", "chips")


def test_a_delivery_more_helps_and_one_unit_s_own_change_is_its_own() -> None:
    known, fits = limited()
    week = 7 * known.counts[:, 1, -28:].sum() / 28
    known = replace(known, limits=(limit(known, week),))
    delivery = Scenario(known.as_of + DAY, delivered=(("chips", known.as_of + 9 * DAY, week),))
    by_hand = replace(known, limits=(limit(known, week, days=known.as_of + np.array([9]) * DAY, more=(week,)),))
    for unit in ("root", "u1"):
        as_is, if_so = compare(known, fits, unit, delivery, ENGINE)
        for found, case in ((as_is, known), (if_so, by_hand)):
            wanted = ENGINE.courses(case, fits).tables((unit,))[0]
            wanted = wanted[wanted["unit_code"] == unit].reset_index(drop=True)
            assert found[0].equals(wanted)
    faster = Scenario(known.as_of + DAY, pace=0.5)
    usual, own = (table[0].set_index("measure") for table in compare(known, fits, "u1", faster, ENGINE))
    assert own.loc["m1", "expected_shortfall"] < usual.loc["m1", "expected_shortfall"], "a larger part of what is there"


def test_units_below_add_up_to_what_their_unit_gets() -> None:
    above, fits = limited(measures=2)
    week = 7 * above.counts[:, 1, -28:].sum() / 28
    above = replace(above, limits=(limit(above, week),))
    children = replace(panel(np.repeat(above.counts[:1] / 2, 2, axis=0)), root="u0", units=("c0", "c1"))
    whole = ENGINE.courses(above, fits)
    one, other = (rake(above, fits, "u0", children, ENGINE, courses=courses) for courses in (None, whole))
    assert one[0].equals(other[0]) and one[1].equals(other[1])
    gained = whole.totals[1][-1, 0].astype(float) - whole.totals[1][0, 0]
    last = one[1][(one[1]["measure"] == "m1") & (one[1]["date"] == one[1]["date"].max())]["q50"].sum()
    assert last == pytest.approx(children.known[:-1, 1, -1].sum() + np.median(gained), rel=0.03)
