"""Names beside lines take as much room as they need, and the lines keep theirs."""

import pandas as pd
import pytest

from campaign.subjects.comparison import charts

DAYS = pd.to_datetime(["2021-01-10", "2021-01-17"])
CODES = ["a", "b", "c", "d", "e", "f", "g", "h"]


@pytest.mark.parametrize("done", [0.003, 0.8, 1.5])
def test_names_among_peers_leave_most_of_the_height_to_their_lines(done: float) -> None:
    units = pd.DataFrame({"unit_code": CODES, "name_vi": CODES})
    rows = [(code, day, share, None) for code in CODES for day, share in zip(DAYS, [0, done], strict=True)]
    weeks = pd.DataFrame(rows, columns=["unit_code", "week_until", "completion", "planned_fraction"])
    heights = [name.ay for name in charts.peers(weeks, units).layout.annotations]
    assert len(set(heights)) == len(CODES)
    assert max(heights) < 1.5 * done
