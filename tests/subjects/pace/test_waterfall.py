"""The waterfall: each bar begins where the one before ended, and the last is all of them."""

import pandas as pd
import pytest

from campaign.forecast.causes import CAUSES
from campaign.subjects.pace import waterfall

DAYS, ITEMS = [4.0, -1.0, 0.0, 2.0, 0.0, -3.0], [900.0, -50.0, 0.0, 300.0, 10.0, -200.0]


def causes(days: list[float] | None = DAYS, items: list[float] | None = ITEMS) -> pd.DataFrame:
    missing = [None] * len(CAUSES)
    return pd.DataFrame(
        {
            "cause": CAUSES,
            "moved_days": pd.array(days or missing, "Int64"),
            "moved_items": pd.array(items or missing, "Int64"),
        }
    )


def test_the_last_row_is_the_sum_of_those_before_it() -> None:
    table = waterfall.table(causes())
    assert table["moved_days"].tolist() == [*DAYS, 2]
    assert table["moved_items"].tolist() == [*ITEMS, 960]


def test_each_bar_begins_where_the_one_before_ended_and_the_last_at_nothing() -> None:
    figure = waterfall.waterfall(waterfall.table(causes()), "thẻ")
    for trace, parts in zip(figure.select_traces({"type": "bar"}), (DAYS, ITEMS), strict=True):
        *starts, last = trace.base
        assert starts == [sum(parts[:at]) for at in range(len(parts))]
        assert (last, trace.x[-1]) == (0, sum(parts))
        low, high = figure.layout[trace.xaxis.replace("x", "xaxis")].range
        ends = [*starts, *(start + part for start, part in zip(starts, parts, strict=True))]
        assert low <= min(ends)
        assert high > max(ends)


@pytest.mark.parametrize("missing", ["days", "items"])
def test_what_is_missing_has_no_panel_and_no_sum(missing: str) -> None:
    table = waterfall.table(causes(**{missing: None}))
    assert len(list(waterfall.waterfall(table, "thẻ").select_traces({"type": "bar"}))) == 1
    assert table[f"moved_{missing}"].isna().all()
