"""Which units have resources that stand idle, and where too few do too much: a rule with numbers (docs/method.md)."""

import numpy as np
import pandas as pd

IDLE, OVERLOADED = 0.6, 1.5  # times the median of like units: below the one idle, above the other overloaded
LEAST = 3  # like units of which it must be known


def judged(work: pd.DataFrame, items_per_day: int | None) -> pd.DataFrame:
    """The rows of resource_work of one resource with `load`: idle, overloaded, ordinary, or None where nobody can tell.

    Beyond what one is said to do in a day, `items_per_day`, it is overloaded whatever others do.
    """
    each, median = work["items_each"], work["peers_median"].where(work["peers"] >= LEAST)
    said = float("inf") if items_per_day is None else items_per_day
    known = each.notna() & (median.notna() | (each > said))
    load = pd.Series("ordinary", index=work.index, dtype=object).where(known, None)
    load = load.mask(each < IDLE * median, "idle").mask((each > OVERLOADED * median) | (each > said), "overloaded")
    return work.assign(load=load)


def standing_out(judged: pd.DataFrame, most: int) -> pd.DataFrame:
    """The rows farthest from their like units, in order of what each does, the most first."""
    known = judged.dropna(subset="items_each")
    apart = np.abs(np.log((known["items_each"] / known["peers_median"]).clip(lower=1e-9)))
    order = known.assign(apart=apart, out=known["load"].isin(["idle", "overloaded"]))
    top = order.sort_values(["out", "apart", "unit_code"], ascending=[False, False, True]).head(most)
    return top.sort_values(["items_each", "unit_code"], ascending=[False, True]).drop(columns=["apart", "out"])
