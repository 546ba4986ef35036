"""Columns of a table in a document: numbers stay whole however many columns there are."""

import pandas as pd

from campaign.report.column_widths import PADDING, column_widths

ROW = {
    "Measure": "Identification numbers assigned",
    "Cumulative": "49,993,330",
    "Assigned quota": "50,000,000",
    "Completion": "99.9%",
    "Days ahead (+) / behind (−)": "+21",
    "Last 7 days, a day": "1,427,404",
    "Required a day": "2,273,820",
    "Done at 7-day pace": "02/06/2021",
}
DIGIT, SIGN, SIZE, TEXT = 0.5, 0.25, 9.5, 468  # Times New Roman, in its size; points; points between the margins


def test_no_number_is_broken_where_less_fits_than_is_wanted() -> None:
    widths = column_widths(pd.DataFrame([ROW]), [0], SIZE, TEXT)
    assert abs(sum(widths) - TEXT) < 1e-6
    for width, value in list(zip(widths, ROW.values(), strict=True))[1:]:
        signs = sum(not sign.isdigit() for sign in value)
        assert width >= ((len(value) - signs) * DIGIT + signs * SIGN) * SIZE + PADDING - 1e-6, value
