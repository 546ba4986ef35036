"""What was expected of a day that has gone by, under the names of what has been."""

from datetime import date

import pandas as pd

OWN = {"expected_shortfall": "missed"}  # on the deadline of the unit itself
COMMON = {"expected_lack": "lacked", "expected_surplus": "exceeded"}  # on that of the unit above


def told(answers: pd.DataFrame, as_of: date, common: date | None = None) -> pd.DataFrame:
    """A forecast's answers, seen from `as_of`, with other columns for the days that are past; the values are the same.

    `common` is the deadline of the unit above, where the answers have what is expected of it.
    """
    own = bool((answers["deadline"].dropna() < pd.Timestamp(as_of)).all())
    past = (OWN if own else {}) | (COMMON if common and as_of > common else {})
    return answers.rename(columns=past)
