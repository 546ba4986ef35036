"""Until the views give them: `past_due`, `required_by` and what a position makes of `remaining` and `required_rate`."""

from datetime import date

import pandas as pd
import pytest

from campaign.serving import catalogue, queries
from campaign.serving.selection import Selection


@pytest.fixture(autouse=True)
def positions(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = queries.table

    def table(name: str, selection: Selection, **params: str) -> pd.DataFrame:
        frame = asked(name, selection, **params)
        if "required_to_best" not in frame or "past_due" in frame:
            return frame
        return positioned(frame, selection.as_of, selection.measure)

    monkeypatch.setattr(queries, "table", table)


def positioned(frame: pd.DataFrame, as_of: date, measure: str | None) -> pd.DataFrame:
    day, campaign = pd.Timestamp(as_of), catalogue.campaign()
    last = {
        each.id: pd.Timestamp(max(target.deadline for target in campaign.targets if target.measure == each.id))
        for each in campaign.measures
    }
    left = (frame["target"] - frame["total"]).clip(lower=0)
    past = frame["deadline"] < day
    end = frame["measure"].map(last) if "measure" in frame else pd.Series(last[measure], index=frame.index)
    by = frame["deadline"].mask(past, end)
    by = by.where(by >= day)
    rate = (left / (by - day).dt.days.where(lambda days: days > 0)).where(left > 0)
    best = frame["required_rate"] / frame["required_to_best"]
    return frame.assign(
        remaining=left,
        past_due=past & (left > 0),
        required_by=by,
        required_rate=rate,
        required_to_best=rate / best.fillna(frame.get("best_rate_7d", best)),
    )
