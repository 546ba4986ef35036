"""What to decide today: by what is at stake, with nothing on it that needs no decision, in any campaign, on any day."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from random import Random

import pytest

from campaign import words
from campaign.language import formats, schedule
from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.connections import exhibits as connections
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.direction import proposals
from campaign.subjects.direction.evidence import Proposal
from tests import italy, second, small
from tests.subjects.direction.test_exhibits import DAY, RULES, START, take_in

CITY = "79"
DAYS = [date(2021, 2, 20), date(2021, 4, 27), date(2021, 6, 1), date(2021, 7, 1), date(2021, 7, 2), date(2021, 12, 31)]
UNITS = ("VN", "01", CITY, "001", "498")


def decided(unit: str, as_of: date) -> dict[str, Proposal]:
    """The proposals by rule, the largest of each."""
    return {one.rule: one for one in reversed(direction.decide(Selection(EVERYTHING, unit, as_of)))}


@pytest.mark.parametrize("seed", range(8))
def test_at_most_five_are_kept_in_the_order_of_their_stakes_and_the_largest_is_one_of_them(seed: int) -> None:
    chance = Random(seed)
    found = [
        Proposal(f"{rule}", chance.randrange(1, 10**6), chance.choice((0, 10, 10**6, 10**8)), "", "", "")
        for rule in range(chance.randrange(1, 12))
    ]
    kept = proposals.chosen(found)
    stakes = [one.stake for one in kept]
    assert len(kept) == min(len(found), 5)
    assert stakes == sorted(stakes, reverse=True)
    assert stakes[0] == max(one.stake for one in found)
    left_out = [one.share for one in found if one not in kept]
    assert all(share <= one.share for share in left_out for one in kept[1:])


@pytest.mark.few(10)
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("as_of", DAYS)
def test_each_says_its_stake_and_no_number_is_missing(unit: str, as_of: date, demo_home: Path) -> None:
    for language in ("vi", "en"):
        words.use(language)
        found = direction.decide(Selection(EVERYTHING, unit, as_of))
        stakes = [one.stake for one in found]
        assert len(found) <= 5
        assert stakes == sorted(stakes, reverse=True)
        for one in found:
            said = f"{one.action}. {one.reason}"
            assert re.search(rf"(?<![\d.,]){re.escape(formats.number(one.stake))}(?![\d]|[.,]\d)", said), said
            said = said.replace("động – Thương", "động, Thương")  # so a ministry is called
            assert not re.search(r" – |\(0\)|nan|None|\{|  ", said), said
            assert one.reason.endswith(".")


@pytest.mark.few(10)
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("as_of", DAYS)
def test_only_a_stage_that_is_behind_and_not_done_is_raised(unit: str, as_of: date, demo_home: Path) -> None:
    rows = queries.table("overview", Selection(EVERYTHING, unit, as_of))
    labels = {str(catalogue.campaign().measure[row["measure"]].label): row for row in rows.to_dict("records")}
    for one in direction.decide(Selection(EVERYTHING, unit, as_of)):
        if one.rule == "raise":
            row = max((label for label in labels if label in one.action), key=len)
            assert schedule.state(labels[row]["days_ahead"]) == "behind"
            assert labels[row]["remaining"] > 0


def test_the_city_with_most_of_what_is_missing_stands_by_its_remainder_and_the_pace_it_needs(demo_home: Path) -> None:
    as_of, campaign = date(2021, 6, 1), catalogue.campaign()
    city = queries.one("overview", Selection(EVERYTHING, CITY, as_of, "received"))
    left = city["target"] - city["total"]
    one = decided("VN", as_of)["overdue"]
    assert city["deadline"].date() < as_of < campaign.deadline
    assert one.stake == left
    assert "Hồ Chí Minh" in one.action
    needed = left / (campaign.deadline - as_of).days
    assert f"quá hạn 30/04/2021; cần {formats.number(needed)} mỗi ngày để kịp ngày 01/07/2021" in one.reason
    units = [one for one in direction.decide(Selection(EVERYTHING, "VN", as_of)) if one.page == "comparison"]
    assert units[0] == one, "of all that is asked of units it is the first"


def test_overdue_services_are_on_the_list_with_who_answers_for_them(demo_home: Path) -> None:
    as_of = date(2021, 6, 1)
    listed = queries.table("connections", Selection(EVERYTHING, "VN", as_of))
    late = listed[(listed["planned_on"] < str(as_of)) & listed["connected_on"].isna()]
    one = decided("VN", as_of)["connect"]
    assert one.stake == len(late) == 16
    waits = Counter(
        " + ".join(
            row[side]
            for side in (["responsible_vi"] if row["held_by"] != "counterpart" else [])
            + (["counterpart_vi"] if row["held_by"] != "owner" else [])
        )
        + row["held_by"]
        for row in late.to_dict("records")
    )
    (body, most), *_ = waits.most_common()
    assert f"Đang chờ: {body.removesuffix('counterpart')} ({most} việc, bên phối hợp, đã thử nghiệm);" in one.reason
    line = connections.line(Selection(EVERYTHING, "VN", as_of))
    assert line.endswith(f"chờ nhiều nhất {body.removesuffix('counterpart')} ({most})")
    assert late["kind"].value_counts().to_dict() == {"service": 13, "ministry_link": 3}
    assert "13 dịch vụ, 3 bộ, ngành" in one.reason


def test_what_is_planned_for_today_or_connected_is_not_overdue(home: Path) -> None:
    second.folder(home)
    small.deliver(
        home,
        "services_2021-01-20.csv",
        "service_id,name,kind,owner,unit_code,planned_on,tested_on,connected_on\n"
        "S1,Một,service,Sở A,,2021-01-10,,\nS2,Hai,service,Sở A,,2021-01-20,,\n"
        "S3,Ba,service,Sở B,,2021-01-05,2021-01-05,2021-01-06\nS4,Bốn,link,,A,2021-01-15,,\nS5,Năm,link,Sở B,B,,,\n",
    )
    one = decided("R", date(2021, 1, 20))["connect"]
    assert (one.stake, one.whole) == (2, 5)
    assert one.reason.startswith("1 dịch vụ, 1 tỉnh đã quá ngày kế hoạch")
    assert "“Một”, quá 10 ngày" in one.reason
    assert one.reason.endswith("Chủ trì: – (1); Sở A (1)."), "the list has no day of readiness, so nobody knows who"
    assert "connect" not in decided("B", date(2021, 1, 20))
    assert decided("A", date(2021, 1, 20))["connect"].stake == 1


@pytest.mark.parametrize("as_of", [date(2021, 3, 1), date(2021, 6, 15), date(2021, 9, 30), date(2021, 12, 31)])
def test_a_campaign_of_one_measure_names_who_will_miss_most(
    as_of: date, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path_factory.getbasetemp() / "italy-decides"
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    if not home.exists():
        italy.folder(home)
    below = queries.table("units_below", Selection(EVERYTHING, "IT", as_of, "first_dose"))
    left = below["target"] - below["total"]
    days = max((date(2021, 9, 30) - as_of).days, 0)
    lack = (left - below["rate_7d"] * days).clip(lower=0)
    (one,) = direction.decide(Selection(EVERYTHING, "IT", as_of))
    assert one.rule == ("overdue" if as_of > date(2021, 9, 30) else "slow")
    assert one.stake == pytest.approx(lack.sum(), abs=1)
    assert below["name_vi"][lack.idxmax()] in one.action


def test_nobody_lends_more_than_the_campaign_allows(home: Path) -> None:
    toml = RULES + 'lend_share = 0.25\n\n[capacity]\nitems_per_machine_day = 10\nmeasure = "received"\n'
    take_in(home, {("a1", "received"): [10] * 30, ("b1", "received"): [100] * 30}, toml=toml)
    as_of = START + 29 * DAY
    one = decided("R", as_of)["machines"]
    lender = queries.one("overview", Selection(EVERYTHING, "B", as_of, "received"))
    (lent,) = re.findall(r"Tỉnh B ([\d.]+) ngày-máy", one.action)
    all_of_it = lender["rate_7d"] / 10 * (date(2021, 3, 2) - as_of).days
    assert int(lent.replace(".", "")) <= 0.25 * all_of_it
    assert "mỗi đơn vị nhiều nhất 25% số máy" in one.reason
    assert one.stake <= 0.25 * all_of_it * 10


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [(1, 1, "phải thêm máy"), (5, 5, "còn trong mức 50"), (1, 20, "là đủ")],
    ids=["beyond", "within", "enough"],
)
def test_who_is_to_go_faster_learns_whether_machines_are_what_it_lacks(
    before: int, now: int, said: str, home: Path
) -> None:
    take_in(home, {("a1", "received"): [30] * 30, ("b1", "received"): [100] * 30}, toml=RULES + small.MACHINES)
    as_of = START + 29 * DAY
    told = f"{START},a1,machine,{before}\n{as_of},a1,machine,{now}\n"
    small.deliver(home, "resources.csv", f"date,unit_code,resource,number\n{told}")
    found = decided("R", as_of)
    needed = (4000 - 30 * 30) / (date(2021, 3, 2) - as_of).days / now
    each = 28 * 30 / (27 * before + now)
    reason = found["slow"].reason
    assert said in reason
    assert f"báo có {now} máy, 28 ngày qua mỗi máy làm {formats.rate(each)} hồ sơ" in reason
    assert f" {formats.rate(needed)}" in reason
    assert ("machines" in found) == (needed > each), "machines that stand idle need no others beside them"


@pytest.mark.few(6)
@pytest.mark.parametrize("as_of", [START, START + 20 * DAY, date(2021, 3, 2), date(2021, 3, 3), date(2021, 5, 1)])
@pytest.mark.parametrize("unit", ["R", "A", "a1"])
def test_a_small_campaign_decides_before_during_and_after_its_plan(unit: str, as_of: date, home: Path) -> None:
    """No machines, no services, no cleansing; of printing nobody below was given a target."""
    take_in(home, {("a1", "received"): [20] * 40, ("a2", "received"): [40] * 40, ("b1", "received"): [3] * 55})
    found = decided(unit, as_of)
    late = as_of >= START + 20 * DAY
    assert bool(found) == late
    if as_of > date(2021, 3, 2):
        rows = queries.table("units_below", Selection(EVERYTHING, unit, as_of, "received"))
        own = queries.one("overview", Selection(EVERYTHING, unit, as_of, "received"))
        left = rows["target"] - rows["total"] if len(rows) else own["target"] - own["total"]
        assert found["overdue"].stake == (left.clip(lower=0).sum() if len(rows) else left)
        assert "để kịp" not in found["overdue"].reason, "no date is left"


def test_a_stage_that_was_never_at_work_is_to_be_started(home: Path) -> None:
    take_in(home, {("a1", "received"): [60] * 30, ("a1", "printed"): [0] * 30})
    one = decided("R", START + 29 * DAY)["raise"]
    assert one.action == "Triển khai ngay khâu Thẻ đã in"
    assert "khâu này đang dừng" in one.reason
    assert "chưa có kết quả nào" in one.reason


def test_a_silent_unit_is_at_stake_with_what_it_had_left(home: Path) -> None:
    take_in(home, {("a1", "received"): [60] * 40, ("a2", "received"): [25] * 40, ("b1", "received"): [40] * 20})
    one = decided("R", START + 29 * DAY)["stopped"]
    assert one.stake == 2000 - 20 * 40
    assert "Huyện B Một" in one.reason
