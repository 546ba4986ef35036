"""A day is a day of the campaign, whatever the server's clock says."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import openpyxl
import pytest

from campaign import definition, settings
from campaign.definition import Definition, DefinitionError
from campaign.ingest import build, ingest
from tests import small
from tests.ingest import conftest

SERVERS = ("UTC", "America/New_York", "Pacific/Kiritimati")
# A cell, and its day in Viet Nam; None for what is refused.
CELLS = {
    "2021-02-04T17:00:00.000Z": "2021-02-05",
    "2021-02-04T16:59:59Z": "2021-02-04",
    "2021-02-05 17:00Z": "2021-02-06",
    "2021-02-06 17:00:00+00": "2021-02-07",
    "2021-02-08T00:00:00+07:00": "2021-02-08",
    "2021-02-09 00:00:00 +0700": "2021-02-09",
    "2021-02-09T12:00:00-05:00": "2021-02-10",
    "2021-02-10 17:00:00.123456789 UTC": "2021-02-11",
    "2021-02-11t17:00:00z": "2021-02-12",
    "2021-02-13 23:59:59": "2021-02-13",
    "2021-02-14T00:00:00.000": "2021-02-14",
    "2021-02-15 11:30:00 PM": "2021-02-15",
    "2021-02-16": "2021-02-16",
    "17/02/2021": "2021-02-17",
    "2021-02-18 00:00:00 Somewhere/Else": None,
    "2021-02-19 00:00:00 +99:00": None,
    "2021-02-20xyz": None,
    "2021-02-21 99:99": None,
}
COUNTS = "date,unit_code,measure,count\n" + "".join(f"{cell},001,received,1\n" for cell in CELLS)
RECORDS = "application_id,district_code,received_on,approved_on,printed_on,returned_on,delivered_on\n"
DAYS = sorted(date.fromisoformat(day) for day in CELLS.values() if day)


def with_zone(home: Path, zone: str) -> None:
    """Say the time zone in the campaign's definition."""
    toml = home / "campaign.toml"
    toml.write_text(toml.read_text().replace("[campaign]", f'[campaign]\ntime_zone = "{zone}"'))


def written(folder: Path) -> list[Path]:
    """The same days in every kind of file: text, records, a workbook, Parquet with and without zones."""
    folder.mkdir()
    (folder / "counts_2021-06-01.csv").write_text(COUNTS)
    rows = "".join(f"R{number},001,{cell},,,,\n" for number, cell in enumerate(CELLS))
    (folder / "records_2021-06-02.csv").write_text(RECORDS + rows)
    plain = "".join(f"P{number},001,2021-03-{1 + number % 28:02},,,,\n" for number in range(300))
    (folder / "late_2021-06-03.csv").write_text(RECORDS + plain + "Z1,001,2021-03-31T17:00:00Z,,,,\n")
    book = openpyxl.Workbook()
    book.active.append(["date", "unit_code", "measure", "count"])
    for cell in CELLS:
        book.active.append([cell, "001", "approved", 1])
    book.save(folder / "book_2021-06-04.xlsx")
    zoned = "select 'T' || i as application_id, '002' as district_code, {} as received_on, {} as approved_on"
    rest = ", null::date as printed_on, null::date as returned_on, null::date as delivered_on from range(3) as t(i)"
    instant = "(timestamp '2021-02-04 17:00:00' + i * interval 1 day)"
    kinds = {
        "zoned_2021-06-05": f"({instant} at time zone 'UTC')",
        "plain_2021-06-06": instant,
        "texts_2021-06-07": f"strftime({instant}, '%Y-%m-%dT%H:%M:%SZ')",
    }
    with duckdb.connect(":memory:") as connection:
        for name, cell in kinds.items():
            query = (zoned + rest).format(cell, "null::date")
            connection.execute(f"copy ({query}) to '{folder}/{name}.parquet'")
    return sorted(folder.iterdir())


def told() -> list[tuple]:
    """What every file turned out to say, and what was refused of it."""
    items = "select file, unit_code, measure, date, value from reports join deliveries using (delivery_id)"
    refused = "select file, line, rule from quarantine join deliveries using (delivery_id)"
    return sorted(conftest.rows(items)) + sorted(conftest.rows(refused))


@pytest.mark.parametrize("server", SERVERS)
def test_the_same_files_say_the_same_days_on_every_server(tmp_path, store_home, monkeypatch, server):
    with_zone(store_home, "Asia/Ho_Chi_Minh")
    command = [sys.executable, "-m", "campaign", "ingest", *map(str, written(tmp_path / "files"))]
    environment = os.environ | {"TZ": server, "CAMPAIGN_HOME": str(store_home)}
    ran = subprocess.run(command, env=environment, cwd=settings.PROJECT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    files = {row[0] for row in told()}
    assert len(files) == 7
    days = (
        "select date from reports join deliveries using (delivery_id) where file like '{}%' and value > 0 order by all"
    )
    for file in ("counts", "records", "book"):
        assert [day for (day,) in conftest.rows(days.format(file))] == DAYS, file
    assert conftest.rows(days.format("late"))[-1] == (date(2021, 4, 1),)
    for file in ("zoned", "texts"):
        assert [day for (day,) in conftest.rows(days.format(file))] == [date(2021, 2, 5 + at) for at in range(3)], file
    assert [day for (day,) in conftest.rows(days.format("plain"))] == [date(2021, 2, 4 + at) for at in range(3)]
    refused = "select line - 2 from quarantine join deliveries using (delivery_id) where file like '{}%' order by all"
    for file in ("counts", "records", "book"):
        assert [list(CELLS)[line] for (line,) in conftest.rows(refused.format(file))] == [
            cell for cell, day in CELLS.items() if not day
        ]


@pytest.mark.parametrize("form", ["%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%d %H:%M:%SZ", "%Y-%m-%dT%H:%MZ"])
def test_instants_of_one_form_are_days_of_the_campaign_and_others_are_read_by_themselves(tmp_path, store_home, form):
    with_zone(store_home, "Asia/Ho_Chi_Minh")
    instants = [datetime(2021, 2, 1, 16, 59) + timedelta(minutes=number) for number in range(200)]
    cells = [f"{instant:{form}}" for instant in instants] + ["2021-02-20", "2021-02-20T17:00:00+00:00", "2021-02-20Z"]
    file = tmp_path / "records_2021-06-02.csv"
    file.write_text(RECORDS + "".join(f"R{number},001,{cell},,,,\n" for number, cell in enumerate(cells)))
    (outcome,) = ingest(definition.load(store_home), [file])
    assert (outcome.accepted, outcome.quarantined) == (202, 1)
    found = "select date, value from reports where measure = 'received' and value > 0 order by date"
    days = [(1, 1), (2, 199), (20, 1), (21, 1)]
    assert conftest.rows(found) == [(date(2021, 2, day), number) for day, number in days]


def elsewhere() -> str:
    """A zone in which it is another day now than in UTC."""
    return "Pacific/Kiritimati" if datetime.now(UTC).hour >= 10 else "Etc/GMT+12"


@pytest.mark.parametrize("server", SERVERS)
def test_today_is_the_campaign_s_today(tmp_path, store_home, server):
    zone = elsewhere()
    with_zone(store_home, zone)
    today = datetime.now(ZoneInfo(zone)).date()
    toml = store_home / "campaign.toml"
    text = toml.read_text().replace("2021-01-01", f"{today - timedelta(20)}")
    toml.write_text(text.replace("2021-03-02", f"{today + timedelta(50)}").split("[intake]")[0] + _without_intake(text))
    file = tmp_path / "so_lieu_hom_nay.csv"
    lines = "".join(f"{today + timedelta(days)},001,received,30\n" for days in (-1, 0, 1))
    file.write_text("date,unit_code,measure,count\n" + lines)
    environment = os.environ | {"TZ": server, "CAMPAIGN_HOME": str(store_home)}
    command = [sys.executable, "-m", "campaign", "ingest", str(file)]
    ran = subprocess.run(command, env=environment, cwd=settings.PROJECT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    assert conftest.rows("select date from reports order by all") == [(today - timedelta(1),), (today,)]
    assert conftest.rows("select line, rule from quarantine") == [(4, "date_out_of_window")]


def _without_intake(text: str) -> str:
    return text[text.index("[[projects]]") :]


def test_a_name_that_says_tomorrow_is_held_by_the_campaign_s_day(store_home, tmp_path):
    assert today_and_tomorrow(store_home, tmp_path) == ["accepted", "held"]


def test_a_today_of_the_server_is_found_out(store_home, tmp_path, monkeypatch):
    monkeypatch.setattr(Definition, "today", lambda _: datetime.now(UTC).date())
    assert today_and_tomorrow(store_home, tmp_path) != ["accepted", "held"]


def today_and_tomorrow(store_home: Path, tmp_path: Path) -> list[str]:
    """What becomes of a file whose name says today in a zone that is on another day than UTC, and tomorrow."""
    zone = elsewhere()
    with_zone(store_home, zone)
    toml = store_home / "campaign.toml"
    toml.write_text(toml.read_text().replace('"not_yet", ', ""))
    today = datetime.now(ZoneInfo(zone)).date()
    states = []
    for ahead in (0, 1):
        file = tmp_path / f"counts_{today + timedelta(ahead)}.csv"
        file.write_text(f"date,unit_code,measure,count\n2021-02-0{1 + ahead},001,received,5\n")
        (outcome,) = ingest(definition.load(store_home), [file])
        states.append(outcome.state)
    return states


def test_summer_time_moves_the_end_of_a_day(take, store_home):
    with_zone(store_home, "Europe/Rome")
    cells = ("2021-01-30T22:30:00Z", "2021-01-30T23:30:00Z", "2021-03-28T21:30:00Z", "2021-03-28T22:30:00Z")
    take("counts_2021-06-01.csv", "date,unit_code,measure,count\n" + "".join(f"{c},001,received,1\n" for c in cells))
    days = [day for (day,) in conftest.rows("select date from reports order by all")]
    assert days == [date(2021, 1, 30), date(2021, 1, 31), date(2021, 3, 28), date(2021, 3, 29)]


def test_a_campaign_that_names_no_zone_has_one_that_no_server_decides(home):
    assert small.loaded(home).time_zone == "Asia/Ho_Chi_Minh"
    assert small.loaded(home).local(datetime(2021, 2, 4, 17)).date() == date(2021, 2, 5)


@pytest.mark.parametrize("zone", ["Hanoi", "localtime", "GMT+7", "Asia/Hanoi", "+07:00"])
def test_a_zone_that_nobody_knows_is_refused_in_a_sentence(home, zone):
    with_zone(home, zone)
    with pytest.raises(DefinitionError, match="time_zone"):
        small.loaded(home)


def test_a_file_that_came_before_seven_came_on_that_day(take, store_home, monkeypatch):
    with_zone(store_home, elsewhere())
    content = "date,unit_code,measure,count\n2021-02-01,001,received,5\n"
    first = take("counts_2021-06-01.csv", content)
    again = take("counts_2021-06-01.csv", content)
    local = small.loaded(store_home).local(first.received_at)
    assert again.state == "known" and f"{local:%d/%m/%Y}" in again.message
    assert f"{first.received_at:%d/%m/%Y}" not in again.message


def test_a_rule_that_cuts_the_time_off_is_found_out(take, monkeypatch):
    monkeypatch.setattr("campaign.ingest.child.run", lambda task, *arguments, **_: task(*arguments))
    of_old = "create or replace temp macro day_of(cell) as try_cast(cell as date);"
    usual = build.define
    monkeypatch.setattr(build, "define", lambda connection, name: (usual(connection, name), connection.execute(of_old)))
    take("counts_2021-06-01.csv", COUNTS)
    assert [day for (day,) in conftest.rows("select date from reports order by all")] != DAYS


def test_only_one_place_opens_duckdb():
    opened = {
        str(path.relative_to(settings.PROJECT))
        for path in settings.PROJECT.glob("campaign/**/*.py")
        if "duckdb.connect(" in path.read_text(encoding="utf-8")
    }
    # What sorts names knows no table and no day.
    assert opened == {"campaign/language/collation.py", "campaign/serving/database.py"}
