"""Spark, too, takes records of a chain of any length."""

import pytest

from campaign.ingest import child
from tests.ingest.test_chains import CHAINS, taken


@pytest.mark.parametrize("stages", CHAINS)
def test_records_of_a_chain_of_any_length_are_counted_on_spark(stages, spark, tmp_path, monkeypatch):
    monkeypatch.setattr(child, "run", lambda task, *arguments, **_: task(*arguments))
    known, counted = taken(tmp_path, monkeypatch, CHAINS[stages], engine=spark)
    assert known == counted
