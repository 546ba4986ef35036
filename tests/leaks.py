"""Looks through what a reader received for what they must not see: as text, as a value, as bytes of a number."""

import base64
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ESCAPED = re.compile(rb"\\u([0-9a-fA-F]{4})")
WRITTEN = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,])|\d+")
CELL = re.compile(r"""[,;\t\r\n"<>]""")
DECIMAL = re.compile(r'"-?\d+,\d+"')  # a cell of a CSV whose comma parts no cells: 0,031 is no code 031
LINKED = re.compile(r"[?&;]unit=(\w+)")


@dataclass(frozen=True)
class Secret:
    """What must not arrive: names anywhere in a text, codes as a value of their own or in a link, numbers anyhow."""

    names: frozenset[str]
    codes: frozenset[str]
    numbers: tuple[float, ...] = ()

    def found(self, frames: Iterable[bytes], files: Iterable[bytes] = ()) -> set[str]:
        """What of it is there, in the frames of a websocket and in files."""
        frames, files = set(frames), {part for file in files for part in _unpacked(file)}
        blobs = files | {blob for frame in frames for blob in _unpacked(frame)}
        text = "\n".join(_text(blob) for blob in blobs)
        values = {value for frame in frames for value in _fields(ForwardMsg.FromString(frame))}
        values |= {cell for file in files if _readable(file) for cell in CELL.split(DECIMAL.sub("", _text(file)))}
        values |= set(LINKED.findall(text)) | {int(re.sub(r"\D", "", token)) for token in WRITTEN.findall(text)}
        values |= {number for blob in blobs for number in _as_bytes(blob, np.array(self.numbers))}
        return (
            {name for name in self.names if name in text}
            | (self.codes & values)
            | {str(number) for number in values & set(self.numbers)}
        )


def _unpacked(blob: bytes) -> Iterator[bytes]:
    """The blob, what is packed in it (XLSX, PPTX and DOCX are archives), and Plotly's arrays out of their base64."""
    yield blob
    if blob[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    for packed in re.findall(rb'"bdata":\s*"([^"]*)"', blob):
        yield base64.b64decode(packed.replace(rb"\u002f", b"/").replace(rb"\/", b"/"))


def _text(blob: bytes) -> str:
    """All text in it: Plotly escapes every Vietnamese letter."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)).encode("utf-8", "ignore"), blob).decode("utf-8", "ignore")


def _readable(blob: bytes) -> bool:
    """Whether it is text: between two commas of a compressed picture anything may stand, also a code."""
    try:
        blob.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_bytes(blob: bytes, wanted: np.ndarray) -> Iterator[float]:
    """Wanted numbers that lie in it as int64 or float64 at any offset: tables come as Arrow, figures as arrays."""
    for offset in range(min(8, len(blob))):
        whole = blob[offset : offset + (len(blob) - offset) // 8 * 8]
        yield from np.intersect1d(np.frombuffer(whole, "<i8"), wanted[wanted % 1 == 0].astype("<i8")).tolist()
        yield from np.intersect1d(np.frombuffer(whole, "<f8"), wanted).tolist()


def _fields(message: object) -> Iterator[object]:
    """Values that stand for themselves: fields of the message, cells of tables, entries of figures."""
    for field, value in message.ListFields():
        for item in value if field.is_repeated else [value]:
            if field.message_type and hasattr(item, "ListFields"):
                yield from _fields(item)
            elif isinstance(item, bytes):
                yield from _cells(item)
            elif field.name == "spec":
                yield from _entries(json.loads(item))
            else:
                yield item


def _cells(content: bytes) -> Iterator[object]:
    try:
        table = pa.ipc.open_stream(content).read_all()
    except pa.ArrowInvalid:
        return
    for column in table.columns:
        yield from column.to_pylist()


def _entries(node: object) -> Iterator[object]:
    if isinstance(node, dict) and "bdata" in node:
        yield from np.frombuffer(base64.b64decode(node["bdata"]), node["dtype"]).tolist()
    elif isinstance(node, dict | list):
        for item in node.values() if isinstance(node, dict) else node:
            yield from _entries(item)
    else:
        yield node
