"""A target is reached in every place on one day, and reached no more in every place once it is not."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from campaign.language import formats
from campaign.maps.views import COMPLETION
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.direction import exhibits as direction
from campaign.subjects.standing import exhibits as standing
from tests import small
from tests.queries.oracle import DAY, DEADLINE, START, days
from tests.queries.test_life import overview
from tests.subjects.direction.test_exhibits import RULES


def totals(home: Path, told: dict[date, int]) -> None:
    rows = "".join(f"{day},b1,received,{total}\n" for day, total in told.items())
    small.deliver(home, "totals.csv", "date,unit_code,measure,total\n" + rows)


def test_after_a_fall_spi_is_that_of_the_plan_and_the_pace_is_what_was_done(home: Path) -> None:
    """The case h_reached_then_falls: 1.9 and 90 a day backwards."""
    fall = date(2021, 2, 5)
    totals(home, {day: 70 * ((day - START).days + 1) for day in days(START, fall - DAY)} | {fall: 1200})
    found = overview("b1", fall)
    gone = (fall - START).days + 1
    assert found["spi_t"] == pytest.approx(1 + found["days_ahead"] / gone)
    assert found["spi_t"] < 1
    assert found["rate_7d"] == found["best_rate_7d"] == 70
    assert found["projected_on"].date() > fall


def test_what_is_reached_and_what_is_left_are_of_one_day(demo_home: Path) -> None:
    """Also while the last days are provisional: whoever has a day on which it was reached lacks nothing."""
    seen = set()
    for day in (date(2021, 5, 10), date(2021, 6, 1), date(2021, 7, 15)):
        for unit in ("VN", "01", "37", "54", "79"):
            for row in queries.table("overview", Selection(EVERYTHING, unit, day)).to_dict("records"):
                reached = not pd.isna(row["reached_on"])
                assert (reached, row["total"] >= row["target"]) == (row["remaining"] == 0,) * 2, (unit, day, row)
                seen.add(reached)
    assert seen == {True, False}


def places(day: date) -> dict[str, bool]:
    """Of each place that says so whether it calls b1 done on that day."""
    at = Selection(EVERYTHING, "b1", day, "received")
    row, above = queries.one("overview", at), at.at("B")
    milestone = queries.table("thresholds", at).set_index("threshold")["reached_on"][1.0]
    state = queries.table("units_below", above).set_index("unit_code")["state"]["b1"]
    return {
        "reached_on": not pd.isna(row["reached_on"]),
        "remaining": row["remaining"] == 0,
        "percent": float(formats.percent(row["completion"]).rstrip("%").replace(",", ".")) >= 100,
        "whole percent": int(formats.percent(row["completion"], 0).rstrip("%")) >= 100,
        "milestone": not pd.isna(milestone),
        "map": COMPLETION.classify(row["completion"], state) == len(COMPLETION.palette) - 1,
        "list": state == "complete",
        "praise": "b1" in set(direction.praise(above)["unit_code"]),
        "urge or nothing": row["required_rate"] is None,
        "board": "đã về đích" in standing.stages(at),
    }


def test_a_target_is_reached_and_revoked_on_the_same_day_in_every_place(home: Path) -> None:
    """1,999 of 2,000 is 99.95 %: it is nowhere done; a day later it is everywhere, and after a fall nowhere again."""
    small.folder(home, toml=RULES)
    nearly = START + 29 * DAY
    told = {day: 60 * ((day - START).days + 1) for day in days(START, nearly - DAY)}
    totals(home, told | {nearly: 1999, nearly + DAY: 2000, nearly + 2 * DAY: 2050, nearly + 3 * DAY: 1999})
    assert (DEADLINE - nearly).days > 20, "early enough to be praised"
    assert set(places(nearly).values()) == {False}, places(nearly)
    for day in (nearly + DAY, nearly + 2 * DAY):
        assert set(places(day).values()) == {True}, places(day)
    assert set(places(nearly + 3 * DAY).values()) == {False}, places(nearly + 3 * DAY)
