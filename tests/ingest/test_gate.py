"""What is well formed and out of the ordinary is held, with a sentence, until a person releases or rejects it."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from campaign import definition, words
from campaign.__main__ import cli
from campaign.definition import DefinitionError
from campaign.ingest import decide, gate, ingest, notes
from campaign.ingest.outcome import ACCEPTED, HELD, QUARANTINED, REFUSED
from campaign.ingest.rebuild import rebuild
from tests.ingest.conftest import CHAINS, known
from tests.ingest.conftest import rows as served_rows

COUNTS, TOTALS = "date,unit_code,measure,count", "date,unit_code,measure,total"
RECORDS = f"application_id,district_code,{','.join(f'{stage}_on' for stage in CHAINS['issuance'])}"
UNITS = ("001", "002", "010")
TARGETS = "unit_code,measure,target,deadline,issued_on,issued_by\n" + "".join(
    f"{unit},received,1000,2021-03-02,2021-01-01,ministry\n" for unit in ("001", "010")
)
JANUARY = date(2021, 1, 5)
# 003 ends on 20 January and 004 goes on with it.
LIVES = "003,01,district,Huyện Ba,,2021-01-20,004\n004,01,district,Huyện Bốn,2021-01-21,,\n"
Files = list[tuple[str, str]]


def days(of: int, first: date = JANUARY, step: int = 1) -> list[date]:
    return [first + timedelta(days=step * day) for day in range(of)]


def rows(header: str, values: list[int], first: date = JANUARY, units: tuple[str, ...] = UNITS) -> str:
    """A file in which each unit tells these values, a day each."""
    lines = [
        f"{day},{unit},received,{value}"
        for unit in units
        for day, value in zip(days(len(values), first), values, strict=True)
    ]
    return "\n".join([header, *lines, ""])


def records(of: int, first: date = JANUARY, unit: str = "001", code: str = "H") -> str:
    lines = [f"{code}{row},{unit},{first + timedelta(days=row % 20)},,,," for row in range(of)]
    return "\n".join([RECORDS, *lines, ""])


def american() -> str:
    """Counts of 1 to 15 February as a program with American settings leaves them: days up to the 12th turned round."""
    days = [*(f"2021-{day:02}-02" for day in range(1, 13)), *(f"{day}/02/2021" for day in range(13, 16))]
    return "\n".join([COUNTS, *(f"{day},001,received,40" for day in days), ""])


STEADY = [40, 38, 44, 41, 39, 42, 40, 37, 43, 41]
GROWING = [40 * day for day in range(1, 11)]
GROWN = [sum(STEADY[: day + 1]) for day in range(10)]
# By rule: files that come first, the one that is held, and one like it that is not.
CASES: dict[str, tuple[Files, tuple[str, str], tuple[str, str]]] = {
    "nothing_taken": (
        [],
        ("counts_2021-01-20.csv", f"{COUNTS}\n2021-01-05,999,received,4\n2021-01-05,998,received,4\n"),
        ("counts_2021-01-20.csv", f"{COUNTS}\n2021-01-05,999,received,4\n2021-01-05,001,received,4\n"),
    ),
    "nothing_counts": (
        [],
        ("issuance_2021-02.csv", records(15)),
        ("issuance_2021-01.csv", records(15)),
    ),
    "not_yet": (
        [],
        (f"counts_{date.today() + timedelta(days=2)}.csv", rows(COUNTS, STEADY)),
        (f"counts_{JANUARY + timedelta(days=9)}.csv", rows(COUNTS, STEADY)),
    ),
    "far_ahead": (
        [("counts_2021-01-14.csv", rows(COUNTS, STEADY))],
        ("counts_2021-10-02.csv", rows(COUNTS, STEADY[:3], date(2021, 1, 15))),
        ("counts_2021-01-25.csv", rows(COUNTS, STEADY[:3], date(2021, 1, 15))),
    ),
    "swapped_days": (
        [],
        ("counts.csv", american()),
        ("counts.csv", rows(COUNTS, STEADY * 4, units=("002",))),
    ),
    "running_totals": (
        [],
        ("counts_2021-01-20.csv", rows(COUNTS, GROWING)),
        ("counts_2021-01-20.csv", rows(COUNTS, STEADY)),
    ),
    "total_falls": (
        [("totals_2021-01-14.csv", rows(TOTALS, GROWN))],
        ("totals_2021-01-15.csv", rows(TOTALS, [41], date(2021, 1, 15))),
        ("totals_2021-01-15.csv", rows(TOTALS, [GROWN[-1] - 30], date(2021, 1, 15))),
    ),
    "inherited_totals": (
        [("totals_2021-01-14.csv", rows(TOTALS, GROWN, units=("003",)))],
        ("totals_2021-01-22.csv", rows(TOTALS, [GROWN[-1] + 40], date(2021, 1, 21), ("004",))),
        ("totals_2021-01-22.csv", rows(TOTALS, [40], date(2021, 1, 21), ("004",))),
    ),
    "beyond_target": (
        [],
        ("counts_2021-01-20.csv", rows(COUNTS, [400, 380, 410, 390])),
        ("counts_2021-01-20.csv", rows(COUNTS, [300, 280, 310, 290])),
    ),
    "vanishes": (
        [("issuance_2021-01_2021-02-01.csv", records(600))],
        ("issuance_2021-01_2021-02-02.csv", records(30)),
        ("issuance_2021-01_2021-02-02.csv", records(500)),
    ),
    "elsewhere": (
        [("issuance_A_2021-01.csv", records(50))],
        ("issuance_B_2021-01.csv", records(50, unit="010")),
        ("issuance_B_2021-01.csv", records(50, unit="010", code="N")),
    ),
    "unknown_units": (
        [],
        ("counts_2021-01-20.csv", rows(COUNTS, STEADY, units=("001", "777"))),
        ("counts_2021-01-20.csv", rows(COUNTS, STEADY) + "2021-01-05,777,received,4\n"),
    ),
    "many_refused": (
        [],
        ("counts_2021-01-20.csv", rows(COUNTS, STEADY) + "2021-01-05,001,received,some\n" * 5),
        ("counts_2021-01-20.csv", rows(COUNTS, STEADY) + "2021-01-05,001,received,some\n" * 3),
    ),
    "full_sheet": (
        [],
        ("issuance_2021-01.csv", records(65_535, unit="002")),
        ("issuance_2021-01.csv", records(65_534, unit="002")),
    ),
}


@pytest.fixture
def gated(store_home: Path) -> Path:
    """The small campaign with its gate as it is by default, and quotas."""
    toml = store_home / "campaign.toml"
    head, _, rest = toml.read_text(encoding="utf-8").partition("[intake]")
    toml.write_text(head + "[[projects]]" + rest.partition("[[projects]]")[2], encoding="utf-8")
    (store_home / "targets.csv").write_text(TARGETS, encoding="utf-8")
    header, *units = (store_home / "units.csv").read_text(encoding="utf-8").splitlines()
    lines = [f"{header},valid_from,valid_to,successor", *(f"{unit},,," for unit in units), LIVES]
    (store_home / "units.csv").write_text("\n".join(lines), encoding="utf-8")
    return store_home


def bring(home: Path, folder: Path, files: Files):
    """The outcome of the last of these files, each taken in by itself."""
    for place, (name, content) in enumerate(files):
        path = folder / f"{place}" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
        (outcome,) = ingest(definition.load(home), [path])
    return outcome


def sentence(rule: str) -> str:
    """How the sentence of a rule ends, which holds no value."""
    return words.catalogue()[f"gate.{rule}"][words.language()].rpartition("}")[2]


def without(home: Path, rule: str) -> None:
    toml = home / "campaign.toml"
    toml.write_text(
        toml.read_text(encoding="utf-8").replace("[[projects]]", f'[intake]\nwithout = ["{rule}"]\n[[projects]]', 1),
        encoding="utf-8",
    )


def test_each_rule_has_its_question_and_its_case() -> None:
    assert {path.stem for path in gate.FOLDER.glob("*.sql")} == set(gate.RULES) == set(CASES)


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_holds_its_case_and_nothing_like_it(rule: str, gated: Path, tmp_path: Path) -> None:
    before, (name, content), like_it = CASES[rule]
    if before:
        bring(gated, tmp_path, before)
    was = known() if before else {}
    outcome = bring(gated, tmp_path, [(name, content)])
    assert outcome.state == HELD
    assert sentence(rule) in outcome.message
    assert f"campaign release {outcome.delivery_id}" in outcome.message
    assert known() == was
    assert bring(gated, tmp_path, [like_it]).state in (ACCEPTED, QUARANTINED)
    assert known() != was


def test_the_rule_itself_is_what_holds(gated: Path, tmp_path: Path) -> None:
    without(gated, "full_sheet")
    assert bring(gated, tmp_path, [CASES["full_sheet"][1]]).state == ACCEPTED


@pytest.mark.parametrize(("wrong", "state"), [(2, QUARANTINED), (3, HELD)])
def test_of_a_short_file_more_than_half_must_be_right(wrong: int, state: str, gated: Path, tmp_path: Path) -> None:
    content = rows(COUNTS, STEADY[:2], units=("002",)) + "2021-01-05,002,received,-\n" * wrong
    assert bring(gated, tmp_path, [("counts_2021-01-20.csv", content)]).state == state


def test_a_rule_that_there_is_not_is_told(gated: Path) -> None:
    words.use("en")
    without(gated, "full_shet")
    with pytest.raises(DefinitionError, match=r"campaign.toml.*full_shet.*full_sheet"):
        definition.load(gated)


def test_what_came_with_it_is_known_to_the_gate(gated: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "issuance_2021-01_2021-02-01.csv", tmp_path / "issuance_2021-01_2021-02-02.csv"]
    for path, of in zip(paths, (600, 30), strict=True):
        path.write_text(records(of), encoding="utf-8")
    assert [outcome.state for outcome in ingest(definition.load(gated), paths)] == [ACCEPTED, HELD]
    assert known()["001", "received"] == 600


def test_a_held_file_is_counted_once_it_is_released(gated: Path, tmp_path: Path) -> None:
    before, held, _ = CASES["vanishes"]
    outcome = bring(gated, tmp_path, [*before, held])
    released = decide(definition.load(gated), outcome.delivery_id, notes.RELEASE, "the province cancelled the rest")
    assert (released.state, released.file, released.accepted) == (ACCEPTED, held[0], 30)
    assert known()["001", "received"] == 30
    assert bring(gated, tmp_path, [held]).state == "known"


def test_a_rejected_file_stays_out_and_says_why(gated: Path, tmp_path: Path) -> None:
    before, held, _ = CASES["vanishes"]
    outcome = bring(gated, tmp_path, [*before, held])
    rejected = decide(definition.load(gated), outcome.delivery_id, notes.REJECT, "broke off")
    again = bring(gated, tmp_path, [held])
    assert [rejected.state, again.state] == [REFUSED, REFUSED]
    assert "broke off" in again.message
    assert known()["001", "received"] == 600


def test_lines_that_a_held_file_would_lose_are_told(gated: Path, tmp_path: Path) -> None:
    before, (name, content), _ = CASES["vanishes"]
    outcome = bring(gated, tmp_path, [*before, (name, content.replace(",001,", ",Huyện Chín,", 1))])
    assert outcome.state == HELD
    lines = json.loads(CliRunner().invoke(cli, ["quarantine", outcome.delivery_id, "--json"]).output)
    assert [(line["rule"], line["snippet"]) for line in lines] == [("unknown_unit", "Huyện Chín")]


def test_the_command_line_lists_releases_and_rejects(gated: Path, tmp_path: Path) -> None:
    outcome = bring(gated, tmp_path, [CASES["running_totals"][1]])
    run = CliRunner().invoke
    assert outcome.delivery_id in run(cli, ["held"]).output
    assert run(cli, ["release", outcome.delivery_id]).exit_code == 2  # without a reason
    assert run(cli, ["release", "no-such", "--because", "x"]).exit_code == 1
    assert run(cli, ["release", outcome.delivery_id, "--because", "they are counts"]).exit_code == 0
    assert outcome.delivery_id not in run(cli, ["held"]).output
    assert known()["R", "received"] == 3 * sum(GROWING)


def test_what_was_decided_outlives_the_store(gated: Path, tmp_path: Path) -> None:
    """A rebuilt store holds what was held, counts what was released and leaves out what was rejected."""
    before, held, _ = CASES["vanishes"]
    outcome = bring(gated, tmp_path, [*before, held])
    decide(definition.load(gated), outcome.delivery_id, notes.RELEASE, "the province cancelled the rest")
    rejected = bring(gated, tmp_path, [CASES["running_totals"][1]])
    decide(definition.load(gated), rejected.delivery_id, notes.REJECT, "running totals")
    waiting = bring(gated, tmp_path, [CASES["beyond_target"][1]])
    was = known()
    rebuild(definition.load(gated))
    assert known() == was
    assert dict(served_rows("select delivery_id, state from deliveries")) == {
        outcome.delivery_id: ACCEPTED,
        rejected.delivery_id: REFUSED,
        waiting.delivery_id: HELD,
    } | {row: ACCEPTED for (row,) in served_rows("select delivery_id from deliveries where file like '%02-01.csv'")}
