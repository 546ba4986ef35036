"""A campaign in languages of its own: every page and paper has its names, and the interface's words in English."""

import io
import re
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from campaign import settings, words
from campaign.__main__ import main
from campaign.language import columns, dictionary
from campaign.report import content
from campaign.report.writers import FORMATS
from campaign.serving import queries, spoken
from campaign.serving.selection import EVERYTHING, Selection
from campaign.ui import navigation
from tests import second, small

NAMES = {
    "Chiến dịch nhỏ": "Petite campagne",
    "Toàn quốc": "Pays",
    "Tỉnh": "Région",
    "Hồ sơ thu nhận": "Dossiers reçus",
    "Thẻ đã in": "Cartes imprimées",
    "Cấp thẻ": "Délivrance",
    "Thiếu": "Manquant",
    "Dịch vụ": "Services en ligne",
    "dịch vụ": "services",
    "Cả nước": "Tout le pays",
    "Huyện A Một": "Arrondissement A-1",
    "Huyện A Hai": "Arrondissement A-2",
    "Huyện B Một": "Arrondissement B-1",
}
EVENTS = "first_on,last_on,unit_code,kind,label_fr\n2021-01-06,2021-01-08,R,lockdown,Confinement\n"
DAYS = [date(2021, 1, day).isoformat() for day in range(4, 25)]


def french(text: str, languages: str = '"fr", "en"') -> str:
    for vietnamese, name in NAMES.items():
        text = text.replace(vietnamese, name)
    text = text.replace("vi = ", "fr = ").replace("name_vi", "name_fr")
    return text.replace('root = "R"', f'root = "R"\nlanguages = [{languages}]')


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small campaign in French and English, with figures of every kind."""
    home = tmp_path_factory.mktemp("languages") / "home"
    small.folder(home, toml=french(second.TOML), units=french(small.UNITS))
    (home / "events.csv").write_text(EVENTS, encoding="utf-8")
    counts = [
        f"{day},{unit},{measure},{count}\n"
        for day in DAYS
        for unit in ("a1", "a2", "b1")
        for measure, count in (("received", 90), ("printed", 60))
    ]
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n" + "".join(counts))
    defects = [f"{day},{unit},missing,{40 - at}\n" for at, day in enumerate(DAYS) for unit in ("a1", "b1")]
    small.deliver(home, "defects.csv", "date,unit_code,defect,open\n" + "".join(defects))
    small.deliver(home, "samples.csv", f"date,unit_code,sample_size,defects_found\n{DAYS[-1]},a1,40,3\n")
    services = "service_id,name,name_en,kind,owner,planned_on,tested_on,connected_on\n"
    services += "S1,Naissance,Births,service,Mairie,2021-01-10,2021-01-08,2021-01-09\n"
    services += "S2,Mariage,,service,Mairie,2021-01-11,,\n"
    small.deliver(home, "services_2021-01-24.csv", services)
    return home


@pytest.fixture
def followed(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAMPAIGN_HOME", str(made))
    return made


def run(stem: str, offered: tuple[str, ...] = ("fr", "en"), **query: str) -> AppTest:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", sys.modules["__main__"])
        app = AppTest.from_file(str(settings.PROJECT / "dashboard.py"), default_timeout=600)
        for key, value in query.items():
            app.query_params[key] = value
        app._page_hash = calc_hash(navigation.PAGES[stem] if stem != "overview" else "")
        words.use(query.get("lang", ""), offered)
        return app.run()


def text_of(app: AppTest) -> str:
    kinds = ("html", "markdown", "plotly_chart", "arrow_data_frame")
    return " ".join(str(getattr(block, "body", "") or block.proto) for kind in kinds for block in app.get(kind))


@pytest.mark.few(16)
@pytest.mark.parametrize("choice", [{}, {"lang": "fr"}, {"lang": "en"}, {"lang": "vi"}, {"unit": "A"}], ids=str)
@pytest.mark.parametrize("stem", navigation.PAGES)
def test_a_page_of_a_french_campaign_runs_in_french(stem: str, choice: dict, followed: Path) -> None:
    app = run(stem, **choice)
    assert not app.exception
    said = text_of(app)
    assert ("Small campaign" if choice.get("lang") == "en" else "Petite campagne") in said
    assert [name for name in NAMES if name in said] == []
    if choice.get("lang") == "vi":
        assert "Français" in said  # what is shown instead


def test_a_page_names_units_measures_and_events_in_french(followed: Path) -> None:
    said = " ".join(text_of(run(stem)) for stem in ("overview", "pace", "comparison", "connections"))
    for name in ("Région A", "Dossiers reçus", "Confinement", "Naissance"):
        assert name in said, name


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_of_a_french_campaign_comes(form: str, followed: Path) -> None:
    words.use("fr", ("fr", "en"))
    made = content.report(Selection(EVERYTHING, "R", date(2021, 1, 24)), "https://example.test")
    file = FORMATS[form].file(made)
    assert len(file) > 1000
    if form in ("docx", "xlsx", "pptx"):
        parts = zipfile.ZipFile(io.BytesIO(file))
        text = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
        assert "Dossiers reçus" in text
        assert "Région A" in text


def test_the_command_line_writes_it_too(
    followed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["report", "--format", "docx", "--lang", "fr", "--out", str(tmp_path / "rapport.docx")]
    monkeypatch.setattr("sys.argv", ["campaign", *arguments])
    main()
    assert (tmp_path / "rapport.docx").stat().st_size > 1000
    monkeypatch.setattr("sys.argv", ["campaign", "check"])
    main()
    said = capsys.readouterr().out
    lacking = len(words.missing("fr")) + 2 * len(dictionary.columns()) + len(queries.names())
    assert f"campaign.toml: the interface lacks {lacking} of " in said
    assert "words in 'fr'" in said


def test_a_word_that_is_missing_is_said_in_english_and_one_that_is_there_in_french(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    some = {"filters.unit": "Unité", "label.name": "Nom"}
    monkeypatch.setattr(words, "further", lambda language: some if language == "fr" else {})
    words.use("fr", ("fr", "en"))
    assert words.t("filters.unit") == "Unité"
    assert (columns.label("name_fr"), columns.label("total")) == ("Nom", dictionary.column("total").label["en"])
    assert words.t("screen.late", late=1, expected=2, silent=0) == "Not reported: 1 of 2 units, silent: 0"
    assert len(words.missing("fr")) == len(words.catalogue()) - 1
    assert words.missing("vi") == words.missing("en") == []


@pytest.mark.parametrize("languages", [("fr",), ("fr", "en"), ("en",), ("en", "vi"), ("vi", "en", "fr")])
def test_every_question_is_asked_in_the_languages_there_are(languages: tuple[str, ...], tmp_path: Path) -> None:
    """Each file says every name once a language, none of another, and DuckDB understands it."""
    first, texts = languages[0], ", ".join(f'{one} = "x"' for one in languages)
    toml = re.sub(r"\{ vi = [^}]*\}", f"{{ {texts} }}", second.TOML)
    toml = toml.replace('root = "R"', f'root = "R"\nlanguages = {list(languages)}')
    units = small.UNITS.replace("name_en", "other").replace("name_vi", f"name_{first}")
    home = small.folder(tmp_path / "home", toml=toml, units=units)
    small.deliver(home, "counts.csv", small.COUNTS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(home))
        words.use(first, languages)
        for name in queries.names():
            question = queries.question(name)
            spoken_in = {column.rpartition("_")[2] for column in question.columns} & {"vi", "en", "fr"}
            assert spoken_in in (set(), set(languages)), name
        found = queries.table("units_below", Selection(EVERYTHING, "R", date(2021, 1, 5), "received"))
        assert list(found[f"name_{first}"]) == ["Tỉnh A", "Tỉnh B"]
        for stem in ("overview", "comparison", "connections", "quality"):
            assert not run(stem, languages).exception


@pytest.mark.parametrize("path", [*(settings.PROJECT / "queries").glob("*.sql")], ids=lambda path: path.stem)
def test_vietnamese_and_english_are_as_they_are_written(path: Path) -> None:
    sql = path.read_text(encoding="utf-8")
    assert spoken.spread(sql, ("vi", "en")) == sql
