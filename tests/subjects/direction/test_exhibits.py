"""What a leader is told to decide, praise, urge and notice, from reports taken in through the front door."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign import words
from campaign.language import formats
from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.direction.alerts import gap
from tests import small

START, DAY = date(2021, 1, 1), timedelta(days=1)
RULES = small.TOML + "\n[direction]\nalert_days = 7\npraise_days_early = 10\nbacklog_days = 5\n"


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    words.use("vi")


def take_in(
    home: Path, counts: dict[tuple[str, str], list[int]], targets: str = small.TARGETS, toml: str = RULES
) -> None:
    """Take in the items of each unit and measure, day by day from the start, told on their own day."""
    small.folder(home, toml=toml, targets=targets)
    rows = "".join(
        f"{START + day * DAY},{unit},{measure},{count}\n"
        for (unit, measure), counted in counts.items()
        for day, count in enumerate(counted)
    )
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n" + rows)


def digest(as_of: date, unit: str = "R", scope: Scope = EVERYTHING) -> dict[str, list[str]]:
    found = direction.digest(Selection(scope, unit, as_of, "received"))
    return {alert.kind: alert.units["unit_code"].tolist() for alert in found}


def test_units_that_fall_behind_or_catch_up_within_the_week_are_told_with_both_gaps(home: Path) -> None:
    take_in(
        home,
        {
            ("a1", "received"): [90] * 20 + [0] * 35,
            ("a2", "received"): [30] * 55,
            ("b1", "received"): [1] * 28 + [150] * 27,
        },
    )

    def gaps(day: date) -> dict[str, float]:
        below = queries.table("units_below", Selection(EVERYTHING, "R", day, "received"))
        return {unit.unit_code: unit.days_ahead for unit in below.itertuples()}

    seen = set()
    for day in (START + number * DAY for number in range(10, 55, 3)):
        now, before = gaps(day), gaps(day - 7 * DAY)
        behind = {code for code in now if now[code] < -1 <= before[code]}
        caught_up = {code for code in now if before[code] < -1 <= now[code]}
        alerts = {alert.kind: alert for alert in direction.digest(Selection(EVERYTHING, "R", day, "received"))}
        for kind, codes in (("behind", behind), ("caught_up", caught_up)):
            assert set(alerts[kind].units["unit_code"] if kind in alerts else ()) == codes, (day, kind)
            for code in codes:
                assert gap(now[code]) in alerts[kind].sentence
                assert gap(before[code]) in alerts[kind].sentence
            seen |= {kind} if codes else set()
    assert seen == {"behind", "caught_up"}


@pytest.mark.parametrize("silent_for", [3, 4])
def test_a_unit_is_told_when_it_goes_silent_and_only_within_the_week(silent_for: int, home: Path) -> None:
    take_in(home, {("a1", "received"): [60] * 40, ("a2", "received"): [30] * 40, ("b1", "received"): [40] * 20})
    last_told = START + 19 * DAY
    assert digest(last_told + silent_for * DAY).get("stopped", []) == (["b1"] if silent_for > 3 else [])
    assert "stopped" not in digest(last_told + 11 * DAY)
    assert "stopped" not in digest(last_told + silent_for * DAY, unit="A")


def test_stages_that_come_out_of_order_are_told_and_proposed(home: Path) -> None:
    take_in(
        home, {("a1", "received"): [60] * 20, ("a1", "printed"): [50] * 15 + [300] * 5, ("b1", "received"): [60] * 20}
    )
    day = START + 19 * DAY
    assert digest(day)["order"] == ["a1"]
    proposed = {one.rule: one for one in direction.decide(Selection(EVERYTHING, "R", day))}
    assert "Huyện A Một" in proposed["order"].reason
    assert formats.number(50 * 15 + 300 * 5 - 60 * 20) in proposed["order"].reason


def test_a_target_that_moved_is_told_with_both_values(home: Path) -> None:
    take_in(
        home,
        {("a1", "received"): [60] * 40},
        targets=small.TARGETS + "A,received,5000,2021-03-02,2021-01-20,ministry\n",
    )
    assert "retarget" not in digest(date(2021, 1, 19))
    alert = next(
        one
        for one in direction.digest(Selection(EVERYTHING, "R", date(2021, 1, 21), "received"))
        if one.kind == "retarget"
    )
    assert "từ 4.000 thành 5.000" in alert.sentence
    assert "retarget" not in digest(date(2021, 1, 30))


def test_a_reader_of_one_province_is_told_of_no_other(home: Path) -> None:
    take_in(home, {("a1", "received"): [60] * 40, ("b1", "received"): [40] * 20})
    day = START + 24 * DAY
    assert digest(day)["stopped"] == ["b1"]
    chief = Scope(units=("A", "a1", "a2"))
    assert "stopped" not in digest(day, scope=chief)
    assert not any("Tỉnh B" in one.action + one.reason for one in direction.decide(Selection(chief, "R", day)))


@pytest.mark.parametrize(
    ("printed", "as_of", "key"),
    [
        (8, START + 30 * DAY, "raise_beyond"),
        (8, START + 70 * DAY, "raise_past"),
        (59, START + 30 * DAY, None),
    ],
)
def test_the_slowest_stage_is_raised_with_the_numbers_of_the_overview(
    printed: int, as_of: date, key: str | None, home: Path
) -> None:
    take_in(home, {("a1", "received"): [60] * 80, ("a1", "printed"): [printed] * 80})
    proposed = [one for one in direction.decide(Selection(EVERYTHING, "R", as_of)) if one.rule == "raise"]
    if key is None:
        assert not proposed, "one item waits a day: less than five days of work"
        return
    row = queries.one("overview", Selection(EVERYTHING, "R", as_of, "printed"))
    assert row["waiting"] == (60 - printed) * ((as_of - START).days + 1)
    assert proposed[0].action == words.t(f"direction.{key}", measure="Thẻ đã in", deadline="02/03/2021")
    assert formats.number(row["waiting"]) in proposed[0].reason
    assert formats.number(row["rate_7d"]) in proposed[0].reason


def test_machines_move_as_the_comparison_page_lends_them(home: Path) -> None:
    toml = RULES + '\n[capacity]\nitems_per_machine_day = 10\nmeasure = "received"\n'
    daily = {"a1": 10, "a2": 30, "b1": 100}
    take_in(home, {(unit, "received"): [count] * 30 for unit, count in daily.items()}, toml=toml)
    as_of = START + 29 * DAY
    row = queries.one("overview", Selection(EVERYTHING, "A", as_of, "received"))
    days = (row["deadline"] - row["as_of"]).days
    needed = -((40 * days - row["remaining"]) // 10)
    proposed = next(one for one in direction.decide(Selection(EVERYTHING, "R", as_of)) if one.rule == "machines")
    assert f"Tỉnh A thiếu {formats.number(needed)} ngày-máy" in proposed.reason
    assert f"trong {days} ngày" in proposed.action
    assert "Tỉnh B" in proposed.action


EARLY = {
    ("a1", "received"): [100] * 50,
    ("a2", "received"): [40] * 50,
    ("a1", "printed"): [101] * 50,
    ("b1", "received"): [50] * 50,
}


def praised(unit: str = "R") -> list[str]:
    return direction.praise(Selection(EVERYTHING, unit, START + 49 * DAY, "received"))["unit_code"].tolist()


def test_a_unit_is_praised_from_the_day_unless_its_figures_are_in_doubt(home: Path) -> None:
    """More printed than received in A."""
    take_in(home, EARLY)
    assert praised() == ["B"] and praised("A") == ["a2"]
    chosen = Selection(EVERYTHING, "R", START + 49 * DAY, "received")
    assert direction.praise(chosen)["days_ahead"].tolist() == [(date(2021, 3, 2) - (START + 39 * DAY)).days]
    assert "Trong 2 đơn vị" in direction.praise_note(chosen) and "1 đơn vị có số liệu" in direction.praise_note(chosen)


def test_a_campaign_praises_others_too_marked_and_at_most_so_many(home: Path) -> None:
    take_in(home, EARLY, toml=RULES + "praise_doubtful = true\n")
    chosen = Selection(EVERYTHING, "R", START + 49 * DAY, "received")
    assert direction.praise(chosen)["verified"].tolist() == [False, True], "the earliest first"
    assert praised() == ["A", "B"] and praised("A") == ["a2", "a1"]
    assert direction.praise_note(chosen) == ""
    take_in(home, EARLY, toml=RULES + "praise_doubtful = true\npraise_most = 1\n")
    assert praised() == ["A"]


def test_overdue_units_are_urged_first_then_those_that_must_beat_their_record_most(home: Path) -> None:
    targets = small.TARGETS.replace("a1,received,3000,2021-03-02", "a1,received,3000,2021-01-20")
    take_in(
        home,
        {("a1", "received"): [20] * 40, ("a2", "received"): [5] * 40, ("b1", "received"): [50] * 40},
        targets=targets,
    )
    urged = direction.urge(Selection(EVERYTHING, "A", START + 39 * DAY, "received"))
    assert urged["unit_code"].tolist() == ["a1", "a2"]
    rows = queries.table("units_below", Selection(EVERYTHING, "A", START + 39 * DAY, "received"))
    assert rows.set_index("unit_code").loc["a2", "required_to_best"] == urged["required_to_best"].iloc[1]
    assert direction.urge(Selection(EVERYTHING, "B", START + 39 * DAY, "received")).empty


def test_every_choice_of_the_rules_has_a_default(home: Path) -> None:
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n2021-01-05,a1,received,10\n")
    assert catalogue.campaign().direction.alert_days == 7
    assert catalogue.campaign().office(catalogue.campaign().unit["R"]) is None
