"""Files that are wrong, broken or meant to harm: each ends as promised, and the next good one is taken as ever."""

import gzip
import io
import os
import zipfile
from functools import cache

import pytest

from campaign import definition
from campaign.ingest import child, deliveries, ingest, readers, vault
from campaign.ingest.readers import book, decode
from tests.ingest import bad_tasks
from tests.ingest.conftest import known, rows
from tests.ingest.test_packings import GOOD, HEADER, ROW, SHEET, workbook


@cache
def bombs() -> dict[str, bytes]:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (600 << 20))
    macro = io.BytesIO(workbook(*SHEET))
    with zipfile.ZipFile(macro, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return {
        "empty.csv": b"",
        "nothing.xlsx": GOOD.encode(),
        "program.csv": b"\x7fELF" + bytes(100),
        "cut.parquet": b"PAR1" + bytes(100),
        "cut.csv.gz": gzip.compress(GOOD.encode() * 1000)[:-20],
        "bomb.csv.gz": gzip.compress(GOOD.encode() + bytes(300 << 20)),
        "bomb.xlsx": bomb.getvalue(),
        "macro.xlsm": macro.getvalue(),
        "macro.xlsx": macro.getvalue(),
    }


@pytest.mark.parametrize(
    "name",
    [
        "empty.csv",
        "nothing.xlsx",
        "program.csv",
        "cut.parquet",
        "cut.csv.gz",
        "bomb.csv.gz",
        "bomb.xlsx",
        "macro.xlsm",
        "macro.xlsx",
    ],
)
def test_what_cannot_be_what_it_says_is_refused_in_a_sentence(take, name):
    outcome = take(name, bombs()[name])
    assert outcome.state == "refused", outcome
    assert outcome.message.endswith(".")
    assert take("good.csv", GOOD).state == "accepted"


@pytest.mark.parametrize(
    "content",
    [
        "ngày,mã huyện,chỉ tiêu,số lượng\n".encode("cp1258", "replace") + ROW.encode(),
        GOOD.encode() + b"2021-06-01,002,\xe0\xe1,5\n" * 9,
        b"date,unit_code,count\n",
        b"date,date,unit_code,measure,count\n",
        b"date,unit_code,measure,count,mood\n",
        "Nguyễn Văn A,001,received,5\n".encode(),
        (HEADER + "2021-06-01,001,received,1.234\n").encode(),
        (HEADER + '2021-06-01,001,received,"1,234"\n').encode(),
    ],
    ids=["windows-1258", "not utf-8", "missing", "twice", "unknown", "no header", "points", "commas"],
)
def test_what_staff_must_decide_is_held_with_what_is_wrong(take, content):
    outcome = take("file.csv", content)
    assert outcome.state == "held", outcome
    assert "Nguyễn" not in outcome.message
    assert known() == {}


def test_a_header_alone_is_a_warning_and_not_a_zero(take):
    outcome = take("counts_2021-06-05.csv", HEADER)
    assert (outcome.state, outcome.lines, outcome.accepted) == ("accepted", 1, 0)
    assert outcome.message
    assert rows("select count(*) from reports") == [(0,)]


def test_one_quote_that_is_never_closed_costs_one_line_of_two_hundred_thousand(take):
    days = [f"2021-{month:02}-{day:02}" for month in range(1, 6) for day in range(1, 29)]
    lines = [f"{day},{unit},received,5\n" for day in days for unit in ("001", "002", "010")]
    outcome = take("counts.csv", HEADER + '2021-06-01,001,"received,5\n' + "".join(lines * 476))
    assert outcome.lines > 199_000
    assert rows("select line from quarantine where rule = 'unclosed_quote'") == [(2,)]
    assert known()["R", "received"] == 5 * len(lines)


def test_a_record_on_two_lines_is_accepted_and_both_lines_are_accounted_for(take):
    services = "service_id,name,kind,owner,planned_on,tested_on,connected_on\n"
    outcome = take("services.csv", services + 'S1,"Khai\nsinh",service,Bộ,,,\nS2,Khai tử,service,Bộ,,,\n')
    assert (outcome.lines, outcome.accepted, outcome.quarantined) == (4, 3, 0)
    assert rows("select name from services order by 1") == [("Khai\nsinh",), ("Khai tử",)]


def test_one_endless_line_is_quarantined_and_the_others_are_taken(take):
    outcome = take("counts.csv", HEADER.encode() + b"x" * (40 << 20) + b"\n" + ROW.encode())
    assert (outcome.lines, outcome.accepted) == (3, 1)
    assert rows("select line, rule from quarantine") == [(2, "line_too_long")]


def test_what_is_no_plain_file_is_not_opened(take, store_home, tmp_path):
    (tmp_path / "secret.csv").write_text(GOOD)
    (tmp_path / "link.csv").symlink_to(tmp_path / "secret.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    outcomes = ingest(definition.load(store_home), [tmp_path / "link.csv", tmp_path / "pipe.csv"])
    assert [outcome.state for outcome in outcomes] == ["refused", "refused"]
    assert known() == {}


def test_a_file_that_changes_while_it_is_read_is_not_taken(take, monkeypatch, tmp_path):
    copy = vault._copy

    def while_growing(path, to):
        digest = copy(path, to)
        path.write_text(GOOD + ROW)
        return digest

    monkeypatch.setattr(vault, "_copy", while_growing)
    assert take("counts.csv", GOOD).state == "held"


def test_a_name_is_shown_without_what_misleads(take):
    outcome = take("counts\u202egpj.csv", GOOD)
    assert outcome.file == "counts\\u202egpj.csv"
    assert len(vault.shown("x" * 300)) <= vault.LONGEST_NAME


@pytest.mark.parametrize(
    "limits", [child.Limits(clock=0), child.Limits(memory=100 << 20), child.Limits(output=100)], ids=str
)
def test_a_parser_that_hits_a_limit_fails_alone(store_home, tmp_path, limits):
    campaign = definition.load(store_home)
    (tmp_path / "counts.csv").write_text(GOOD)
    (failed,) = ingest(campaign, [tmp_path / "counts.csv"], limits)
    assert failed.state == "failed"
    assert [row["state"] for row in deliveries.table("deliveries")] == ["failed"]
    (taken,) = ingest(campaign, [tmp_path / "counts.csv"])
    assert taken.state == "accepted"
    assert [row["state"] for row in deliveries.table("deliveries")] == ["accepted"]


@pytest.mark.parametrize("task", [bad_tasks.spins, bad_tasks.dies])
def test_a_parser_that_does_not_end_or_ends_hard_takes_nobody_with_it(task):
    with pytest.raises(child.ChildError, match="dừng đột ngột"):
        child.run(task, limits=child.Limits(cpu=1))


def test_what_was_begun_is_waited_for_and_what_breaks_there_takes_nobody_with_it():
    worker, limits = child.Worker(), child.Limits()
    try:
        child.begin(int, "12", limits=limits, worker=worker)
        first = worker._child
        assert child.run(int, "12", worker=worker) == 12
        assert worker._child is first
        child.begin(bad_tasks.dies, limits=limits, worker=worker)
        with pytest.raises(child.ChildError, match="dừng đột ngột"):
            child.run(bad_tasks.dies, worker=worker)
        child.begin(bad_tasks.spins, limits=limits, worker=worker)
        assert child.run(int, "13", worker=worker) == 13  # what was begun and is not asked for is given up
    finally:
        worker.end()


@pytest.mark.parametrize(
    ("module", "guard", "without", "name"),
    [
        (decode, "RATIO", 10**9, "bomb.csv.gz"),
        (book, "MACROS", "nothing", "macro.xlsx"),
        (readers, "ENDINGS", {}, "nothing.xlsx"),
    ],
)
def test_without_its_guard_a_hostile_file_would_get_further(take, monkeypatch, module, guard, without, name):
    monkeypatch.setattr(child, "run", lambda task, *arguments, **how: task(*arguments))
    with_it = take(name, bombs()[name])
    monkeypatch.setattr(module, guard, without)
    assert with_it.state == "refused"
    assert take(name, bombs()[name]).published


@pytest.mark.parametrize(
    ("header", "said", "unsaid"),
    [
        ("date,unit_cod,measure,count", ["'unit_cod' → unit_code"], ["thiếu", "vị trí", "measure"]),
        ("Ngày,Mã đơn vi,Chỉ tiêu,Người nhập", ["thiếu cột count", "vị trí 4"], ["measure", "Người", "date"]),
        ("Ngay bao cao,Ma huyen,Chi tieuu,So luong", ["thiếu cột date", "'chi_tieuu' → measure"], ["unit_code"]),
        ("Nguyen Van An,012345678901,1990", ["Dòng đầu không phải", "date, unit_code, measure"], ["Nguyen", "nguyen"]),
    ],
)  # fmt: skip
def test_a_header_that_is_near_a_contract_s_is_told_what_differs_and_nothing_else(take, header, said, unsaid):
    message = take("counts.csv", f"{header}\n2021-06-01,001,received,5\n").message
    assert [one for one in said if one not in message] == [one for one in unsaid if one in message] == [], message
