"""The same extract gives the same ledger and the same quarantine on one machine and on Spark.

SPARK_EXAMPLES=200 tries as many dirty extracts; fewer are tried each time.
"""

import gzip
import os

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from campaign.ingest import build
from campaign.serving import database
from tests.ingest.test_days import CELLS
from tests.ingest.test_rules import BROKEN
from tests.spark.dirty import DAYS, extracts

EXAMPLES = int(os.environ.get("SPARK_EXAMPLES", "3"))
TRY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
RECORDS = "application_id,district_code,received_on,approved_on,printed_on,returned_on,delivered_on\n"


@TRY
@given(extract=extracts())
def test_dirty_extracts_give_the_same_ledger_and_the_same_quarantine(said, spark, tmp_path, extract):
    name, content = extract
    (tmp_path / name).write_bytes(content)
    assert said(spark, tmp_path / name) == said(None, tmp_path / name)


@pytest.mark.cluster
def test_every_rule_of_a_record_is_broken_alike(said, spark, tmp_path):
    for (name, header), lines in BROKEN.items():
        if header.startswith("application_id"):
            (tmp_path / name).write_bytes(header.encode() + b"\n".join(lines))
            here = said(None, tmp_path / name)
            assert said(spark, tmp_path / name) == here
            assert {rule for _, _, rule, *_ in here["quarantine"]} >= {rule for rule in lines.values() if rule}


@pytest.mark.cluster
def test_a_rule_that_only_one_engine_follows_is_noticed(said, spark, tmp_path, monkeypatch):
    (tmp_path / "issuance_2021-06-05.csv").write_text(RECORDS + "A1,001,2021-06-06,,,,\n")
    here = said(None, tmp_path / "issuance_2021-06-05.csv")
    whole = build.text
    changed = {"rules": whole("rules").replace("between first_on and last_on", "between first_on and last_on + 1")}
    monkeypatch.setattr(build, "text", lambda name: changed.get(name, whole(name)))
    there = said(spark, tmp_path / "issuance_2021-06-05.csv")
    assert [rule for _, _, rule, *_ in here["quarantine"]] == ["date_out_of_window"]
    assert there["quarantine"] == []


def test_a_day_is_the_same_day_to_both(spark, campaign):
    from campaign.spark import sql

    cells = sorted(
        {
            *DAYS.elements,
            *CELLS,
            "1/2/2021",
            "05/06/21",
            "5/6/0",
            " 05/06/2021\t",
            "2021 06 05",
            "2021\\6\\5",
            "epoch",
            "2021-06-05 24:00:00",
            "2021-06-05 24:00:01",
            "2021-06-05 10:20:30+07",
            "5-6-26",
            "2021-06-05 10:60",
            "2021-06-05 10",
            "2021-06/05",
            "0-1-1",
            "2021-13-05",
            "99999-06-05",
        }
    )
    with database.connect(campaign.time_zone) as connection:
        build.define(connection, "rules")
        here = {cell: connection.execute("select day_of($c)::varchar", {"c": cell}).fetchall()[0][0] for cell in cells}
    table = spark.spark.createDataFrame([(cell,) for cell in cells], "cell string")
    table.createOrReplaceTempView("days_to_read")
    asked = spark.spark.sql(sql.statement("select cell, day_of(cell) as day from days_to_read"))
    there = {row.cell: row.day for row in asked.selectExpr("cell", "cast(day as string) as day").collect()}
    ordinary = {cell: day for cell, day in here.items() if day is None or ("2000" < day < "2100" and "BC" not in day)}
    assert {cell: there[cell] for cell in ordinary} == ordinary
    assert {cell for cell in cells if there[cell]} == {cell for cell in cells if here[cell]}


@pytest.mark.cluster
def test_an_instant_is_the_same_day_to_both(said, spark, tmp_path):
    lines = "".join(f"R{number},001,{cell},,,,\n" for number, cell in enumerate(CELLS))
    (tmp_path / "issuance_2021-06-05.csv").write_text(RECORDS + lines)
    instant = "received_on::timestamp at time zone 'UTC' as received_on"
    (tmp_path / "rows.csv").write_text(RECORDS + "R1,001,2021-02-04 17:00:00,,,,\nR2,001,2021-02-04 16:00:00,,,,\n")
    with database.connect() as connection:
        rows = connection.read_csv(str(tmp_path / "rows.csv"), all_varchar=True)
        rows.project(f"* replace ({instant})").write_parquet(str(tmp_path / "zoned_2021-06-05.parquet"))
    for name in ("issuance_2021-06-05.csv", "zoned_2021-06-05.parquet"):
        assert said(spark, tmp_path / name) == said(None, tmp_path / name)


@pytest.mark.cluster
@pytest.mark.parametrize("ending", [".csv.gz", ".parquet"])
def test_packings_give_the_same_answer(said, spark, tmp_path, ending):
    text = RECORDS + "A1,001,2021-05-01,2021-05-02,,,\nA2,1,2021-05-01,,,,\nA1,010,2021-05-01,,,,\nA3,999,,,,,\n"
    path = tmp_path / f"issuance_2021-06-05{ending}"
    if ending == ".parquet":
        (tmp_path / "rows.csv").write_text(text)
        with duckdb.connect(":memory:") as connection:
            rows = connection.read_csv(str(tmp_path / "rows.csv"), all_varchar=True)
            rows.project("* replace (received_on::timestamp as received_on)").write_parquet(str(path))
    else:
        path.write_bytes(gzip.compress(text.encode()))
    assert said(spark, path) == said(None, path)


@pytest.mark.cluster
def test_a_folder_of_parts_is_one_delivery_whose_header_stands_once(said, spark, tmp_path):
    parts = ["A1,001,2021-05-01,,,,\nA2,999,2021-05-01,,,,\n", "A1,001,2021-05-02,,,,\n", "A3,002,2021-05-03,,,,\n"]
    folder = tmp_path / "issuance_2021-06-05"
    folder.mkdir()
    for number, part in enumerate(parts):
        (folder / f"part-{number}.csv").write_text(RECORDS + part)
    (tmp_path / "issuance_2021-06-05.csv").write_text(RECORDS + "".join(parts))
    there, here = said(spark, str(folder)), said(None, tmp_path / "issuance_2021-06-05.csv")
    for table in ("quarantine", "reports", "covers", "counts"):
        assert without_id(there[table]) == without_id(here[table])
    assert there["deliveries"][0][-3:] == (5, 2, 2)


def without_id(rows: list[tuple]) -> list[tuple]:
    """Rows without the delivery's id, which an address has of its own."""
    return sorted(
        (tuple(cell for cell in row if not (isinstance(cell, str) and len(cell) == 16)) for row in rows), key=repr
    )
