"""A log line is one JSON object, and of an error it has the kind and the place, not the words."""

import io
import json
import logging

import pytest

from campaign.web import logs


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is written to standard error; the loggers are afterwards as they were."""
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.begin()
    yield stream
    root.handlers[:], root.level = handlers, level


def test_an_error_is_told_without_its_words(written: io.StringIO) -> None:
    try:
        raise ValueError("identity number 001099012345")
    except ValueError as error:
        logging.getLogger("campaign.page").error("page failed", exc_info=error, extra={"about": {"reference": "ab12"}})
    line = json.loads(written.getvalue())
    assert (line["level"], line["logger"], line["message"]) == ("error", "campaign.page", "page failed")
    assert (line["error"], line["reference"]) == ("ValueError", "ab12")
    assert "test_logs.py" in line["where"][-1]
    assert "001099012345" not in written.getvalue()


def test_a_logger_that_streamlit_makes_later_writes_the_same_lines(written: io.StringIO) -> None:
    late = logging.getLogger("streamlit.made.later")
    late.addHandler(logging.StreamHandler(written))
    late.propagate = False
    logs.take_over()
    late.warning("tiếng Việt\nand a second line")
    assert json.loads(written.getvalue())["message"] == "tiếng Việt\nand a second line"
