"""Bad rows, as they come: a true row again, with one cell that no contract accepts."""

from collections.abc import Callable

import numpy as np

BLEMISHES: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("unit", lambda cell: cell),  # nothing wrong but that it stands there twice
    ("unit", lambda cell: "999999"),
    ("unit", lambda cell: ""),
    ("day", lambda cell: f"{cell[:4] or 2000}-02-30"),
    ("day", lambda cell: "2062-06-05"),
    ("day", lambda cell: "1926-06-05"),
    ("day", lambda cell: "?"),
    ("measure", lambda cell: f"{cell}?"),
    ("amount", lambda cell: f"-{cell}"),
    ("amount", lambda cell: f"{cell} abc"),
    ("amount", lambda cell: "1e400"),
    ("amount", lambda cell: "NaN"),
    ("amount", lambda cell: ""),
    ("province", lambda cell: "00"),
)


def spoil(
    header: list[str], lines: list[str], roles: dict[str, str], number: int, random: np.random.Generator
) -> list[str]:
    """`lines` (comma-separated, without quotes) and, below their originals, `number` of them with one bad cell.

    `roles` names the columns that are the unit, the day, the measure, the amount and the province of this kind.
    """
    fitting = [(header.index(roles[role]), wrong) for role, wrong in BLEMISHES if roles.get(role) in header]
    places = np.sort(random.choice(len(lines), min(number, len(lines)), replace=False))
    bad = []
    for turn, place in enumerate(places):
        column, wrong = fitting[turn % len(fitting)]
        cells = lines[place].split(",")
        cells[column] = wrong(cells[column])
        bad.append((int(random.integers(place + 1, len(lines) + 1)), ",".join(cells)))
    result = list(lines)
    for position, line in sorted(bad, reverse=True):
        result.insert(position, line)
    return result
