"""A column is said once: every one that is shown has its entry, in both languages, and no entry is left over."""

import html
import re
import unicodedata

import pytest
from click.testing import CliRunner

from campaign import settings, words
from campaign.__main__ import cli
from campaign.language import columns, dictionary
from campaign.serving import queries
from campaign.subjects.method import blocks

WRITTEN = {"", "percent", "chance", "named", "rule"}
NUMBERS = {"bigint", "integer", "double"}


def sources() -> str:
    """The program, without its words."""
    return "\n".join(path.read_text(encoding="utf-8") for path in settings.PROJECT.glob("campaign/**/*.py"))


@pytest.mark.parametrize("name", dictionary.columns())
def test_an_entry_is_complete(name: str) -> None:
    entry = dictionary.column(name)
    for texts in (entry.label, entry.meaning):
        assert list(texts) == list(words.LANGUAGES)
        assert all(text and unicodedata.is_normalized("NFC", text) for text in texts.values())
    assert bool(entry.unit) == (entry.type in NUMBERS), "a number has a unit, nothing else has"
    assert entry.written in WRITTEN
    assert not (entry.decimals or entry.sign) or entry.type in NUMBERS


def test_no_entry_is_left_over() -> None:
    returned = {name for query in queries.names() for name in queries.question(query).columns}
    asked = {name.removesuffix("_vi").removesuffix("_en") for name in returned}
    assert not unused(set(dictionary.columns()) - asked)
    assert not set(dictionary.params()) - {name for query in queries.names() for name in queries.question(query).params}


def test_an_entry_that_nobody_uses_is_found() -> None:
    assert unused({"cumulative_share", "moved_target", "never_heard_of"}) == {"never_heard_of"}


def unused(names: set[str]) -> set[str]:
    """Names that stand nowhere in the program, not even as `moved_{cause}`."""
    program = sources()
    return {
        name for name in names if not re.search(rf"\b{name}\b|\b{name.rpartition('_')[0] or name}_{{\w+}}", program)
    }


def test_a_column_without_an_entry_is_named() -> None:
    with pytest.raises(KeyError, match=r"queries/columns.toml has no column 'never_heard_of'"):
        columns.label("never_heard_of")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_method_page_says_what_the_dictionary_says(language: str) -> None:
    words.use(language)
    shown = html.unescape(blocks.figures())
    for name in blocks.FIGURES:
        assert columns.label(name) in shown
        assert columns.meaning(name) in shown
    words.use("vi")


def test_a_value_is_written_as_its_column_says() -> None:
    words.use("en")
    assert columns.written("total", 1234.0) == "1,234"
    assert columns.written("days_ahead", -2.6) == "−3"
    assert columns.written("completion", 0.7334) == "73.3%"
    assert columns.written("p_by_deadline", 0.001) == "below 1%"
    assert columns.written("state", "accepted with quarantine") == "Accepted, lines put aside"
    assert columns.written("rule", "blank_line") == words.t("rules.blank_line")
    assert columns.written("slowest", True) == "yes"
    assert columns.written("guard", None) == columns.written("slowest", None) == "–"
    words.use("vi")


def test_the_command_line_describes_a_question() -> None:
    told = CliRunner().invoke(cli, ["query", "weeks_below", "--describe"]).output.splitlines()
    assert told[1].startswith("Grain: one row per unit below and week")
    assert [line.split()[0] for line in told[3:]] == [
        *("$units", "$unit", "$measure", "$as_of"),
        *queries.question("weeks_below").columns,
    ]
    assert "items of the week, without what a running total opens with" in " ".join(told), "what is so here alone"
    assert any(line.endswith(dictionary.column("completion").meaning["en"]) for line in told)
