"""Who lends to whom, by hand."""

import pandas as pd
import pytest

from campaign.subjects.comparison import sentences
from campaign.subjects.comparison.lending import Lending
from campaign.subjects.comparison.lending import lend as lend_at
from campaign.subjects.resources.capacity import Capacity

DAY = pd.Timestamp("2021-06-01")


def below(*rows: tuple) -> pd.DataFrame:
    """Units as (code, region, items missing, items a day, days left, days ahead of plan)."""
    frame = pd.DataFrame(rows, columns=["unit_code", "region", "remaining", "rate_7d", "days", "days_ahead"])
    deadline = DAY + pd.to_timedelta(frame.pop("days"), unit="D")
    overdue = (deadline < DAY) & (frame["remaining"] > 0)
    return frame.assign(
        name_vi=frame["unit_code"], deadline=deadline, required_by=deadline.mask(overdue), past_due=overdue
    )


def lend(units: pd.DataFrame, capacity: int, share: float = 1.0) -> Lending:
    return lend_at(units, DAY.date(), dict.fromkeys(units["unit_code"], said(capacity)), share)


def said(items: float, machines: int | None = None) -> Capacity:
    return Capacity(items, measured=False, machines=machines)


def agreed(found: Lending) -> list[tuple]:
    return [tuple(row) for row in found.transfers[["unit_code_from", "unit_code_to", "machine_days"]].to_numpy()]


def test_what_is_missing_at_this_pace_is_needed_in_whole_machine_days() -> None:
    found = lend(below(("A", "n", 1001, 50.0, 10, -4.0)), 100)
    assert found.needed == 6, "501 items at 100 a machine-day"
    assert agreed(found) == []


def test_the_greatest_need_borrows_first_within_its_region_then_from_who_has_most() -> None:
    found = lend(
        below(
            ("A", "north", 2000, 100.0, 10, -5.0),  # needs 10
            ("B", "south", 1500, 100.0, 10, -5.0),  # needs 5
            ("C", "north", 0, 40.0, 10, 5.0),  # spare 4
            ("D", "south", 0, 80.0, 10, 5.0),  # spare 8
            ("E", "south", 100, 80.0, 10, 5.0),  # spare 7
        ),
        100,
    )
    assert agreed(found) == [("C", "A", 4), ("D", "A", 6), ("E", "B", 5)]
    assert found.transfers["same_region"].tolist() == [True, False, True]
    assert (found.needed, found.spare, found.matched) == (15, 19, 15)


def test_a_unit_behind_its_plan_does_not_lend_unless_it_is_done() -> None:
    rows = [("A", None, 3000, 100.0, 10, -5.0), ("B", None, 100, 100.0, 10, -2.0), ("C", None, 0, 30.0, 10, -2.0)]
    assert agreed(lend(below(*rows), 100)) == [("C", "A", 3)]


def test_a_short_deadline_bounds_what_can_be_lent_in_time() -> None:
    found = lend(below(("A", None, 9000, 0.0, 3, -5.0), ("B", None, 0, 100.0, 30, 5.0)), 100)
    assert agreed(found) == [("B", "A", 3)], "one machine to spare, three days"


def test_after_the_deadline_nothing_can_be_lent_and_the_gap_is_what_remains() -> None:
    found = lend(below(("A", None, 950, 100.0, -20, -5.0), ("B", None, 0, 100.0, -20, 5.0)), 100)
    assert (found.needed, found.spare) == (10, 0)


def test_a_unit_without_a_target_takes_no_part() -> None:
    rows = below(("A", None, 10, 0.0, 5, -2.0), ("B", None, None, None, 5, None))
    rows.loc[rows["unit_code"] == "B", "deadline"] = pd.NaT
    assert lend(rows, 1).units["unit_code"].tolist() == ["A"]


@pytest.mark.parametrize("items", [1, 7, 350])
def test_nobody_lends_more_than_it_has_or_gets_more_than_it_needs(items: int) -> None:
    rows = [
        (str(code), "ab"[code % 2], (code * 37) % 900, float((code * 53) % 70), 5 + code % 20, (-1) ** code * 3.0)
        for code in range(30)
    ]
    found = lend(below(*rows), items)
    days = found.units.set_index("unit_code")["machine_days"]
    assert not found.transfers.empty
    lent = found.transfers.groupby("unit_code_from")["machine_days"].sum()
    assert (lent <= days[lent.index]).all()
    got = found.transfers.groupby("unit_code_to")["machine_days"].sum()
    assert (got <= -days[got.index]).all()


def test_a_unit_ahead_of_its_plan_needs_nothing_yet() -> None:
    rows = [("A", None, 3000, 100.0, 10, 4.0), ("B", None, 3000, 100.0, 10, -1.0), ("C", None, 0, 30.0, 10, 5.0)]
    assert lend(below(*rows), 100).needed == 0


@pytest.mark.parametrize(("share", "lent"), [(1.0, 10), (0.5, 5), (0.3, 3)])
def test_a_unit_that_is_done_lends_no_more_than_the_share(share: float, lent: int) -> None:
    rows = below(("A", None, 9000, 0.0, 10, -5.0), ("B", None, 0, 100.0, 10, 5.0))
    assert agreed(lend(rows, 100, share)) == [("B", "A", lent)]


def test_past_its_own_date_a_unit_borrows_until_the_date_of_the_campaign() -> None:
    rows = below(("A", None, 1000, 0.0, -20, -5.0), ("B", None, 0, 100.0, -20, 5.0))
    rows.loc[rows["unit_code"] == "A", "required_by"] = DAY + pd.Timedelta(days=10)
    assert agreed(lend(rows, 100)) == [("B", "A", 10)]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([("B", None, 0, 100.0, 10, 5.0)], "Điều chuyển 6 ngày-máy từ 1 đơn vị là đủ bù."),
        ([], "Chưa đơn vị nào có máy để cho mượn nên vẫn thiếu 6 ngày-máy."),
        ([("B", None, 0, 20.0, 10, 5.0)], "1 đơn vị có thể cho mượn 2 ngày-máy; điều chuyển hết vẫn thiếu 4 ngày-máy."),
        (
            [("B", None, 0, 20.0, 10, 5.0), ("C", None, 3000, 100.0, 40, 5.0)],
            "2 đơn vị dư 18 ngày-máy, nhưng chỉ 4 ngày-máy rơi vào trước hạn của nơi cần",
        ),
        ([("C", None, 999, 100.0, 10, 5.0)], "Chưa đơn vị nào có máy"),
        ([("C", None, 3900, 100.0, 40, 5.0)], "1 đơn vị dư 1 ngày-máy, nhưng không ngày nào rơi vào trước hạn"),
    ],
)
def test_the_sentence_says_what_can_be_lent_in_time_and_never_contradicts_itself(rows: list, says: str) -> None:
    needing = ("A", None, 1001, 50.0, 10, -4.0)
    told = sentences.lending(lend(below(needing, *rows), 100), 0.5, 100)
    assert "1 đơn vị cần thêm 6 ngày-máy" in told
    assert says in told
    assert "Mỗi đơn vị cho mượn nhiều nhất 50% số máy của mình." in told
    assert told.endswith("tính theo mức của chiến dịch, 100 một ngày.")


def test_each_unit_needs_and_lends_by_what_its_own_machines_do() -> None:
    rows = below(("A", None, 1000, 0.0, 10, -5.0), ("B", None, 0, 100.0, 10, 5.0), ("C", None, 0, 50.0, 10, 5.0))
    own = {"A": Capacity(40.0, measured=True, machines=2), "B": Capacity(200.0, measured=True, machines=None)}
    found = lend_at(rows, DAY.date(), own | {"C": said(50.0)}, 1.0)
    days = found.units.set_index("unit_code")
    assert days["machine_days"].to_dict() == {"A": -25, "B": 5, "C": 10}
    assert days["measured"].to_dict() == {"A": True, "B": True, "C": False}
    assert found.measured == 2
    told = sentences.lending(found, 1.0, 50)
    assert "2 đơn vị được tính theo năng lực máy đo được tại chính đơn vị" in told
    assert told.endswith("1 đơn vị chưa có số đo được tính theo mức của chiến dịch, 50 một ngày.")


def test_a_unit_whose_capacity_nobody_knows_takes_no_part() -> None:
    rows = below(("A", None, 1000, 0.0, 10, -5.0), ("B", None, 0, 100.0, 10, 5.0))
    assert lend_at(rows, DAY.date(), {"B": said(100.0)}, 1.0).units["unit_code"].tolist() == ["B"]


def test_nobody_lends_machines_that_it_does_not_have() -> None:
    rows = below(("A", None, 9000, 0.0, 10, -5.0), ("B", None, 0, 100.0, 10, 5.0))
    found = lend_at(rows, DAY.date(), {"A": said(100.0), "B": said(100.0, machines=1)}, 0.5)
    assert agreed(found) == [("B", "A", 5)], "half of one machine for ten days, not half of ten machine-days of work"


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_a_lender_keeps_what_it_needs_for_its_own_date(share: float) -> None:
    """Whatever it lends, what it still does by its own date is no less than what remains."""
    rows = below(*((str(code), None, (code * 97) % 800, float((code * 31) % 90), 4 + code % 17, (-1) ** code * 2.0)
                   for code in range(40)))  # fmt: skip
    own = {code: Capacity(5.0 + place % 9, measured=True, machines=3 + place % 5)
           for place, code in enumerate(rows["unit_code"])}  # fmt: skip
    found = lend_at(rows, DAY.date(), own, share)
    lent = found.transfers.groupby("unit_code_from")["machine_days"].sum()
    assert len(lent) > 3
    for code, days in lent.items():
        unit = found.units.set_index("unit_code").loc[code]
        done = unit["rate_7d"] * unit["days_left"]
        assert done - days * own[code].items >= unit["remaining"], code
        assert days <= share * own[code].machines * unit["days_left"], code
