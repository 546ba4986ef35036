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


def test_the_past_of_open_defects_stays_when_a_unit_ends(home: Path) -> None:
    toml = small.TOML + '[[defects]]\nid = "missing"\nlabel = { vi = "Thiếu", en = "Missing" }\n'
    small.folder(home, toml=toml)
    said = [("2021-01-20", "a1", 9), ("2021-01-27", "a2", 4), ("2021-01-27", "b1", 2)]
    header = "date,unit_code,defect,open,found\n"
    small.deliver(home, "before.csv", header + "".join(f"{day},{unit},missing,{n},{n}\n" for day, unit, n in said))
    small.folder(home, toml=toml, units=merged.UNITS, targets=merged.TARGETS)
    small.deliver(home, "after.csv", header + "2021-02-03,a3,missing,5,5\n2021-02-03,b1,missing,1,2\n")
    curve = queries.table("defect_history", Selection(EVERYTHING, "R", date(2021, 2, 5), "received"))
    columns = ["open", "found", "units_told", "units_known"]
    days = [f"{day:%m-%d}" for day in curve["date"]]
    assert dict(zip(days, curve[columns].itertuples(index=False, name=None), strict=True)) == {
        "01-20": (9, 9, 1, 1),
        "01-27": (15, 15, 2, 3),
        "02-03": (6, 7, 2, 2),
    }
