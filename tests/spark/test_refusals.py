"""What Spark cannot take is refused at once, with a sentence that names it and the way out."""

import gzip

import pytest
from click.testing import CliRunner

from campaign.__main__ import cli
from campaign.ingest import build
from campaign.spark.session import NoSparkError
from tests.spark import java

RECORDS = "application_id,district_code,received_on,approved_on,printed_on,returned_on,delivered_on\n"
ROW = "A1,001,2021-05-01,,,,\n"


def refusal(spark, place) -> str:
    """Why a delivery is not taken, in the words staff read."""
    from campaign.ingest.errors import FileError

    with pytest.raises(FileError) as fault:
        spark.keep(str(place)).source.raw(list(RECORDS.strip().split(",")))
    return str(fault.value)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("utf16.csv", (RECORDS + ROW).encode("utf-16"), "UTF-16"),
        ("old_mac.csv", (RECORDS + ROW).replace("\n", "\r").encode(), "UTF-16"),
        ("book.xlsx", b"PK", "bỏ --engine"),
        ("packed.csv", gzip.compress((RECORDS + ROW).encode()), "đuôi"),
        ("tool.csv", b"\x7fELF", "ELF"),
        ("broken.parquet", b"PAR1 and no more", "cắt ngắn"),
        ("cut.csv.gz", gzip.compress((RECORDS + ROW * 999).encode())[:-20], "cắt ngắn"),
        ("empty.csv", b"", "rỗng"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_spark_cannot_read_in_pieces_is_refused(spark, tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    assert said in refusal(spark, tmp_path / name)


def test_parts_that_do_not_belong_together_are_refused(spark, tmp_path):
    (tmp_path / "one.csv").write_text(RECORDS + ROW)
    (tmp_path / "other.csv").write_text(RECORDS.replace(",", ";"))
    assert "tiêu đề khác nhau" in refusal(spark, tmp_path)
    (tmp_path / "other.parquet").write_bytes(b"PAR1")
    assert "Parquet" in refusal(spark, tmp_path)
    assert "Không có tệp" in refusal(spark, tmp_path / "nowhere")


def test_too_many_lines_to_look_at_one_by_one_are_refused_with_the_first(spark, tmp_path, monkeypatch):
    from campaign.spark import text

    monkeypatch.setattr(text, "MOST_IRREGULAR", 2)
    (tmp_path / "irregular.csv").write_text(RECORDS + ROW + '"A,2",001,,,,,\n' * 3)
    assert "từ dòng 3" in refusal(spark, tmp_path / "irregular.csv")
    (tmp_path / "irregular.csv").write_text(RECORDS + ROW + '"A2","001",,,,,\n' * 30)
    spark.keep(str(tmp_path / "irregular.csv")).source.raw(list(RECORDS.strip().split(",")))  # quotes that mean nothing


def test_small_extracts_are_for_this_machine(said, spark, tmp_path):
    (tmp_path / "counts.csv").write_text("date,unit_code,measure,count\n2021-06-01,001,received,5\n")
    assert said(spark, tmp_path / "counts.csv")["deliveries"][0][9] == "refused"


@pytest.mark.parametrize(
    ("query", "right", "wrong", "reason"),
    [
        ("ordinary", "trim(id) <> ''", "approx_quantile_of(id)", "approx_quantile_of"),
        (
            "rules",
            "cast(cell as varchar),\n    \"shown\" := 'masked'",
            "strip_accents(cell), \"shown\" := ''",
            "strip_accents",
        ),
        ("records", "known_unit as unit_code,", "known_unit[1:2:3] as unit_code,", "slice"),
    ],
    ids=["a function Spark lacks", "in a rule", "no SQL of Spark's"],
)
def test_a_query_that_is_not_portable_is_refused_at_start_by_its_name(
    spark, campaign, monkeypatch, query, right, wrong, reason
):
    from campaign.spark.engine import try_queries
    from campaign.spark.sql import NotPortableError

    whole = build.text
    assert right in whole(query)
    monkeypatch.setattr(build, "text", lambda name: whole(name).replace(right, wrong) if name == query else whole(name))
    with pytest.raises(NotPortableError, match=f"(?i){reason}") as refused:
        try_queries(spark.spark, campaign, campaign.records[0])
    assert refused.value.query in (query, "cells", "records")


def test_the_command_line_says_what_is_missing(store_home, tmp_path, monkeypatch):
    def asked(*arguments: str) -> str:
        return str(CliRunner().invoke(cli, ["ingest", *arguments], standalone_mode=False).exception)

    assert "--engine" in asked("s3a://extracts/issuance_2021-06-05.csv")
    assert "local[N]" in asked("--engine", "yarn", "x.csv")
    monkeypatch.setattr("campaign.spark.session.importlib.util.find_spec", lambda name: None)
    assert "requirements-spark.txt" in asked("--engine", "local[2]", "x.csv")


def test_without_java_a_sentence_says_how_to_get_it(monkeypatch):
    java.needed()
    from campaign.spark import session

    monkeypatch.setattr(session, "java", lambda: None)
    with pytest.raises(NoSparkError, match=r"campaign\.spark\.install"), session.session("local[2]"):
        pass
