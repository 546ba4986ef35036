"""Zero, silence, rest, hole, lump and revision are different things."""

import numpy as np
import pytest

from campaign.forecast.told import (
    FOLLOW,
    KNOWN,
    LUMP_TIMES,
    NEARLY_NOTHING,
    PEAK_KEPT,
    QUIET,
    SEASONED,
    SURE,
    WORKING,
    tell,
)

NONE = np.zeros(400, dtype=bool)


def one(*parts: float | list[float]) -> np.ndarray:
    """Counts of one unit, (1, D), after three weeks of 100 a day."""
    return np.array([[100.0] * 21 + list(np.hstack(parts))])


def test_a_lump_is_shared_among_the_days_nobody_told() -> None:
    told = tell(one([0, 0, 330, 100]), NONE)
    assert told.pace[0, 21:].tolist() == [110, 110, 110, 100]
    assert told.counts.sum() == told.pace.sum()


def test_silence_at_the_end_waits_until_patience_ends() -> None:
    assert tell(one([0, 0, 0]), NONE).waiting[0].nonzero()[0].tolist() == [21, 22, 23]
    assert not tell(one([0] * 15), NONE).waiting.any()
    assert tell(one([0, 0, 330, 100]), NONE).until(23).waiting[0].nonzero()[0].tolist() == [21, 22], "as it looked then"


def test_days_after_which_no_more_than_a_day_s_work_is_told_were_rest() -> None:
    told = tell(one([0, 0, 100, 100]), NONE)
    assert told.pace[0, 21:].tolist() == [0, 0, 100, 100]
    assert not told.waiting.any()


def test_a_weekday_of_rest_and_a_holiday_are_no_silence() -> None:
    week = [100.0] * 6 + [0.0]
    assert not tell(np.array([week * 4]), NONE).waiting.any()
    holiday = NONE.copy()
    holiday[21] = True
    assert not tell(one([0]), holiday).waiting.any()


def test_few_items_leave_days_without_any_and_nobody_is_silent() -> None:
    assert not tell(np.array([[3.0, 0, 5, 2] * 6 + [0, 0]]), NONE).waiting.any()


def test_a_revision_and_a_lump_out_of_nothing_are_in_the_total_and_in_no_pace() -> None:
    counts = np.vstack([one([100] * 28, -900, 100, 3000, 100), np.full(53, 9000)])
    told = tell(counts, NONE)
    assert told.apart[0].nonzero()[0].tolist() == [49, 51]
    assert told.pace[0].tolist() == pytest.approx([100] * 53)
    assert told.counts.sum() == counts.sum()


def test_what_lifts_all_units_is_no_lump() -> None:
    counts = np.full((3, 60), 100.0)
    counts[:, 50:] = 2000
    assert not tell(counts, NONE).apart.any()


def test_it_is_what_a_loop_over_the_days_of_one_unit_says() -> None:
    random = np.random.default_rng(6)
    for seed in range(20):
        counts = np.floor(random.gamma(4, 30, 160)) * (random.random(160) > 0.2 * (seed % 3))
        counts[random.integers(0, 160, 4)] *= random.choice([-3, 0, 12], 4)
        counts[seed * 5 : seed * 5 + seed] = 0
        # A neighbour, large and steady, so that a lump of one is no wave.
        both = np.vstack([counts, np.full(160, 1e6)])
        found = tell(both, NONE)
        pace, apart, silent = slow(counts)
        np.testing.assert_allclose(found.pace[0], pace)
        assert (found.apart[0].tolist(), found.silent[0].tolist()) == (apart, silent)


def slow(counts: np.ndarray) -> tuple[list[float], list[bool], list[int]]:
    """The same in plain words, for one small unit among large ones."""
    pace, apart, silent = [], [], []
    usual = peak = held = 0.0
    seen = gap = 0
    for day, today in enumerate(counts):
        working = [done >= QUIET * usual for done in pace[-7:]]
        rests = len(working) == 7 and not working[0] and sum(working) >= WORKING
        enough = seen >= KNOWN and usual >= SURE
        wave = max((today + 1e6) / (peak + 1e6), 1) if day else 1
        if today < 0:
            kind = "fall"
        elif enough and today <= NEARLY_NOTHING * usual and (gap or not rests):
            kind = "silent"
        elif enough and seen >= SEASONED and not gap and today > LUMP_TIMES * peak * wave and kind != "lump":
            kind = "lump"
        else:
            kind = "told"
        pace.append(usual if kind in ("fall", "lump") else float(today))
        apart.append(kind in ("fall", "lump"))
        if kind == "told" and (seen or today):
            days, done = gap + 1, held + today
            if gap and done > usual * days**0.5:
                pace[-days:] = [done / days] * days
            seen += 1
            for _ in range(days):
                usual += max(FOLLOW, 1 / seen) * (done / days - usual)
            peak = max(peak * PEAK_KEPT**days, done / days)
        gap = gap + 1 if kind == "silent" or (kind == "fall" and gap) else 0
        held = held + (today if kind == "silent" else 0) if kind != "told" else 0
        silent.append(gap)
    return pace, apart, silent


@pytest.mark.parametrize("days", [1, 6])
def test_a_few_days_are_what_they_are(days: int) -> None:
    counts = np.array([[100.0, 0, 0, 50, 0, 0][:days]])
    np.testing.assert_array_equal(tell(counts, NONE).pace, counts)
