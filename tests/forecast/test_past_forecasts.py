"""Forecasts as they were made: what the page of that day says, no more of them than was known, within the scope."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from campaign.forecast import past_forecasts, served
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.pace import record

SEEN = Selection(EVERYTHING, "01", date(2021, 3, 25), "received")


@pytest.fixture(autouse=True)
def _followed(demo_home: Path) -> None:
    """The demonstration is the campaign that is followed."""


def test_each_is_what_the_page_of_that_day_says() -> None:
    found = past_forecasts.of(SEEN)
    assert 1 < len(found.answers) <= past_forecasts.MOST
    assert found.answers["as_of"].diff().dropna().eq(pd.Timedelta(days=7)).all()
    for _, row in found.answers.iterrows():
        page = served.forecast(SEEN.on(row["as_of"].date()))
        said = page.of("received")
        for column in ("target", "deadline", "median_completion", "earliest", "latest", "guard"):
            assert row[column] == said[column] or (pd.isna(row[column]) and said[column] is None), column
        fan = found.fans[found.fans["as_of"] == row["as_of"]].reset_index(drop=True)
        assert fan.empty == (said["guard"] is not None)
        if len(fan):
            columns = ["q10", "q50", "q90"]
            assert (
                fan[columns]
                .astype("int64")
                .equals(page.fan("received")[columns].reset_index(drop=True).astype("int64"))
            )


def test_none_is_made_from_a_day_after_the_one_looked_at() -> None:
    assert past_forecasts.of(SEEN).answers["as_of"].max() < pd.Timestamp(SEEN.as_of)


def test_nobody_is_told_of_a_unit_that_they_may_not_see() -> None:
    seen = Selection(Scope(("02",)), "01", SEEN.as_of, "received")
    with pytest.raises(LookupError):
        past_forecasts.of(seen)


def test_the_day_that_came_is_that_of_the_whole_campaign() -> None:
    for unit in ("01", "79", "VN"):
        selection = Selection(EVERYTHING, unit, date(2021, 12, 31), "received")
        row, daily = queries.row("overview", selection), queries.table("daily_progress", selection)
        answers = pd.DataFrame(
            [dict.fromkeys(past_forecasts.ANSWERS) | {"as_of": pd.Timestamp(SEEN.as_of), "target": row["target"]}]
        )
        came = record.beside(answers, daily)["came_on"].iloc[0]
        assert came == row["reached_on"] or (pd.isna(came) and row["reached_on"] is None)
