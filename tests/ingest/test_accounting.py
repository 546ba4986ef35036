"""Physical lines = header + accepted + quarantined, for any bytes; the ordinary path and the careful path agree."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from campaign import definition
from campaign.ingest.errors import FileError
from campaign.ingest.parse import Parsed, parse
from campaign.ingest.readers import text
from campaign.ingest.readers.decode import nameless_copy
from campaign.ingest.readers.irregular import Irregular
from tests.ingest.conftest import make

COUNTS = b"date,unit_code,measure,count"
RECORDS = b"application_id,district_code,received_on,approved_on,printed_on,returned_on,delivered_on"
CELLS = [b"2021-06-01", b"001", b"received", b"5", b"", b'"', b'"a\nb"', b"\0", b"\r", b"\xff", b"A1", b"2021-05-01"]
LINES = st.lists(
    st.lists(st.sampled_from(CELLS) | st.binary(max_size=6), max_size=8).map(b",".join)
    | st.just(b"2021-06-01,001,received,5")
    | st.just(b"A1,001,2021-05-01,,,,"),
    max_size=12,
).map(b"\n".join)
TODAY = date(2021, 6, 5)


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> definition.Definition:
    home = tmp_path_factory.mktemp("campaign") / "home"
    make(home)
    return definition.load(home)


def parsed(campaign: definition.Definition, folder: Path, content: bytes) -> Parsed | None:
    """What a text turns out to be, None when it is not taken as a whole."""
    (folder / "file").write_bytes(content)
    try:
        return parse(campaign, folder / "file", "file.csv", TODAY, folder)
    except FileError:
        return None


def physical_lines(content: bytes) -> int:
    return content.count(b"\n") + (not content.endswith(b"\n"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(header=st.sampled_from([COUNTS, RECORDS]), body=LINES, end=st.sampled_from([b"", b"\n", b"\r\n"]))
@example(header=COUNTS, body=b'2021-06-01,"001",received,5\n\n"', end=b"")
@example(header=RECORDS, body=b"A1,001,2021-05-01,,,,\nA1,001,2021-05-01,,,,,,,\n", end=b"\n")
def test_every_line_of_any_bytes_is_accepted_or_quarantined(campaign, tmp_path, header, body, end):
    content = header + b"\n" + body + end
    found = parsed(campaign, tmp_path, content)
    if found:
        assert found.lines + found.blank == physical_lines(content)
        assert found.lines == 1 + found.accepted + found.quarantined
        assert pyarrow.parquet.read_metadata(tmp_path / "quarantine.parquet").num_rows == found.quarantined
    assert (tmp_path / "file").read_bytes() == content


def test_a_reader_that_loses_a_line_is_found_out(campaign, tmp_path, monkeypatch):
    survey = text.survey
    monkeypatch.setattr(text, "survey", lambda file: replace(survey(file), lines=survey(file).lines + 1))
    assert parsed(campaign, tmp_path, COUNTS + b"\n2021-06-01,001,received,5\n") is None
    assert parsed(campaign, tmp_path, RECORDS + b"\nA1,001,2021-05-01,,,,\n") is None


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["A1", "A2", "A3", "A4", ""]),
        st.sampled_from(["001", "1", "010", "02", "999"]),
        *[st.sampled_from(["", "2021-05-01", "2021-05-02", "03/05/2021", "2021-02-30", "2021-07-01"])] * 5,
    ),
    max_size=15,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_the_ordinary_path_and_the_careful_path_give_the_same_answer(campaign, tmp_path, rows):
    content = "\n".join([RECORDS.decode(), *map(",".join, rows)]) + "\n"
    answers = []
    for all_odd in (False, True):
        with pytest.MonkeyPatch.context() as patch:
            if all_odd:
                survey = text.survey
                patch.setattr(text, "survey", lambda file: replace(survey(file), ordinary=False))  # noqa: B023
                patch.setattr(text, "straighten", lambda file, work, *_: nothing_ordinary(rows, work))
            found = parsed(campaign, tmp_path, content.encode())
        refused = pyarrow.parquet.read_table(tmp_path / "quarantine.parquet").to_pylist()
        said = pyarrow.parquet.read_table(tmp_path / "reports.parquet").to_pylist()
        covers = pyarrow.parquet.read_table(tmp_path / "covers.parquet").to_pylist()
        answers.append((found.accepted, found.quarantined, refused, sorted(map(str, said)), sorted(map(str, covers))))
    assert answers[0] == answers[1]


def nothing_ordinary(rows: list[tuple], work: Path):
    """A text all of whose lines are left to the careful path."""
    irregular = Irregular(records=[(line, 1, list(row)) for line, row in enumerate(rows, 2)])
    return nameless_copy(iter([RECORDS + b"\n" * (len(rows) + 1)]), work), irregular
