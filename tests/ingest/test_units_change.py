"""Units that end and begin in the middle of a campaign: what is taken, what is refused, and what stays."""

from datetime import date
from pathlib import Path

import pytest

from campaign import ingest
from campaign.definition import DefinitionError
from campaign.ingest import deliveries
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from tests import merged, small


def total(unit: str, as_of: date) -> int:
    return queries.one("overview", Selection(EVERYTHING, unit, as_of, "received"))["total"]


def refused(outcome: ingest.Outcome) -> list[tuple[str, str]]:
    return [(row["rule"], row["snippet"]) for row in deliveries.table("quarantine", outcome.delivery_id)]


def test_what_a_closed_unit_did_stays_in_the_totals_above_it_on_every_day(home: Path) -> None:
    merged.merged(home)
    for day in merged.JANUARY:
        done = 30 * (1 + merged.JANUARY.index(day))
        assert [total(unit, day) for unit in ("R", "A", "a1", "a2")] == [3 * done, 2 * done, done, done]
    assert [total("A", date(2021, 2, day)) for day in (1, 2)] == [2 * 810 + 70, 2 * 810 + 70 + 15 + 50]
    assert [total("R", date(2021, 2, day)) for day in (1, 2)] == [3 * 810 + 100, 3 * 810 + 100 + 15 + 80]


def test_a_late_figure_under_an_old_code_is_taken_for_its_own_days_alone(home: Path) -> None:
    merged.merged(home)
    rows = merged.counts(("2021-01-30", "a1", 31), ("2021-02-03", "a1", 9), ("2021-01-30", "a3", 9))
    (outcome,) = small.deliver(home, "late_2021-02-03.csv", rows)
    assert (outcome.accepted, outcome.quarantined) == (1, 2)
    assert total("A", date(2021, 2, 3)) == 2 * 810 + 70 + 15 + 50 + 1
    assert refused(outcome) == [
        ("unit_ended", "a1 → a3 Thành phố A Mới / New A City"),
        ("unit_not_yet", "a1 Huyện A Một / District A One, a2 Huyện A Hai / District A Two → a3"),
    ]
    assert "Thành phố A Mới" in outcome.message


def test_a_unit_that_vanished_from_the_definition_is_named_with_the_mend_and_nothing_is_lost(home: Path) -> None:
    small.folder(home)
    merged.january(home)
    without = "".join(line for line in merged.UNITS.splitlines(True) if not line.startswith(("a1", "a2")))
    targets = "".join(line for line in merged.TARGETS.splitlines(True) if not line.startswith(("a1", "a2")))
    small.folder(home, units=without, targets=targets)
    with pytest.raises(DefinitionError, match=r"units.csv: .*a1.*a2.*valid_to.*successor"):
        small.deliver(home, "counts_2021-02-01.csv", merged.counts(("2021-02-01", "a3", 70)))
    assert (home / "inbox" / "counts_2021-02-01.csv").exists()
    small.folder(home, units=merged.UNITS, targets=merged.TARGETS)
    small.deliver(home, "counts_2021-02-01.csv", merged.counts(("2021-02-01", "a3", 70)))
    assert total("R", date(2021, 2, 1)) == 3 * 810 + 70


RECORDS = '[[records]]\nkind = "cards"\nproject = "issuance"\nid = "card_id"\n'
CARDS = """card_id,district_code,received_on,printed_on
1,a1,2021-01-20,2021-01-25
2,a1,2021-01-20,2021-02-03
3,a3,2021-02-02,
4,a3,2021-01-20,2021-02-03
5,a3,2021-01-20,
6,b1,2021-01-20,2021-02-03
"""


def test_a_record_belongs_to_the_unit_that_did_the_last_of_it(home: Path) -> None:
    """Number 2 is a3's by now; of number 4 the stage before a3 began was told by another; number 5 was never a3's."""
    small.folder(home, toml=small.TOML + RECORDS, units=merged.UNITS, targets=merged.TARGETS)
    (outcome,) = small.deliver(home, "cards.csv", CARDS)
    assert (outcome.accepted, outcome.quarantined) == (4, 2)
    assert [rule for rule, _ in refused(outcome)] == ["unit_ended", "unit_not_yet"]
    found = {
        (unit, measure): queries.one("overview", Selection(EVERYTHING, unit, date(2021, 2, 3), measure))["total"]
        for unit in ("a1", "b1", "A")
        for measure in ("received", "printed")
    }
    assert found == {
        ("a1", "received"): 1,
        ("a1", "printed"): 1,
        ("b1", "received"): 1,
        ("b1", "printed"): 1,
        ("A", "received"): 2,
        ("A", "printed"): 2,
    }


DEFECTS = small.TOML + '[[defects]]\nid = "missing"\nlabel = { vi = "Thiếu", en = "Missing" }\n'
FOUND = "date,unit_code,defect,open,found\n"


def curve(unit: str, *columns: str) -> dict[str, tuple[int, ...]]:
    """The curve of a unit's open defects on 9 February: these columns by day."""
    told = queries.table("defect_history", Selection(EVERYTHING, unit, date(2021, 2, 9), "received"))
    days = [f"{day:%m-%d}" for day in told["date"]]
    return dict(zip(days, told[[*columns]].itertuples(index=False, name=None), strict=True))


@pytest.fixture
def defects_of_merged(home: Path) -> None:
    """a1 and a2, which a3 goes on with, told of open defects before; a3 and b1 tell of them two days later."""
    small.folder(home, toml=DEFECTS)
    said = [("2021-01-20", "a1", 9), ("2021-01-27", "a2", 4), ("2021-01-27", "b1", 2)]
    small.deliver(home, "before.csv", FOUND + "".join(f"{day},{unit},missing,{n},{n}\n" for day, unit, n in said))
    small.folder(home, toml=DEFECTS, units=merged.UNITS, targets=merged.TARGETS)
    small.deliver(home, "b1.csv", FOUND + "2021-02-03,b1,missing,1,2\n")
    small.deliver(home, "a3.csv", FOUND + "2021-02-05,a3,missing,5,8\n")


def test_the_past_of_open_defects_stays_when_a_unit_ends_and_goes_on_above_it(defects_of_merged: None) -> None:
    assert curve("R", "open", "found", "units_told", "units_known") == {
        "01-20": (9, 9, 1, 1),
        "01-27": (15, 15, 2, 3),
        "02-03": (14, 15, 1, 3),  # not 1: a3 has what a1 and a2 had until it tells otherwise
        "02-05": (6, 10, 1, 2),
    }
    assert curve("A", "open") == {"01-20": (9,), "01-27": (13,), "02-05": (5,)}


def test_a_successor_begins_with_the_open_defects_of_those_before_it(defects_of_merged: None) -> None:
    assert curve("a3", "open", "found", "units_told") == {"02-01": (13, 13, 0), "02-05": (5, 8, 1)}
    assert curve("a1", "open") == {"01-20": (9,), "02-01": (0,)}


def test_open_defects_are_shared_out_among_successors_and_passed_on_along_a_line(home: Path) -> None:
    """a1 is split among a3 and a4, and a4 goes on as a5 without having told of its part."""
    small.folder(home, toml=DEFECTS)
    small.deliver(home, "before.csv", FOUND + "2021-01-20,a1,missing,9,11\n2021-01-20,b1,missing,2,2\n")
    units = (
        "code,parent_code,level,name_vi,valid_from,valid_to,successor\nR,,nation,Nước,,,\nA,R,province,A,,,\n"
        "B,R,province,B,,,\na1,A,district,a1,,2021-01-31,a3:0.7 a4:0.3\na3,A,district,a3,2021-02-01,,\n"
        "a4,A,district,a4,2021-02-01,2021-02-04,a5\na5,B,district,a5,2021-02-05,,\nb1,B,district,b1,,,\n"
    )
    small.folder(home, toml=DEFECTS, units=units, targets=small.TARGETS.partition("\n")[0])
    small.deliver(home, "after.csv", FOUND + "2021-02-07,a5,missing,1,4\n")
    assert curve("a3", "open", "found") == {"02-01": (6, 7)}
    assert curve("a4", "open", "found") == {"02-01": (3, 4), "02-05": (0, 0)}
    assert curve("a5", "open", "found") == {"02-05": (3, 4), "02-07": (1, 4)}
    assert curve("A", "open") == {"01-20": (9,), "02-05": (6,)}
    assert curve("B", "open") == {"01-20": (2,), "02-05": (5,), "02-07": (3,)}
    assert curve("R", "open") == {"01-20": (11,), "02-07": (9,)}
