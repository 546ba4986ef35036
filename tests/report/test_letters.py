"""Letters of praise and urging say what the lists say, in Word as in PDF, and mark what staff fill in."""

import io
import re
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from campaign import words
from campaign.report.letters import KINDS, OWNERS, PRAISE, URGE, Letter, content, writers
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.direction import exhibits as direction
from tests import small

LINK = "https://tiendo.example.vn/?unit=R"
PROVINCES = """
[[offices]]
level = "province"
superior = { vi = "Bộ", en = "Ministry" }
name = { vi = "SỞ {unit}", en = "OFFICE OF {unit}" }
symbol = "BC-S"
letter_symbol = "S"
letter_copies = [{ vi = "Lưu: VT", en = "File" }]
addressed = { vi = "Sở của {unit}", en = "Office of {unit}" }
place = { vi = "{unit}", en = "{unit}" }
signer = { vi = "Giám đốc", en = "Director" }

[[connections]]
id = "service"
label = { vi = "Dịch vụ công", en = "Public service" }
unit = { vi = "dịch vụ", en = "services" }
"""
SERVICES = """service_id,name,kind,owner,planned_on,tested_on,connected_on
s1,Một,service,Bộ Xong,2021-01-10,2021-01-05,2021-01-09
s2,Hai,service,Bộ Xong,2021-06-10,,
s3,Ba,service,Bộ Chậm,2021-01-10,2021-01-05,
s4,Bốn,service,Bộ Chậm,2021-01-10,2021-01-05,2021-01-09
s5,Năm,service,Bộ Chờ,2021-06-10,,
"""
DAYS = [f"2021-{month:02}-{day:02}" for month, last in ((1, 31), (2, 14)) for day in range(1, last + 1)]
AS_OF = date(2021, 2, 14)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """B is done early; A is behind; one ministry has connected what was planned, one has not, one had nothing to."""
    counts = "date,unit_code,measure,count\n" + "".join(
        f"{day},a1,received,10\n{day},a2,received,10\n{day},b1,received,60\n" for day in DAYS
    )
    home = tmp_path_factory.mktemp("letters") / "small"
    small.delivered(home, counts, toml=small.TOML + small.OFFICE + PROVINCES)
    small.deliver(home, "services_2021-02-01.csv", SERVICES)
    return home


@pytest.fixture
def home(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAMPAIGN_HOME", str(made))
    return made


def letter(kind: str, code: str = "", unit: str = "R") -> Letter:
    return content.letter(Selection(EVERYTHING, unit, AS_OF), kind, code, LINK)


def text(file: bytes) -> str:
    """All text of a Word file, fields included, white space as single blanks."""
    document = docx.Document(io.BytesIO(file))
    return " ".join(" ".join(one.text or "" for one in document.element.body.iter(qn("w:t"))).split())


def fields(file: bytes) -> list[str]:
    """Names of the fields that staff fill, each on yellow."""
    body = docx.Document(io.BytesIO(file)).element.body
    found = list(body.iter(qn("w:sdt")))
    assert all(one.find(f".//{qn('w:highlight')}").get(qn("w:val")) == "yellow" for one in found)
    return [one.find(f".//{qn('w:alias')}").get(qn("w:val")) for one in found]


def squeezed(said: str) -> str:
    return re.sub(r"\s", "", said)


def test_who_is_written_to_is_who_is_listed(home: Path) -> None:
    chosen = Selection(EVERYTHING, "R", AS_OF)
    assert content.names(chosen, PRAISE) == {"B": "Tỉnh B"}
    assert content.names(chosen, URGE) == {"A": "Tỉnh A"}
    assert content.names(chosen, OWNERS) == {"Bộ Xong": "Bộ Xong"}
    assert direction.praise(chosen.of("received"))["unit_code"].tolist() == ["B"]
    for kind in KINDS:
        with pytest.raises(LookupError):
            letter(kind, "zz")
    with pytest.raises(LookupError):
        letter(PRAISE, "A")


@pytest.mark.parametrize(("kind", "code"), [(PRAISE, "B"), (URGE, "A"), (OWNERS, "Bộ Xong"), (URGE, "")])
def test_word_and_pdf_say_the_same_with_the_numbers_of_the_list(
    kind: str, code: str, home: Path, tmp_path: Path
) -> None:
    one = letter(kind, code)
    word = text(writers.file([one], "docx"))
    said = ["".join(part if isinstance(part, str) else part.text for part in paragraph) for paragraph in one.body]
    for line in [one.about, words.t("letters.to", to=one.to), *said, "Văn phòng", "- Như trên"]:
        assert squeezed(line) in squeezed(word), line
    numbers = {(PRAISE, "B"): "2.700/2.000", (URGE, "A"): "900", (OWNERS, "Bộ Xong"): "1/2", (URGE, ""): "4.000"}
    assert any(part in word for part in numbers[kind, code].split("/"))
    assert fields(writers.file([one], "docx"))[:3] == [
        words.t("report.number"),
        words.t("letters.symbol"),
        words.t("report.dated_field"),
    ]
    if kind == URGE:
        assert words.t("letters.day_field") in fields(writers.file([one], "docx"))
    assert writers.file([one], "pdf").startswith(b"%PDF")


@pytest.mark.office
def test_libreoffice_and_poppler_read_the_same_letter(home: Path, tmp_path: Path) -> None:
    one = letter(URGE, "A")
    for form, known in writers.FORMATS.items():
        (tmp_path / f"letter{known.suffix}").write_bytes(writers.file([one], form))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    opening = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf:writer_pdf_Export",
        "--outdir",
        tmp_path / "printed",
    ]
    subprocess.run([*opening, tmp_path / "letter.docx"], check=True, capture_output=True, timeout=180)
    read = [
        squeezed(subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True, text=True).stdout)
        for path in (tmp_path / "letter.pdf", tmp_path / "printed" / "letter.pdf")
    ]
    for paragraph in one.body:
        line = squeezed("".join(part if isinstance(part, str) else part.text for part in paragraph))
        assert all(line in one for one in read)


def test_an_office_is_called_as_the_campaign_says_and_writes_under_its_own_symbol(home: Path) -> None:
    assert letter(URGE, "A").to == "Sở của Tỉnh A"
    down = letter(URGE, "a1", "A")
    assert down.to == "Huyện A Một", "of which no office is named"
    assert down.head and (down.head.symbol, down.head.recipients) == ("S", ("Như trên", "Lưu: VT"))
    assert words.t("letters.symbol") not in fields(writers.file([down], "docx"))


def test_one_letter_each_is_a_zip_of_all(home: Path) -> None:
    both = [letter(URGE, "a1", "A"), letter(URGE, "a2", "A")]
    with zipfile.ZipFile(io.BytesIO(writers.file(both, "docx"))) as folder:
        assert folder.namelist() == ["thu_urge_A_01_2021-02-14.docx", "thu_urge_A_02_2021-02-14.docx"]
        assert "Huyện A Hai" in text(folder.read(folder.namelist()[1])) + text(folder.read(folder.namelist()[0]))


def test_a_chief_writes_to_nobody_else_s_districts(home: Path) -> None:
    own = Selection(Scope(("A", "B", "R", "a1", "a2")), "B", AS_OF)
    with pytest.raises(LookupError):
        content.letter(own, PRAISE, "b1", LINK)


def test_english_is_complete(home: Path) -> None:
    words.use("en")
    for kind, code in ((PRAISE, "B"), (PRAISE, ""), (URGE, ""), (OWNERS, "")):
        said = text(writers.file([letter(kind, code)], "docx"))
        assert "To:" in said and "Kính gửi" not in said
