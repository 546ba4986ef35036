"""Fits a report to its pages: how far apart its lines are and how large its figures, so that no page is half white."""

from itertools import product

from campaign.report import typeset
from campaign.report.typeset import Data

LINES, FIGURES = (1.0, 1.1, 1.2, 1.3), (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)  # of the usual, in the order of trying
FILLED, PAGES = 0.6, 8  # share of each page that is used; pages before the annexes
LAST = 0.45  # share of the last one, on which the signature stands


def fitted(template: str, data: Data, files: dict[str, bytes]) -> Data:
    """The data with the first fit that fills every page and needs few; where none does, with the best of them."""
    best = data | {"fit": {"lines": LINES[0], "figures": FIGURES[0]}}
    most = -1.0
    for lines, figures in product(LINES, FIGURES):
        tried = data | {"fit": {"lines": lines, "figures": figures}}
        worst = emptiest(typeset.asked(template, tried, files, "<feet>"))
        if worst >= FILLED:
            return tried
        if worst > most:
            best, most = tried, worst
    return best


def emptiest(feet: list[tuple[int, float]]) -> float:
    """The share that is used of the emptiest page, the last one as much fuller as it may be emptier; less than nothing
    where there are too many pages.

    `feet` are pairs: a page, and how far down it something ends, from 0 to 1.
    """
    used: dict[int, float] = {}
    for page, down in feet:
        used[page] = max(down, used.get(page, 0))
    used[max(used)] += FILLED - LAST
    return min(used.values()) if len(used) <= PAGES else -float(len(used))
