"""Typst, with our fonts only: a template, its data and pictures in, a PDF out."""

import json
import tempfile
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent
Data = dict[str, Any]  # what a template reads as JSON


def pdf(template: str, data: Data, files: dict[str, bytes]) -> bytes:
    """The PDF of a template of this folder, tagged for screen readers.

    `data` is what it reads as report.json: text from data is text there and never markup. `files` are its pictures.
    """
    with tempfile.TemporaryDirectory(prefix="campaign-report-") as folder:
        inside = Path(folder)
        (inside / template).write_text((FOLDER / template).read_text(encoding="utf-8"), encoding="utf-8")
        (inside / "report.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for name, content in files.items():
            (inside / name).write_bytes(content)
        return typst.compile(
            str(inside / template),
            root=folder,
            font_paths=[str(FOLDER / "fonts")],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
