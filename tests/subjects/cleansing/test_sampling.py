"""Sampling against the plainest reckoning there is: all samples that could be drawn, counted."""

from itertools import combinations
from math import comb

import numpy as np
import pytest

from campaign import definition, settings
from campaign.subjects.cleansing import sampling

LOTS = [(1, 1), (2, 1), (6, 3), (9, 4), (12, 12), (13, 5), (30, 10)]
PLANS = [(0.05, 0.10), (0.2, 0.10), (0.34, 0.25)]


def chance(lot: int, bad: int, drawn: int, wrong: int) -> float:
    """The chance of exactly `wrong`: ways to draw them, of all ways (Python's whole numbers, no rounding)."""
    return comb(bad, wrong) * comb(lot - bad, drawn - wrong) / comb(lot, drawn)


def at_most(lot: int, bad: int, drawn: int, wrong: int) -> float:
    return sum(chance(lot, bad, drawn, number) for number in range(wrong + 1))


def fewest_bad(lot: int, share: float) -> int:
    return next(bad for bad in range(lot + 1) if bad >= lot * share - 1e-9)


def test_the_plain_reckoning_is_that_of_all_samples_drawn() -> None:
    lot, bad, drawn = 9, 3, 4
    samples = list(combinations(range(lot), drawn))
    for wrong in range(drawn + 1):
        share = sum(sum(one < bad for one in sample) == wrong for sample in samples) / len(samples)
        assert chance(lot, bad, drawn, wrong) == pytest.approx(share)


@pytest.mark.parametrize(("lot", "drawn"), LOTS)
@pytest.mark.parametrize(("intolerable", "risk"), PLANS)
def test_a_sample_passes_with_as_many_as_the_risk_allows(lot: int, drawn: int, intolerable: float, risk: float) -> None:
    bad = fewest_bad(lot, intolerable)
    allowed = [number for number in range(drawn + 1) if at_most(lot, bad, drawn, number) <= risk]
    found = sampling.accept_number(np.array([lot]), np.array([drawn]), intolerable, risk)
    assert found.tolist() == [max(allowed, default=-1)]


@pytest.mark.parametrize(("lot", "drawn"), LOTS)
def test_the_operating_characteristic_is_the_chance_of_passing(lot: int, drawn: int) -> None:
    shares = np.linspace(0, 1, 11)
    for accepted in range(-1, drawn + 1):
        expected = [at_most(lot, fewest_bad(lot, share), drawn, accepted) for share in shares]
        assert sampling.chance_to_pass(lot, drawn, accepted, shares) == pytest.approx(expected)


@pytest.mark.parametrize(("lot", "drawn"), LOTS)
@pytest.mark.parametrize("confidence", [0.5, 0.8, 0.95])
def test_the_interval_holds_every_share_at_which_the_sample_is_no_surprise(
    lot: int, drawn: int, confidence: float
) -> None:
    tail = (1 - confidence) / 2
    wrong = np.arange(drawn + 1)
    low, high = sampling.interval(np.full(drawn + 1, lot), np.full(drawn + 1, drawn), wrong, confidence)
    for number in wrong:
        possible = [
            bad
            for bad in range(number, lot - drawn + number + 1)
            if at_most(lot, bad, drawn, number) > tail and 1 - at_most(lot, bad, drawn, number - 1) > tail
        ]
        assert low[number] == pytest.approx(min(possible) / lot)
        assert high[number] == pytest.approx(max(possible) / lot)


@pytest.mark.parametrize(("lot", "drawn"), [(13, 5), (30, 10)])
def test_the_interval_holds_the_truth_as_often_as_it_says(lot: int, drawn: int) -> None:
    wrong = np.arange(drawn + 1)
    low, high = sampling.interval(np.full(drawn + 1, lot), np.full(drawn + 1, drawn), wrong, 0.8)
    for bad in range(lot + 1):
        held = sum(
            chance(lot, bad, drawn, number)
            for number in wrong
            if low[number] <= bad / lot <= high[number] and drawn - number <= lot - bad and number <= bad
        )
        assert held >= 0.8


def test_to_pass_is_to_be_surely_below_what_is_intolerable() -> None:
    """The same rule twice: few enough wrong, or the upper end of the one-sided interval below the share."""
    lot, drawn, intolerable, risk = 400, 90, 0.05, 0.10
    wrong = np.arange(12)
    _, high = sampling.interval(np.full(12, lot), np.full(12, drawn), wrong, 1 - 2 * risk)
    passed = wrong <= sampling.accept_number(np.array(lot), np.array(drawn), intolerable, risk)
    assert (passed == (high < intolerable)).all()
    assert passed.any() and not passed.all()


def test_a_census_is_certain() -> None:
    low, high = sampling.interval(np.array([50]), np.array([50]), np.array([3]))
    assert (low[0], high[0]) == (0.06, 0.06)


def test_the_whole_weighs_each_lot_by_what_it_holds() -> None:
    estimate, low, high = sampling.stratified(np.array([900, 100]), np.array([50, 50]), np.array([0, 25]))
    assert estimate == pytest.approx(0.05)
    spread = 1.959964 * (0.1**2 * (1 - 50 / 100) * 0.25 / 49) ** 0.5
    assert (low, high) == pytest.approx((0.05 - spread, 0.05 + spread))
    exact = sampling.interval(np.array([900]), np.array([50]), np.array([2]))
    assert sampling.stratified(np.array([900]), np.array([50]), np.array([2]))[1:] == (exact[0][0], exact[1][0])
    assert np.isnan(sampling.stratified(np.array([]), np.array([]), np.array([]))).all()


def test_the_guide_has_the_accept_numbers_of_the_plan() -> None:
    plan = definition.load(settings.PROJECT / "data").cleansing
    lines = (settings.PROJECT / "docs" / "cleansing.md").read_text(encoding="utf-8").splitlines()
    drawn, allowed = (
        [cell.strip() for cell in line.split("|")[2:-1]]
        for line in lines
        if line.startswith(("| records drawn", "| wrong ones allowed"))
    )
    numbers = sampling.accept_number(np.array(140_000), np.array(drawn, dtype=int), plan.intolerable, plan.risk)
    assert allowed == ["–" if number < 0 else str(number) for number in numbers]


def test_the_plan_of_the_campaign_accepts_up_to_five_of_two_hundred() -> None:
    plan = definition.load(settings.PROJECT / "data").cleansing
    number = sampling.accept_number(np.array(140_000), np.array(plan.sample_size), plan.intolerable, plan.risk)
    assert (plan.sample_size, int(number)) == (200, 5)
