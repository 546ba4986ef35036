"""A campaign with the desk of its intake attended, and its pages as staff open them."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from campaign import settings, words
from campaign.ingest import deliveries
from campaign.serving import desk
from campaign.ui import navigation
from tests import readers, small

TOML = small.TOML.replace('"not_yet", ', "")  # a day that has not come is out of the ordinary here
TOML += """
[[connections]]
id = "service"
label = { vi = "Dịch vụ công", en = "Public service" }
unit = { vi = "dịch vụ", en = "services" }
[[defects]]
id = "missing"
label = { vi = "Thiếu thông tin", en = "Missing information" }
[[reasons]]
id = "absent"
label = { vi = "Đi vắng", en = "Absent" }
[[uptake]]
id = "uses"
label = { vi = "Lượt dùng", en = "Uses" }
unit = { vi = "lượt", en = "uses" }
"""
HEADER = "date,unit_code,measure,count\n"


def followed(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the campaign in `made`, as the one that is followed."""
    home = shutil.copytree(made, tmp_path / "small")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    return home


@contextmanager
def attended() -> Iterator[None]:
    """Somebody at the desk, as a process of its own: AppTest's script stands in the place of this one's __main__."""
    clerk = subprocess.Popen([sys.executable, "-m", "campaign", "desk"], cwd=settings.PROJECT)
    try:
        yield
    finally:
        clerk.terminate()
        clerk.wait()


def opened(stem: str, subject: str = "staff", language: str = "vi", **query: str) -> AppTest:
    """The page inside its frame, for somebody of the roster."""
    app = AppTest.from_file(str(settings.PROJECT / "dashboard.py"), default_timeout=600)
    app.user = readers.claims(subject)
    for key, value in (query | {"lang": language}).items():
        app.query_params[key] = value
    app._page_hash = calc_hash(navigation.OFFICE[stem])
    words.use(language)
    app.run()
    assert not app.exception
    return app


def shown(app: AppTest) -> str:
    return " ".join(block.body for block in app.html)


def pressed(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.label == words.t(f"intake.{label}")]
    button.click().run()
    assert not app.exception
    return app


def can_press(app: AppTest, label: str) -> bool:
    return any(one.label == words.t(f"intake.{label}") for one in app.button)


def upload(content: bytes, name: str, who: str = "staff", unit: str | None = "A") -> str:
    """Lay a file on the desk as campaign/web/uploads.py does; its name there."""
    token = desk.named(f"{name} of {who}")
    folder = desk.folder(desk.UPLOADS)
    (folder / token).write_bytes(content)
    (folder / f"{token}.json").write_text(json.dumps({"name": name, "who": who, "unit": unit, "at": ""}))
    return token


def workbook(rows: Iterable[Sequence[object]]) -> bytes:
    """A workbook whose one sheet has these rows."""
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


def chosen(app: AppTest, name: str, token: str) -> AppTest:
    """Choose the file on the page: what it gets of it is its name on the desk."""
    (place,) = app.file_uploader
    place.upload(name, token.encode()).run()
    assert not app.exception
    return app


def held(name: str) -> str:
    """Id of the delivery that came under this name."""
    (id,) = [row["delivery_id"] for row in deliveries.table("deliveries") if row["file"] == name]
    return id


def total() -> int:
    return sum(row["delta"] for row in deliveries.table("progress") if row["unit_code"] == "R")
