"""Typst, with our fonts only: a template, its data and pictures in, a PDF out."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent
SHARED = "paper.typ"  # what templates have in common
FONTS: dict[str, Any] = {"font_paths": [str(FOLDER / "fonts")], "ignore_system_fonts": True}
Data = dict[str, Any]  # what a template reads as JSON


def pdf(template: str, data: Data, files: dict[str, bytes]) -> bytes:
    """The PDF of a template of this folder, tagged for screen readers.

    `data` is what it reads as report.json: text from data is text there and never markup. `files` are its pictures.
    """
    with _laid_out(template, data, files) as folder:
        return typst.compile(str(folder / template), root=folder, pdf_standards=["ua-1"], **FONTS)


def asked(template: str, data: Data, files: dict[str, bytes], label: str) -> Any:
    """The value of the one metadata of that label in the template, such as `<end>`, as it is laid out."""
    with _laid_out(template, data, files) as folder:
        found = typst.query(str(folder / template), label, field="value", one=True, root=folder, **FONTS)
    return json.loads(found)


@contextmanager
def _laid_out(template: str, data: Data, files: dict[str, bytes]) -> Iterator[Path]:
    """A folder with the template, what it shares with others, its data and its pictures."""
    with tempfile.TemporaryDirectory(prefix="campaign-report-") as folder:
        inside = Path(folder)
        for name in (template, SHARED):
            (inside / name).write_text((FOLDER / name).read_text(encoding="utf-8"), encoding="utf-8")
        (inside / "report.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in files.items():
            (inside / name).write_bytes(content)
        yield inside
