"""Bad rows, as they come: a true row again, with one cell that no contract accepts."""

import numpy as np

# Which column, and what stands there then: {cell} is what stood there before, {year} its first four letters.
BLEMISHES = (
    ("unit", "{cell}"),  # nothing wrong but that it stands there twice
    ("unit", "999999"),
    ("unit", ""),
    ("day", "{year}-02-30"),
    ("day", "2062-06-05"),
    ("day", "1926-06-05"),
    ("day", "?"),
    ("measure", "{cell}?"),
    ("amount", "-{cell}"),
    ("amount", "{cell} abc"),
    ("amount", "1e400"),
    ("amount", "NaN"),
    ("amount", ""),
    ("province", "00"),
)


def spoil(
    header: list[str], lines: list[str], roles: dict[str, str], number: int, random: np.random.Generator
) -> list[str]:
    """`lines` (comma-separated, without quotes) and, below their originals, `number` of them with one bad cell.

    `roles` names the columns that are the unit, the day, the measure, the amount and the province of this kind.
    """
    fitting = [(header.index(roles[role]), wrong) for role, wrong in BLEMISHES if roles.get(role) in header]
    originals = np.sort(random.choice(len(lines), min(number, len(lines)), replace=False))
    bad = []
    for turn, original in enumerate(originals):
        column, wrong = fitting[turn % len(fitting)]
        cells = lines[original].split(",")
        cells[column] = wrong.format(cell=cells[column], year=cells[column][:4] or "2000")
        bad.append((int(random.integers(original + 1, len(lines) + 1)), ",".join(cells)))
    result = list(lines)
    for position, line in sorted(bad, reverse=True):
        result.insert(position, line)
    return result
