"""Counts the physical lines of a text and says whether all of them are ordinary: the independent account."""

from typing import BinaryIO

import numpy as np

BLOCK = 1 << 18  # bytes: stays in the second cache of a core while it is looked at four times
LONGEST = 1 << 20  # bytes of a line; a row of any contract has fewer than 500
LINE_FEED = 10


def survey(file: BinaryIO) -> tuple[int, bool]:
    """Physical lines from the start of `file` to its end, and whether each of them is ordinary.

    Ordinary lines are UTF-8 without quotes, NUL or stray carriage returns, neither empty nor longer than
    LONGEST, and all end alike.
    """
    file.seek(0)
    lines, returns, ordinary, block = 0, 0, True, b"\n"
    while read := file.read(BLOCK):
        block = read if read.endswith(b"\n") else read + file.readline(LONGEST)
        feeds = np.frombuffer(block, np.uint8) == LINE_FEED
        lines += int(np.count_nonzero(feeds))
        returns += block.count(b"\r") if b"\r" in block else 0
        ordinary = ordinary and _ordinary(block, feeds) and len(block) <= len(read) + LONGEST - 1
    unended = not block.endswith(b"\n")
    return lines + unended, ordinary and returns in (0, lines)


def is_ordinary(block: bytes) -> bool:
    """Whether a block of whole lines has ordinary lines only."""
    return _ordinary(block, np.frombuffer(block, np.uint8) == LINE_FEED)


def _ordinary(block: bytes, feeds: np.ndarray) -> bool:
    return not (
        feeds[0]
        or (feeds[1:] & feeds[:-1]).any()
        or b'"' in block
        or b"\0" in block
        or (b"\r" in block and (block.count(b"\r") != block.count(b"\r\n") or b"\n\r" in block))
        or not (block.isascii() or is_utf8(block))
    )


def is_utf8(text: bytes) -> bool:
    """Whether these bytes are UTF-8."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
