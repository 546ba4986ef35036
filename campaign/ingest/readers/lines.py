"""Counts the physical lines of a text and says whether all of them are ordinary: the independent account."""

from typing import BinaryIO

import numpy as np

BLOCK = 1 << 20
LONGEST = 1 << 20  # bytes of a line; a row of any contract has fewer than 500
LINE_FEED = 10


def survey(file: BinaryIO) -> tuple[int, bool]:
    """Physical lines from the start of `file` to its end, and whether each of them is ordinary.

    Ordinary lines are UTF-8 without quotes, NUL or stray carriage returns, neither empty nor longer than LONGEST.
    """
    file.seek(0)
    lines, ordinary, rest, last = 0, True, b"", b"\n"
    while block := file.read(BLOCK):
        lines += int(np.count_nonzero(np.frombuffer(block, np.uint8) == LINE_FEED))
        cut = block.rfind(b"\n") + 1
        ordinary = ordinary and cut > 0 and is_ordinary(rest + block[:cut])
        rest, last = block[cut:], block[-1:]
    unended = last != b"\n"
    return lines + unended, ordinary and (not unended or is_ordinary(rest + b"\n"))


def is_ordinary(block: bytes) -> bool:
    """Whether a block of whole lines has ordinary lines only."""
    feeds = np.frombuffer(block, np.uint8) == LINE_FEED
    return not (
        feeds[:1].any()
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
