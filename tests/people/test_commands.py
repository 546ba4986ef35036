"""On the command line: the answer that somebody of the roster would get, the roster checked, the audit log read."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from campaign.__main__ import cli
from campaign.people import audit
from tests import readers, small

COUNTS = "date,unit_code,measure,count\n2021-01-05,a1,received,1\n2021-01-05,b1,received,2\n"


@pytest.fixture(autouse=True)
def published(home: Path) -> None:
    readers.write(home, "A")
    small.deliver(home, "counts.csv", COUNTS)


def ask(*words: str) -> object:
    return CliRunner().invoke(cli, words)


def codes(*words: str) -> set[str]:
    return {row["unit_code"] for row in json.loads(ask(*words, "--json").stdout)}


def test_a_query_is_answered_as_for_a_person(home: Path) -> None:
    assert codes("query", "unit_tree") == {"R", "A", "B", "a1", "a2", "b1"}
    assert codes("query", "unit_tree", "--as", "chief") == {"R", "A", "B", "a1", "a2"}
    assert codes("query", "unit_tree", "--as", "leader") == {"R", "A", "B", "a1", "a2", "b1"}


@pytest.mark.parametrize("command", [("query", "overview"), ("forecast",)])
def test_a_unit_outside_the_scope_is_refused_in_a_sentence(command: tuple, home: Path) -> None:
    answer = ask(*command, "--unit", "b1", "--as", "chief")
    assert answer.exit_code == 1
    assert "'b1'" in answer.stderr


@pytest.mark.parametrize("command", [("query", "unit_tree"), ("status",), ("forecast",), ("backtest",)])
def test_a_stranger_gets_no_answer(command: tuple, home: Path) -> None:
    answer = ask(*command, "--as", "nobody")
    assert answer.exit_code == 1
    assert answer.stdout == ""


def test_the_roster_is_checked_entry_by_entry(home: Path) -> None:
    assert ask("roster").stdout == "4 people, 0 revoked, 0 with a fault\n"
    readers.write(home, "A", extra='[[people]]\nissuer = "i"\nsubject = "x"\nrole = "chief"\nunit = "a1"\n')
    answer = ask("roster")
    assert answer.exit_code == 1
    assert "[[people]] 5: role = 'chief', unit = 'a1'" in answer.stderr
    (home / "roster.toml").write_text("[[people")
    assert ask("roster").exit_code == 1


def test_the_audit_log_is_read_by_person_and_day(home: Path) -> None:
    audit.record("chief", "chief", "view", page="tien-do", unit="A", as_of=None, snapshot="s")
    audit.record("leader", "leader", "export", page="tien-do", unit="R", as_of="2021-01-05", snapshot="s")
    assert "view  page=tien-do unit=A snapshot=s" in ask("audit", "--subject", "chief").stdout
    assert json.loads(ask("audit", "--subject", "leader", "--json").stdout)["action"] == "export"
    assert ask("audit", "--since", "2999-01-01").stdout == ""
