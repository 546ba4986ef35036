"""A Parquet file says what the CSV of the same rows says, typed or not."""

import duckdb
import pytest

from tests.ingest.conftest import known, rows

RECORDS = "application_id,district_code,received_on,approved_on,printed_on,returned_on,delivered_on\n"
LINES = [
    "A1,001,2021-05-01,2021-05-02,,,",
    "A2,1,2021-05-01,,,,",
    "A1,010,2021-05-01,,,,",
    "A3,999,2021-05-01,,,,",
    "A4,002,2021-05-03,2021-05-02,,,",
]


@pytest.mark.parametrize("types", ["varchar", "date", "timestamp"])
def test_parquet_and_csv_of_the_same_rows_are_one(take, tmp_path, types):
    content = RECORDS + "\n".join(LINES) + "\n"
    (tmp_path / "rows.csv").write_text(content)
    with duckdb.connect(":memory:") as connection:
        connection.execute(
            f"""copy (select * replace (received_on::{types} as received_on, approved_on::{types} as approved_on)
            from read_csv('{tmp_path}/rows.csv', all_varchar = true)) to '{tmp_path}/typed.parquet'"""
        )
    outcome = take("issuance_2021-06-05.parquet", (tmp_path / "typed.parquet").read_bytes())
    assert (outcome.lines, outcome.accepted, outcome.quarantined) == (5, 2, 3)
    assert rows("select line, rule from quarantine order by line") == [
        (3, "duplicate_id"),
        (4, "unknown_unit"),
        (5, "stages_out_of_order"),
    ]
    assert known()["R", "received"] == 2


@pytest.mark.parametrize("kind", ["decimal(10, 2)", "decimal(18, 0)", "double", "bigint"])
def test_a_count_is_whole_whatever_numbers_a_database_gives(take, tmp_path, kind):
    with duckdb.connect(":memory:") as connection:
        connection.execute(
            f"""copy (select date '2021-06-01' as date, '001' as unit_code, 'received' as measure,
            unnest([5, null])::{kind} as count) to '{tmp_path}/numbers.parquet'"""
        )
    outcome = take("counts_2021-06-05.parquet", (tmp_path / "numbers.parquet").read_bytes())
    assert (outcome.accepted, outcome.quarantined) == (1, 1)
    assert known()["R", "received"] == 5
