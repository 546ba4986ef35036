"""How many rows a header has: merged cells above leave open what stands below them."""

from campaign.ingest.layouts import cells, header
from campaign.ingest.layouts.grid import Row
from campaign.ingest.layouts.model import HEADER_ROWS


def of(rows: list[Row], at: int) -> int:
    """Rows of the header that begins at this position."""
    depth = 1
    while depth < max(HEADER_ROWS) and _is_lower([row for _, row in rows[at + depth - 1 : at + depth + 1]]):
        depth += 1
    return depth


def _is_lower(pair: list[list[str]]) -> bool:
    """Whether the second of two rows is the lower half of a header: it says what the first leaves open, in words."""
    if len(pair) < 2:
        return False
    above, below = pair
    opened = any(cell and (number >= len(above) or not above[number]) for number, cell in enumerate(below))
    days = header.numbered(below) if not header.numbered(above) else {}
    said = not days and any(cells.is_number(cell) or cells.NUMBERING.fullmatch(cell) for cell in below)
    return opened and sum(map(bool, above)) > 1 and not said
