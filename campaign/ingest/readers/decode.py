"""Turns delimited text of any packing into plain UTF-8 with line feeds, in a file without a name."""

import codecs
import gzip
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from campaign.ingest.errors import RefusedError

BLOCK = 1 << 20
MOST = 64 << 30  # bytes: 98 million rows of 100 bytes are 10 GB; what unpacks to more is a bomb
RATIO = 200  # of unpacked to packed: extracts pack 5 to 20 times
UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def decoded(path: Path, work: Path) -> BinaryIO:
    """The text at `path` as it stands when that is UTF-8, else unpacked and recoded beside, in folder `work`.

    The copy has no name, so that a kill leaves nothing of it. RefusedError for a bomb or a broken archive.
    """
    file = io.BufferedReader(io.FileIO(path))  # stays open: the reader reads it
    head = file.read(4096)
    file.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return nameless_copy(_unpacked(file, path.stat().st_size), work)
    encoding = utf16(head)
    if encoding:
        return nameless_copy(_recoded(iter(lambda: file.read(BLOCK), b""), encoding), work)
    if b"\r" in head and b"\n" not in head:
        return nameless_copy((block.replace(b"\r", b"\n") for block in iter(lambda: file.read(BLOCK), b"")), work)
    return file


def nameless_copy(blocks: Iterator[bytes], work: Path) -> BinaryIO:
    """A file without a name in folder `work` with these blocks, at its start."""
    copy = os.fdopen(os.open(work, os.O_TMPFILE | os.O_RDWR, 0o600), "w+b")
    for block in blocks:
        copy.write(block)
    copy.flush()
    copy.seek(0)
    return copy


def _unpacked(file: BinaryIO, packed: int) -> Iterator[bytes]:
    unpacked = 0
    try:
        with gzip.open(file) as content:
            while block := content.read(BLOCK):
                unpacked += len(block)
                if unpacked > min(MOST, packed * RATIO + BLOCK):
                    raise RefusedError("bomb")
                yield block
    except (EOFError, gzip.BadGzipFile, OSError) as error:
        raise RefusedError("broken_archive") from error


def utf16(head: bytes) -> str | None:
    """The encoding of a text that begins so, when it is one of two bytes a letter."""
    for mark, encoding in UTF16.items():
        if head.startswith(mark):
            return encoding
    if len(head) >= 4 and not any(head[1:100:2]):
        return "utf-16-le"
    if len(head) >= 4 and not any(head[0:100:2]):
        return "utf-16-be"
    return None


def _recoded(blocks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    for block in blocks:
        yield decoder.decode(block).encode().replace(b"\r\n", b"\n")
    yield decoder.decode(b"", final=True).encode()
