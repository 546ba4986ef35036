"""How wide the columns of a table are in Word, on slides and in the PDF, which do not work them out alike."""

import pandas as pd

# Widths of letters in their size, of Times New Roman and near enough of Arial: all others, and what is off by much.
WIDTHS = {".": 0.25, ",": 0.25, "/": 0.28, " ": 0.25, "%": 0.83, "+": 0.56, "−": 0.56, "m": 0.78, "i": 0.28}
LETTER, CAPITAL, BOLD = 0.5, 0.68, 1.1
LINES = 3  # of a heading, at most
PADDING = 11.5  # points a cell leaves free at its sides
WRAPS = 8  # widths of a letter's height from which on a text may go to a second line


def column_widths(shown: pd.DataFrame, text: list[int], size: float, total: float) -> list[float]:
    """Widths of the columns in points, `total` together: no number is broken, long texts are, at a word.

    `shown` has texts; `text` says which columns are words; `size` is that of the letters, in points.
    """
    least = [
        max(_heading(name), *(_in_two(value) if column in text else _width(value) for value in shown.iloc[:, column]))
        for column, name in enumerate(shown.columns)
    ]
    points = [width * size + PADDING for width in least]
    spare = max(total - sum(points), 0)
    shares = [2 if column in text else 1 for column in range(len(points))]
    points = [width + spare * share / sum(shares) for width, share in zip(points, shares, strict=True)]
    return [width * total / sum(points) for width in points]


def _heading(text: str) -> float:
    return max(_longest_word(text), _width(text) / LINES) * BOLD


def _in_two(text: str) -> float:
    """What a text needs if it may break once, or more often when it is very long."""
    whole = _width(text)
    return whole if whole <= WRAPS else min(max(_longest_word(text), whole * 0.6), 1.5 * WRAPS)


def _longest_word(text: str) -> float:
    return max(map(_width, text.split()), default=0)


def _width(text: str) -> float:
    """In sizes of the letters."""
    return sum(WIDTHS.get(letter, CAPITAL if letter.isupper() else LETTER) for letter in text)
