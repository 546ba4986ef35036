"""A body with one file in it, as browsers send them: the file goes to the disk while it comes."""

import secrets
from pathlib import Path
from types import TracebackType

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

LONGEST = 200  # characters of a name


class BrokenUploadError(Exception):
    """The body is none with exactly one file in it, or did not come whole."""


class Arriving:
    """Writes the one file of a body to `path` as it is fed; afterwards `name` is what the sender calls it."""

    def __init__(self, content_type: str, path: Path) -> None:
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or b"boundary" not in options:
            raise BrokenUploadError
        self.name, self._path, self._ended = "", path, False
        self._field, self._value, self._head = b"", b"", b""
        self._parser = MultipartParser(
            options[b"boundary"],
            {
                "on_header_field": self._on_field,
                "on_header_value": self._on_value,
                "on_header_end": self._on_header,
                "on_headers_finished": self._on_headers,
                "on_part_data": self._on_data,
                "on_end": self._on_end,
            },
        )

    def __enter__(self) -> "Arriving":
        self._path.touch(mode=0o600)
        self._file = self._path.open("wb")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Close the file. BrokenUploadError when the body has ended before its end."""
        self._file.close()
        if kind is None and not (self._ended and self.name):
            raise BrokenUploadError

    def feed(self, body: bytes) -> None:
        """Take more of the body. BrokenUploadError, OSError."""
        try:
            self._parser.write(body)
        except FormParserError as error:
            raise BrokenUploadError from error

    def _on_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header(self) -> None:
        if self._field.lower() == b"content-disposition":
            self._head = self._value
        self._field, self._value = b"", b""

    def _on_headers(self) -> None:
        _, options = parse_options_header(self._head)
        if self.name or b"filename" not in options:
            raise BrokenUploadError
        self.name = label(options[b"filename"].decode("utf-8", "replace"))

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        self._file.write(data[start:end])

    def _on_end(self) -> None:
        self._ended = True


def label(name: str) -> str:
    """What a sender calls a file, as a label: no folder, no end of line, not endless."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(mark for mark in last if mark.isprintable())[-LONGEST:].strip() or "file"


def small(name: str, content: bytes) -> tuple[bytes, bytes]:
    """Type and body of a form with one file of this name and content."""
    boundary = secrets.token_hex(16).encode()
    quoted = name.replace('"', "%22").encode()
    head = b'Content-Disposition: form-data; name="file"; filename="' + quoted + b'"\r\n\r\n'
    body = b"--" + boundary + b"\r\n" + head + content + b"\r\n--" + boundary + b"--\r\n"
    return b"multipart/form-data; boundary=" + boundary, body
