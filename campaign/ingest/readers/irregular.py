"""Reads text that is not all ordinary line by line, so that nothing in it is lost.

What can be written as an ordinary line is; what cannot is kept as cells, or as the rule that it breaks.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from campaign.ingest.readers.decode import BLOCK, nameless_copy
from campaign.ingest.readers.lines import LONGEST, is_ordinary, is_utf8

SPAN = 50  # physical lines of one record at most; a quote that is open for longer was never closed
TOO_LONG = b"\0"  # stands for a line of more than LONGEST bytes


@dataclass
class Irregular:
    """What has no line in the ordinary text: `records` (line, lines, cells) and `faults` (line, rule)."""

    records: list[tuple[int, int, list[str]]] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)


def straighten(file: BinaryIO, work: Path, delimiter: str, wide: int, above: int = 1) -> tuple[BinaryIO, Irregular]:
    """The text with its ordinary lines at their own line numbers and empty lines elsewhere, and what was elsewhere.

    `wide` is the number of cells of a record, `above` that of the lines up to the header. Lines end alike.
    """
    irregular = Irregular()
    file.seek(0)
    header = [file.readline() for _ in range(above)]
    return nameless_copy(_straight(file, irregular, delimiter, wide, header), work), irregular


def _straight(file: BinaryIO, irregular: Irregular, delimiter: str, wide: int, header: list[bytes]) -> Iterator[bytes]:
    yield from (line.removesuffix(b"\n").removesuffix(b"\r") + b"\n" for line in header)
    number = len(header) + 1
    for block in _blocks(file):
        if is_ordinary(block):
            yield block.replace(b"\r\n", b"\n")
            number += block.count(b"\n")
        else:
            lines = deque(enumerate(block.removesuffix(b"\n").split(b"\n"), number))
            number += len(lines)
            while lines:
                yield from _record(lines, irregular, delimiter, wide)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """Blocks of whole lines; a quoted record is not cut unless it is hopeless; a line too long becomes TOO_LONG."""
    rest = b""
    while read := file.read(BLOCK):
        block = rest + read
        if not block.endswith(b"\n"):
            block += file.readline(LONGEST) or b"\n"  # nothing more: the last line may lack its end
        block = _with_open_record(file, block)
        end = block.rfind(b"\n") + 1
        if end:
            yield block[:end]
            rest = block[end:]
        elif len(block) > LONGEST:
            _skip_line(file)
            yield TOO_LONG + b"\n"
            rest = b""
        else:
            rest = block
    if rest:
        yield rest + b"\n"


def _with_open_record(file: BinaryIO, block: bytes) -> bytes:
    """The block, and the lines that follow it until a quote that it leaves open is closed, or is hopeless."""
    end = block.rfind(b"\n") + 1
    while end and block[:end].count(b'"') % 2 and block.count(b"\n", block.rfind(b'"', 0, end), end) < SPAN:
        more = file.readline(LONGEST)
        if not more:
            break
        block += more
        end = block.rfind(b"\n") + 1
    return block


def _skip_line(file: BinaryIO) -> None:
    """Go on to the next line."""
    while (part := file.readline(LONGEST)) and not part.endswith(b"\n"):
        pass


def sorted_out(
    lines: deque[tuple[int, bytes]], irregular: Irregular, delimiter: str, wide: int
) -> Iterator[tuple[int, int, list[str]]]:
    """Records of lines that follow each other, as (line, lines, cells); what cannot be read is noted in `irregular`."""
    while lines:
        number = lines[0][0]
        line = b"".join(_record(lines, irregular, delimiter, wide)).strip(b"\n")
        if line:
            yield number, 1, line.decode().split(delimiter)
    yield from irregular.records


def _record(lines: deque[tuple[int, bytes]], irregular: Irregular, delimiter: str, wide: int) -> Iterator[bytes]:
    """Take one record off `lines`, give it as an ordinary line if it is one, and note it in `irregular` if not."""
    number, line = lines.popleft()
    fault = _fault(line)
    if fault:
        irregular.faults.append((number, fault))
        yield b"\n"
        return
    if b'"' not in line:
        yield line.removesuffix(b"\r") + b"\n"
        return
    span = _span(line, lines)
    cells = _cells([line, *(lines[further][1] for further in range(span - 1))], delimiter) if span else None
    if cells is None or (span > 1 and len(cells) != wide):
        irregular.faults.append((number, "unclosed_quote"))
        yield b"\n"
        return
    for _ in range(span - 1):
        lines.popleft()
    text = delimiter.join(cells)
    if span == 1 and text and not any(mark in text for mark in '"\r\n') and text.count(delimiter) == len(cells) - 1:
        yield text.encode() + b"\n"
        return
    irregular.records.append((number, span, cells))
    yield b"\n" * span


def _fault(line: bytes) -> str | None:
    if line in (b"", b"\r"):
        return "blank_line"
    if line == TOO_LONG:
        return "line_too_long"
    if b"\0" in line or b"\r" in line.removesuffix(b"\r"):
        return "control_character"
    return None if is_utf8(line) else "bad_encoding"


def _span(line: bytes, following: deque[tuple[int, bytes]]) -> int:
    """Physical lines of the record that begins with `line`; 0 when its quote is never closed."""
    quotes, span = line.count(b'"'), 1
    for _, further in following:
        if quotes % 2 == 0:
            break
        if span == SPAN or _fault(further) not in (None, "blank_line"):
            return 0
        quotes += further.count(b'"')
        span += 1
    return span if quotes % 2 == 0 else 0


def _cells(lines: list[bytes], delimiter: str) -> list[str] | None:
    """Cells of the record on these lines, None when its quotes make no record."""
    text = b"\n".join(lines).decode().removesuffix("\r")
    try:
        (cells,) = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        return None
    return cells
