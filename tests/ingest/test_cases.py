"""Files as they came elsewhere, each folder of `cases` through a real home: the right figure, or held with its reason.

The folders lie beside the project, as `../shared/cases` or where CASES says; without them nothing is tried here. Other
members of each kind are in the tests beside this one.
"""

import os
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from campaign import definition, settings, words
from campaign.__main__ import cli
from campaign.definition import Definition
from campaign.ingest import deliveries, ingest
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from tests.ingest.conftest import known, rows

CASES = Path(os.environ.get("CASES", settings.PROJECT.parent / "shared" / "cases"))
pytestmark = [
    pytest.mark.skipif(not CASES.is_dir(), reason="the cases do not lie beside the project"),
    pytest.mark.usefixtures("in_this_process"),
]
CHAIN = ("received", "approved", "printed", "returned", "delivered")
MORE = """
[[records]]
kind = "issuance_records"
project = "issuance"
id = "application_id"
[[connections]]
id = "service"
label = { vi = "Dịch vụ", en = "Service" }
unit = { vi = "dịch vụ", en = "services" }
"""
A, NUMBERED = "a", "numbered"  # a home whose units have the codes a1, a2, b1; 001, 002, 003
TAKEN, SOME, HELD, REFUSED = "accepted", "accepted with quarantine", "held", "refused"
# Of each folder the home, its files in order with what becomes of each and a part of the message, and the total.
TABLE = {
    "a_two_sheets": (A, [("co_trang_bia.xlsx", TAKEN, "'Bìa'"), ("so_lieu.xlsx", TAKEN, "2 'Tháng 2'")], 510),
    "b_wrong_dimension": (A, [("only_a1.xlsx", TAKEN, ""), ("short_range.xlsx", TAKEN, "")], 400),
    "c_month_day": (A, [("us_csv.csv", HELD, "tháng trước"), ("counts_2021-02-16.xlsx", HELD, "đảo lại")], 0),
    "covers_wipe": (
        NUMBERED,
        [
            ("1_july_issuance_2021-07.csv", TAKEN, ""),
            ("2_june_rows_issuance_2021-07.csv", HELD, "không dòng nào thuộc kỳ 01/07/2021"),
        ],
        50,
    ),
    "d_utc_instants": (NUMBERED, [("records_z.csv", TAKEN, "")], 5),
    "e_future_name": (
        A,
        [("counts_2021-01-20.csv", TAKEN, ""), ("counts_2031-01-21.csv", HELD, "21/01/2031, chưa đến")],
        1440,
    ),
    "f2_excel_row_limit": (A, [("issuance_2021-01_2021-02-01.csv", HELD, "đúng 65.536 dòng")], 0),
    "f_truncated_records": (
        A,
        [
            ("issuance_2021-01_2021-02-01.csv", TAKEN, ""),
            ("issuance_2021-01_2021-02-02.csv", HELD, "600 đã biết sẽ chỉ còn 30"),
            ("issuance_2021-01_2021-02-03.csv", TAKEN, "chỉ có dòng tiêu đề"),
            ("issuance_2021-01_2021-02-04.csv", HELD, "600 đã biết sẽ chỉ còn 199"),
        ],
        600,
    ),
    "hostile": (A, [("x02_row_2e9.xlsx", REFUSED, "ngoài phạm vi")], 0),
    "i_daily_in_totals": (
        A,
        [
            ("counts_2021-01-20.csv", HELD, "số luỹ kế, không phải số trong ngày"),
            ("totals_2021-01-20.csv", HELD, "giảm từ 700 xuống 50"),
        ],
        0,
    ),
    "n_control_characters": (
        A,
        [
            ("counts_2021-01-31.csv", TAKEN, ""),
            ("services.csv", TAKEN, ""),
            ("services.parquet", TAKEN, ""),
        ],
        2430,
    ),
    "p_excel_csv_dress": (
        A,
        [
            ("empty_rows_at_end.csv", TAKEN, ""),
            ("sep_line.csv", TAKEN, ""),
            ("title_row.csv", HELD, "layout suggest"),
            ("total_row.csv", SOME, ""),
        ],
        15,
    ),
    "q_pandas_parquet": (
        NUMBERED,
        [
            ("float_codes.csv", SOME, ""),
            ("float_codes.parquet", SOME, ""),
            ("ints.parquet", TAKEN, ""),
            ("plain.parquet", SOME, ""),
        ],
        150,
    ),
    "u_same_person_two_files": (
        A,
        [("issuance_A_2021-01.csv", TAKEN, ""), ("issuance_B_2021-01.csv", HELD, "50 trong 50 mã hồ sơ")],
        50,
    ),
}


def made(home: Path, kind: str) -> Definition:
    """The small campaign of the cases, with the chain and the contract of records."""
    shutil.copytree(CASES / "_small", home, dirs_exist_ok=True)
    toml = (home / "campaign.toml").read_text(encoding="utf-8")
    head, *_ = toml.partition("[[measures]]")
    measures = "".join(
        f'[[measures]]\nid = "{one}"\nproject = "issuance"\nlabel = {{ vi = "{one}", en = "{one}" }}\n'
        f'unit = {{ vi = "thẻ", en = "cards" }}\ntarget = 6000\n'
        for one in CHAIN
    )
    if kind != A:
        units = (home / "units.csv").read_text(encoding="utf-8")
        for number, code in enumerate(("a1", "a2", "b1"), 1):
            units = units.replace(f"\n{code},", f"\n00{number},")
        (home / "units.csv").write_text(units, encoding="utf-8")
        head = head.replace("2021-03-02", "2021-08-31")
        (home / "targets.csv").write_text("unit_code,measure,target,deadline,issued_on,issued_by\n")
    (home / "campaign.toml").write_text(head + measures + MORE, encoding="utf-8")
    return definition.load(home)


def came(campaign: Definition, tmp_path: Path, folder: str, file: str):
    """What became of a file of a folder, under the name after its number."""
    path = tmp_path / re.sub(r"^\d_(?:july_|june_rows_)", "", file)
    shutil.copy(CASES / folder / file, path)
    (outcome,) = ingest(campaign, [path])
    path.unlink()
    return outcome


@pytest.mark.parametrize("folder", TABLE)
def test_each_file_is_taken_rightly_or_held_with_its_reason(folder: str, home: Path, tmp_path: Path) -> None:
    kind, files, total = TABLE[folder]
    campaign = made(home, kind)
    for file, state, sign in files:
        outcome = came(campaign, tmp_path, folder, file)
        assert (outcome.state, sign in outcome.message) == (state, True), (file, outcome)
    assert known().get(("R", "received"), 0) == total


def taken_all(campaign: Definition, folder: str) -> None:
    """Take in every file of a folder, in the order of their names."""
    outcomes = ingest(campaign, sorted((CASES / folder).glob("*_20*.csv")))
    assert {outcome.state for outcome in outcomes} == {TAKEN}


def overview(unit: str, day: date) -> dict[str, object]:
    return queries.one("overview", Selection(EVERYTHING, unit, day, "received"))


def test_instants_are_the_days_that_they_are_here_and_a_zone_in_words_is_none(home: Path, tmp_path: Path) -> None:
    outcome = came(made(home, A), tmp_path, "d_utc_instants", "iso_z.csv")
    assert (outcome.accepted, outcome.quarantined) == (4, 2)
    assert rows("select distinct date from reports order by date") == [(date(2021, 2, day),) for day in (5, 6, 7, 8)]


def test_a_backlog_posted_on_one_day_is_named_and_no_best_week(home: Path) -> None:
    taken_all(made(home, A), "g_backlog_dump")
    assert ("b1", date(2021, 1, 20), "lump", 900) in rows("select unit_code, date, kind, items from set_apart")
    assert overview("b1", date(2021, 2, 15))["best_rate_7d"] == pytest.approx(20)


def test_a_target_that_was_reached_and_is_no_longer_is_not_reached(home: Path) -> None:
    taken_all(made(home, A), "h_reached_then_falls")
    said = overview("b1", date(2021, 2, 5))
    assert (said["total"], said["reached_on"], said["remaining"]) == (1200, None, 800)
    assert overview("b1", date(2021, 2, 4))["reached_on"] is not None


def test_between_the_reports_of_one_who_reports_weekly_the_pace_stays(home: Path) -> None:
    taken_all(made(home, A), "k_weekly_reporter")
    week = [overview("R", date(2021, 2, day)) for day in range(1, 8)]
    assert len({(one["rate_7d"], one["full_until"], one["projected_on"]) for one in week}) == 1


def test_units_that_lose_their_row_stop_intake_with_a_sentence(home: Path, tmp_path: Path) -> None:
    folder, campaign = "j_units_merged", made(home, A)
    came(campaign, tmp_path, folder, "counts_2021-01-31.csv")
    for name in ("units", "targets"):
        shutil.copy(CASES / folder / f"{name}_after.csv", home / f"{name}.csv")
    with pytest.raises(definition.DefinitionError, match=r"a1.*a2"):
        came(definition.load(home), tmp_path, folder, "counts_2021-02-01.csv")
    assert known()["A", "received"] == 1620


def test_rows_of_today_count_today_wherever_the_server_stands(home: Path, tmp_path: Path) -> None:
    folder = "m_midnight_elsewhere"
    made(home, A)
    for name in ("campaign.toml", "targets.csv"):
        shutil.copy(CASES / folder / name, home / name)
    assert came(definition.load(home), tmp_path, folder, "so_lieu_hom_nay.csv").state == TAKEN
    assert known()["R", "received"] == 90


def test_a_day_before_its_target_was_raised_keeps_the_old_one(home: Path, tmp_path: Path) -> None:
    campaign = made(home, A)
    taken_all(campaign, "r_target_changes")
    toml = home / "campaign.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("target = 6000", "target = 7000", 1), encoding="utf-8")
    with (home / "targets.csv").open("a", encoding="utf-8") as file:
        file.write("b1,received,900,2021-03-02,2021-02-01,ministry\n")
    ingest(definition.load(home), [])
    assert known()["R", "received"] == 3600
    targets = [overview(unit, date(2021, 1, 20))["target"] for unit in ("R", "b1")]
    assert targets == [6000, overview("b1", date(2021, 1, 31))["target"]]
    assert overview("b1", date(2021, 2, 2))["target"] == 900


@pytest.fixture
def ministry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The default campaign, with nothing taken in."""
    home = tmp_path / "ministry"
    (home / "inbox").mkdir(parents=True)
    for path in (settings.PROJECT / "data").glob("*.*"):
        shutil.copy(path, home)
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    return home


OFFICE = sorted(path.name for path in (CASES / "office").glob("*"))


@pytest.mark.parametrize("file", OFFICE)
def test_what_offices_type_is_taken_in_two_steps_at_most(ministry: Path, tmp_path: Path, file: str) -> None:
    path = Path(shutil.copy(CASES / "office" / file, tmp_path))
    (outcome,) = ingest(definition.load(ministry), [path])
    if outcome.state != TAKEN:
        said = CliRunner().invoke(cli, ["layout", "accept", str(path)])
        assert said.exit_code == 0, said.output
        (outcome,) = ingest(definition.load(ministry), [path])
    assert outcome.published and not outcome.quarantined, outcome


def test_totals_of_provinces_are_kept_to_compare_with(ministry: Path) -> None:
    (file,) = (CASES / "office").glob("f2_*")
    said = CliRunner().invoke(cli, ["layout", "accept", str(file)])
    assert (said.exit_code, words.t("ingest.layout_controls") in said.output) == (0, True), said.output
    assert f"layout accept {file} --set units.01=" in said.output, "what the province does itself"
    (outcome,) = ingest(definition.load(ministry), [file])
    assert (outcome.kind, outcome.accepted) == ("controls", 3)
    assert not deliveries.table("progress"), "they are in no total"
    found = queries.table("controls", Selection(EVERYTHING, "VN", date(2021, 6, 11), None))
    sent = found[found["source_title"] == file.name].set_index("unit_code")
    assert dict(sent["published"]) == {"01": 1_000_000, "79": 1_000_000, "48": 1_000_000}
    assert set(sent["total"]) == {0} and set(sent["off_share"]) == {-1}
    before = queries.table("controls", Selection(EVERYTHING, "VN", date(2021, 6, 10), None))
    assert file.name not in set(before["source_title"])
