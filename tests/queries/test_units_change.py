"""The figures across a day on which units end and others go on with what they did."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from campaign.ingest import deliveries
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from tests import merged, provinces_2025, small
from tests.provinces_2025 import CHANGED_ON, NEW, PARENT, QUOTA, counts, crosswalk

DAY = timedelta(days=1)


def at(unit: str, as_of: date) -> Selection:
    return Selection(EVERYTHING, unit, as_of, "received")


def overview(unit: str, as_of: date) -> dict:
    return queries.one("overview", at(unit, as_of))


def below(unit: str, as_of: date) -> pd.DataFrame:
    return queries.table("units_below", at(unit, as_of)).set_index("unit_code")


@pytest.fixture(scope="module")
def of_2025(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return provinces_2025.delivered(tmp_path_factory.mktemp("2025") / "small")


@pytest.fixture
def home_2025(of_2025: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAMPAIGN_HOME", str(of_2025))
    return of_2025


def slow_sums(until: date) -> dict[str, int]:
    """Each figure added, one by one, to its province, to the region that province lay in, and to the nation."""
    found: dict[str, int] = {}
    for (day, code), count in counts().items():
        for unit in (code, PARENT[code], "R") if day <= until else ():
            found[unit] = found.get(unit, 0) + count
    return found


def test_nation_and_regions_have_on_every_day_what_plain_sums_give(home_2025: Path) -> None:
    for day in provinces_2025.days():
        slow = slow_sums(day)
        told = {unit: overview(unit, day)["total"] for unit in ("R", *set(PARENT.values()))}
        assert told == {unit: slow[unit] for unit in told}, day


def test_a_province_goes_on_with_what_was_done_by_those_it_took_in(home_2025: Path) -> None:
    for day in (CHANGED_ON - DAY, CHANGED_ON, provinces_2025.LAST):
        slow, told = slow_sums(day), queries.table("units_at_level", at("R", day), level="province")
        total = told.set_index("unit_code")["total"].to_dict()
        if day < CHANGED_ON:
            assert total == {code: slow[code] for code in crosswalk()}
        else:
            joined = dict.fromkeys(NEW, 0)
            for code, (_, new, _) in crosswalk().items():
                joined[new] += slow[code]
            assert total == joined
            assert sum(total.values()) == slow["R"]


def test_pace_and_completeness_know_no_break(home_2025: Path) -> None:
    for day in provinces_2025.days()[7:]:
        whole, fresh = overview("R", day), queries.one("freshness", at("R", day))
        assert whole["rate_7d"] == pytest.approx(sum(10 + int(code) for code in crosswalk())), day
        assert (whole["full_until"].date(), fresh["units_expected"]) == (day, 63 if day < CHANGED_ON else 34)


def test_quotas_of_those_that_are_there_add_up_on_both_sides(home_2025: Path) -> None:
    for day in (CHANGED_ON - DAY, CHANGED_ON):
        found = queries.table("units_at_level", at("R", day), level="province")
        assert found["target"].sum() == 63 * QUOTA
        assert found["remaining"].sum() == 63 * QUOTA - overview("R", day)["total"]


def test_each_old_code_is_refused_for_new_days_with_the_name_of_its_successor(home_2025: Path) -> None:
    closed = {code: new for code, (_, new, _) in crosswalk().items() if code != new}
    late = "".join(f"2025-06-30,{code},received,{10 + int(code)}\n" for code in closed)
    new = "".join(f"2025-07-02,{code},received,7\n" for code in closed)
    (outcome,) = small.deliver(home_2025, "late.csv", "date,unit_code,measure,count\n" + late + new)
    assert (outcome.accepted, outcome.quarantined) == (29, 29)
    names = {code: name for code, (name, *_) in crosswalk().items()}
    told = deliveries.table("quarantine", outcome.delivery_id)
    assert {row["rule"] for row in told} == {"unit_ended"}
    assert {row["snippet"] for row in told} == {f"{code} → {heir} {names[heir]}" for code, heir in closed.items()}


def test_a_unit_that_has_ended_is_expected_nowhere(home: Path) -> None:
    merged.merged(home)
    before, after = below("A", merged.DAY_BEFORE), below("A", merged.MERGED_ON)
    assert (list(before.index), list(after.index)) == (["a1", "a2"], ["a3"])
    assert (before["target"].sum(), after["target"].sum()) == (4000, 4000)
    assert queries.one("freshness", at("A", merged.MERGED_ON))["units_expected"] == 1
    later = queries.table("not_reporting", at("R", date(2021, 2, 8)))
    assert set(later["unit_code"]) == {"a3", "b1"}
    assert overview("A", date(2021, 2, 2))["rate_7d"] == pytest.approx((5 * 60 + 15 + 70 + 50) / 7)
    assert overview("A", date(2021, 2, 2))["quotas_below"] == 4000


def test_a_split_shares_out_every_item_and_no_more(home: Path) -> None:
    parts = merged.UNITS.replace("2021-01-31,a3\na2", "2021-01-31,a3:0.6 a4:0.4\na2").replace(
        "b1,B", "a4,A,district,Huyện A Bốn,District A Four,,,100,80,2021-02-01,,\nb1,B"
    )
    small.folder(home, units=parts, targets=merged.TARGETS)
    small.deliver(home, "small.csv", merged.counts(*((day, "a1", 1 + day.day % 2) for day in merged.JANUARY)))
    done = sum(1 + day.day % 2 for day in merged.JANUARY)
    small.deliver(home, "february.csv", merged.counts(("2021-02-01", "b1", 1)))
    found = below("A", merged.MERGED_ON)["total"]
    assert found.sum() == done == overview("A", merged.MERGED_ON)["total"]
    assert found["a3"] == pytest.approx(0.6 * done, abs=1.5)
