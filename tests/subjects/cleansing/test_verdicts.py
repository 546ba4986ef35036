"""A unit is good only when its claim and its sample both are; a sample too small decides nothing it cannot."""

import numpy as np
import pandas as pd
import pytest

from campaign.definition import Cleansing
from campaign.subjects.cleansing import verdicts

PLAN = Cleansing("cleansed", None, claimed_high=0.8, sample_size=200, intolerable=0.05, risk=0.1)
# claimed, lot, drawn, wrong → verdict
UNITS = {
    "both good": (0.9, 50_000, 200, 5, "confirmed"),
    "claimed high, one wrong too many": (0.9, 50_000, 200, 6, "overclaimed"),
    "claimed just high enough": (0.8, 50_000, 200, 0, "confirmed"),
    "sound and slow": (0.79, 50_000, 200, 5, "underway"),
    "neither": (0.5, 50_000, 200, 30, "failing"),
    "beyond its target": (1.2, 50_000, 200, 0, "confirmed"),
    "no sample": (0.9, 50_000, 0, 0, "unverified"),
    "too small to pass": (0.9, 50_000, 20, 0, "unverified"),
    "too small to pass, and wrong beyond doubt": (0.9, 50_000, 20, 9, "overclaimed"),
    "every record looked at": (0.9, 60, 60, 2, "confirmed"),
    "every record looked at, too many wrong": (0.9, 60, 60, 3, "overclaimed"),
    "more drawn than claimed by then": (0.9, 50, 60, 1, "confirmed"),
}


def claims(units: dict[str, tuple]) -> pd.DataFrame:
    rows = [
        {
            "unit_code": name,
            "total": 1000 * claimed,
            "target": 1000,
            "completion": claimed,
            "state": "behind",
            "lot": lot if drawn else np.nan,
            "sample_size": drawn or np.nan,
            "defects_found": wrong if drawn else np.nan,
        }
        for name, (claimed, lot, drawn, wrong, _) in units.items()
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize("name", UNITS)
def test_a_verdict_needs_claim_and_sample(name: str) -> None:
    (found,) = verdicts.judged(claims({name: UNITS[name]}), PLAN)["verdict"]
    assert found == UNITS[name][-1]


def test_verdicts_of_many_are_those_of_each() -> None:
    found = verdicts.judged(claims(UNITS), PLAN).set_index("unit_code")["verdict"]
    assert found.to_dict() == {name: unit[-1] for name, unit in UNITS.items()}
    assert set(found) == set(verdicts.VERDICTS)


def test_a_unit_without_a_target_is_not_judged() -> None:
    frame = claims({"one": UNITS["both good"]}).assign(state="no_target")
    assert verdicts.judged(frame, PLAN).empty
    assert np.isnan(verdicts.together(verdicts.judged(frame, PLAN)).claimed)


def test_together_the_wrong_records_are_taken_off_the_claim() -> None:
    units = verdicts.judged(claims({"a": (0.9, 90_000, 200, 20, ""), "b": (0.3, 10_000, 200, 0, "")}), PLAN)
    whole = verdicts.together(units)
    assert (whole.units, whole.sampled, whole.passed, whole.overclaimed) == (2, 2, 1, 1)
    assert whole.claimed == pytest.approx(0.6)
    assert whole.share == pytest.approx(0.9 * 0.1)
    assert whole.supported == pytest.approx(0.6 * (1 - 0.09))
    assert whole.low < whole.share < whole.high


def test_the_surest_overclaim_is_named_first() -> None:
    units = verdicts.judged(
        claims(
            {
                "a": (0.9, 50_000, 200, 9, ""),
                "b": (0.9, 50_000, 200, 40, ""),
                "c": (0.9, 50_000, 200, 1, ""),
                "d": (0.1, 50_000, 200, 90, ""),
            }
        ),
        PLAN,
    )
    assert verdicts.listed(units)["unit_code"].tolist() == ["b", "a"]
