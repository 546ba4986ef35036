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
    values = [[_width(value) for value in shown.iloc[:, column]] for column in range(len(shown.columns))]
    words = [[_longest_word(value) for value in shown.iloc[:, column]] for column in range(len(shown.columns))]
    least = [max(words[column] if column in text else values[column], default=0) for column in range(len(values))]
    wanted = [
        max(_heading(name), *(map(_in_two, shown.iloc[:, column]) if column in text else values[column]))
        for column, name in enumerate(shown.columns)
    ]
    # Where not all that is wanted fits, long texts give way first, then headings; numbers never do.
    over = max(sum(wanted) + PADDING * len(wanted) / size - total / size, 0)
    for giving in ([*text], [column for column in range(len(wanted)) if column not in text]):
        room = sum(max(wanted[column] - least[column], 0) for column in giving)
        share = min(over / room, 1) if room else 0
        for column in giving:
            wanted[column] -= max(wanted[column] - least[column], 0) * share
        over -= room * share
    points = [width * size + PADDING for width in wanted]
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
