"""The national report of the demonstration, written once in every format, and a second program to read it."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from campaign import words
from campaign.report import Report, content
from campaign.report.writers import FORMATS
from campaign.serving.selection import EVERYTHING, Selection

AS_OF = date(2021, 6, 1)
LINK = "https://tiendo.example.vn/?unit=VN&as_of=2021-06-01&lang=vi"


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    words.use("vi")


@pytest.fixture(scope="session")
def national(demonstration: Path) -> Report:
    """The report of the whole campaign."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(demonstration))
        words.use("vi")
        return content.report(Selection(EVERYTHING, "VN", AS_OF), LINK)


@pytest.fixture(scope="session")
def written(national: Report, demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """It in every format, as files, by format."""
    folder = tmp_path_factory.mktemp("reports")
    files = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(demonstration))
        for form, known in FORMATS.items():
            files[form] = folder / known.name(national)
            files[form].write_bytes(known.file(national))
    return files


@pytest.fixture(scope="session")
def printed(written: dict[str, Path]) -> dict[str, Path]:
    """The office formats as PDF, printed by LibreOffice."""
    folder = written["docx"].parent
    made = {}
    for form in ("docx", "pptx", "xlsx"):
        subprocess.run(
            [
                "soffice",
                "--headless",
                f"-env:UserInstallation=file://{folder}/profile",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder / form),
                str(written[form]),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        made[form] = folder / form / f"{written[form].stem}.pdf"
    return made


def pages(path: Path) -> list[str]:
    """The text of each page of a PDF, white space as single blanks."""
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return [squeezed(page) for page in text.split("\f")[:-1]]


# What stands between the halves of a paragraph that goes on on the next page.
FOOT = re.compile(r"Số liệu tính đến[^,]*,\s+mã số\s+liệu\s+\w{8}\s+(SỐ LIỆU MÔ PHỎNG\s+)?\d+\n")


def flowing(path: Path) -> str:
    """The text of a PDF in the order of reading, without white space and the feet of pages: it may break anywhere."""
    text = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return solid(FOOT.sub("", text))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def solid(text: str) -> str:
    """Without white space."""
    return re.sub(r"\s+", "", text)
