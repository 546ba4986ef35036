"""docs/safety.md names only tests that there are, and has every promise by its number."""

import re

import pytest

from campaign import settings

PROMISES = 23
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (settings.PROJECT / "docs" / "safety.md").read_text())


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_promise_names_a_test_that_there_is(file, name):
    assert name.startswith("test_") or not name
    assert f"def {name}(" in (settings.PROJECT / file).read_text() or not name


def test_every_promise_has_its_test_and_its_planted_fault():
    page = (settings.PROJECT / "docs" / "safety.md").read_text()
    tables = page.split("| # | promise | test | planted fault |\n|---|---|---|---|\n")[1:]
    rows = [row.split("|") for table in tables for row in table.split("\n\n")[0].splitlines()]
    assert all("test" in test and "test" in fault for _, _, _, test, fault, _ in rows)
    assert {number.strip() for _, number, *_ in rows} == {"–", *map(str, range(1, PROMISES + 1))}
