"""Counts the physical lines of a text and says whether all of them are ordinary: the independent account."""

import os
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from campaign.ingest import child_progress

BLOCK = 1 << 18  # bytes: stays in the second cache of a core while it is looked at four times
LONGEST = 1 << 20  # bytes of a line; a row of any contract has fewer than 500
LINE_FEED = 10


@dataclass(frozen=True)
class Survey:
    """Physical `lines` of a text, whether all are `ordinary`, and for finding them again the place in the file and
    the number of the first line of each block (`offsets`, `firsts`)."""

    lines: int
    ordinary: bool
    offsets: np.ndarray
    firsts: np.ndarray


def survey(file: BinaryIO) -> Survey:
    """Look at a text from its start to its end.

    Ordinary lines are UTF-8 without quotes, NUL or stray carriage returns, neither empty nor longer than
    LONGEST, and all end alike.
    """
    size = file.seek(0, os.SEEK_END) or 1
    file.seek(0)
    lines, returns, ordinary, block, offsets, firsts = 0, 0, True, b"\n", [0], [1]
    while read := file.read(BLOCK):
        block = read if read.endswith(b"\n") else read + file.readline(LONGEST)
        feeds = np.frombuffer(block, np.uint8) == LINE_FEED
        lines += int(np.count_nonzero(feeds))
        offsets.append(offsets[-1] + len(block))
        firsts.append(lines + 1)
        child_progress.tell(child_progress.SURVEYED * offsets[-1] / size, lines)
        returns += block.count(b"\r") if b"\r" in block else 0
        ordinary = ordinary and _ordinary(block, feeds) and len(block) <= len(read) + LONGEST - 1
    unended = not block.endswith(b"\n")
    firsts[-1] = lines + unended + 1
    return Survey(lines + unended, ordinary and returns in (0, lines), np.array(offsets), np.array(firsts))


def is_ordinary(block: bytes) -> bool:
    """Whether a block of whole lines has ordinary lines only."""
    return _ordinary(block, np.frombuffer(block, np.uint8) == LINE_FEED)


def _ordinary(block: bytes, feeds: np.ndarray) -> bool:
    return not (
        feeds[0]
        or block.startswith(b"\r\n")
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
