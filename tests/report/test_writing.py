"""Reports in both languages, for any unit and campaign, with strange names, for one reader, and without a Chrome."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from campaign import render, words
from campaign.__main__ import cli
from campaign.figures.drawn import Drawn
from campaign.render import chrome
from campaign.render.renderer import RENDERER
from campaign.report import Report, content, pictures
from campaign.report.writers import FORMATS
from campaign.serving.selection import EVERYTHING, Scope, Selection
from tests import italy, small
from tests.report.conftest import AS_OF, flowing, solid

NASTY = """code,parent_code,level,name_vi,name_en,region,kind,population,eligible
R,,nation,=1+1,#panic("x") *b* $x$,,,9000,7000
A,R,province,"+A <b>&amp;</b> \\ _i_",@A,,,6000,4700
a1,A,district,"-a1 ""q"" #image(""/etc/passwd"")",a1,,,4000,3100
"""


def report(unit: str, scope: Scope = EVERYTHING) -> Report:
    return content.report(Selection(scope, unit, AS_OF), "https://tiendo.example.vn/")


def text_of(file: bytes) -> str:
    """Everything a Word file says, in its body, heads and feet."""
    with zipfile.ZipFile(io.BytesIO(file)) as parts:
        return " ".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))


@pytest.fixture
def counted(home: Path) -> Path:
    """The small campaign with two months of counts."""
    days = [f"2021-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 29)]
    rows = "".join(
        f"{day},{unit},{measure},{count}\n"
        for day in days
        for unit in ("a1", "a2", "b1")
        for measure, count in (("received", 40), ("printed", 10))
    )
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n" + rows)
    return home


@pytest.mark.few(5)
@pytest.mark.parametrize("unit", ["R", "A", "b1"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_unit_gets_a_report_in_english_of_a_campaign_without_offices(form: str, unit: str, counted: Path) -> None:
    words.use("en")
    made = report(unit)
    assert made.office is None
    assert not made.simulated
    file = FORMATS[form].file(made)
    assert len(file) > 5000
    if form == "docx":
        assert "Situation" in text_of(file)
        assert words.t("screen.simulated") not in text_of(file)


def test_a_download_made_later_keeps_the_language_of_its_page(counted: Path) -> None:
    words.use("en")
    made = report("R")
    words.use("vi")
    assert "Table 1." in text_of(FORMATS["docx"].file(made))


@pytest.mark.office
def test_names_are_text_and_never_markup_or_formula(home: Path, tmp_path: Path) -> None:
    small.folder(
        home,
        units=NASTY,
        targets="unit_code,measure,target,deadline,issued_on,issued_by\n"
        "A,received,100,2021-03-02,2021-01-01,x\na1,received,100,2021-03-02,2021-01-01,x\n",
    )
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n2021-01-05,a1,received,10\n")
    for language in words.LANGUAGES:
        words.use(language)
        made = report("R")
        (tmp_path / "x.pdf").write_bytes(FORMATS["pdf"].file(made))
        flat = flowing(tmp_path / "x.pdf")
        assert solid(str(made.unit.name)) in flat
        assert solid("+A <b>&amp;</b> \\ _i_" if language == "vi" else "@A") in flat
        book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].file(made)))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert not [cell.value for cell in cells if cell.data_type == "f"]
        assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "@"))]
        assert str(made.unit.name) in text_of(FORMATS["docx"].file(made)).replace("&quot;", '"') or language == "en"


def test_without_a_chrome_a_figure_is_its_sentence_and_charts_stay(
    counted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = report("R")
    monkeypatch.setattr(chrome, "path", lambda: None)
    document = docx.Document(io.BytesIO(FORMATS["docx"].file(made)))
    assert len(document.inline_shapes) == 1, "the code alone"
    said = " ".join(paragraph.text for paragraph in document.paragraphs)
    assert "chưa có Chrome" in said
    assert made.sections[1].exhibits[0].sentence in said
    assert b"%PDF" in FORMATS["pdf"].file(made)[:8]


@pytest.mark.parametrize("form", [form for form, known in FORMATS.items() if known.draws])
def test_the_pictures_of_a_report_count_as_those_of_whoever_takes_it(
    form: str, national: Report, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def full(job: object, reader: str) -> None:
        asked.append(reader)
        raise render.BusyError("")

    monkeypatch.setattr(RENDERER, "make", full)
    FORMATS[form].file(replace(national, reader="an"))
    assert set(asked) == {"an"}


@pytest.mark.parametrize("form", [form for form, known in FORMATS.items() if not known.draws])
def test_a_format_that_says_so_draws_nothing(
    form: str, national: Report, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RENDERER, "make", None)
    assert FORMATS[form].file(national)


def test_a_reader_of_one_province_gets_its_report_and_nothing_of_others(demo_home: Path) -> None:
    tree = content.queries.table("unit_tree", Selection(EVERYTHING, "VN", AS_OF))
    own = tuple(tree[(tree["unit_code"] == "01") | (tree["parent_code"] == "01")]["unit_code"])
    others = set(tree[(tree["depth"] == 1) & (tree["unit_code"] != "01")]["name_vi"])
    chief = Scope(units=own)
    made = report("01", chief)
    said = text_of(FORMATS["docx"].file(made))
    assert "Quận Ba Đình" in said
    assert not [name for name in others if name in said]
    with pytest.raises(LookupError):
        report("VN", chief)
    with pytest.raises(LookupError):
        report("48", chief)


def test_italy_gets_every_format_with_no_word_of_vietnam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "italy"
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    italy.folder(home)
    made = report("IT")
    for known in FORMATS.values():
        file = known.file(made)
        assert len(file) > 5000
    said = text_of(FORMATS["docx"].file(made))
    assert "Lombardia" in said
    assert "CỘNG HÒA XÃ HỘI" not in said


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["report", *arguments])
    return result.exit_code, str(result.exception) + result.output


def test_the_command_writes_one_file_or_a_zip_of_all_and_says_where(counted: Path, tmp_path: Path) -> None:
    code, said = run("--format", "brief", "--unit", "A", "--as-of", "2021-02-20", "--out", str(tmp_path))
    assert code == 0, said
    assert (tmp_path / "bao-cao_A_2021-02-20_nhanh.pdf").read_bytes().startswith(b"%PDF")
    out = tmp_path / "all" / "reports.zip"
    code, said = run("--format", "brief", "--all-provinces", "--lang", "en", "--out", str(out))
    assert code == 0, said
    with zipfile.ZipFile(out) as folder:
        assert folder.namelist() == ["report_A_2021-02-28_brief.pdf", "report_B_2021-02-28_brief.pdf"]
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--unit", "ZZ"), "no unit 'ZZ'"),
        (("--unit", "A", "--all-provinces"), "exclude each other"),
        (("--as", "nobody"), "danh sách người dùng"),
    ],
)
def test_the_command_refuses_in_a_sentence(
    arguments: tuple[str, ...], reason: str, counted: Path, tmp_path: Path
) -> None:
    code, said = run(*arguments, "--out", str(tmp_path / "x.pdf"))
    assert code != 0
    assert reason in said
    assert not (tmp_path / "x.pdf").exists()


def test_ticks_of_events_have_their_words_on_paper(national: Report, written: dict[str, Path]) -> None:
    exhibits = [exhibit for section in national.sections for exhibit in section.exhibits if exhibit.events]
    assert exhibits
    paper = {
        "docx": [paragraph.text for paragraph in docx.Document(str(written["docx"])).paragraphs],
        "pdf": flowing(written["pdf"]),
    }
    for exhibit in exhibits:
        told = pictures.events(exhibit)
        assert all(event in told for event in exhibit.events)
        assert told in paper["docx"]
        assert "".join(told.split()) in "".join(paper["pdf"].split())


def test_the_figure_of_a_picture_is_made_once(national: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = [exhibit for section in national.sections for exhibit in pictures.figures(section.exhibits)]
    made, whole = [], Drawn.whole
    monkeypatch.setattr(Drawn, "whole", lambda figure: made.append(figure) or whole(figure))
    monkeypatch.setattr(RENDERER, "make", lambda job, reader: b"")
    assert pictures.maps(tuple(drawn))
    for exhibit in drawn:
        pictures.png(exhibit, "")
        pictures.svg(exhibit, "")
    assert len(made) == 2 * len(drawn)
