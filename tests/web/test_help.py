"""The help: every figure, message, kind of file and question is in it, in both languages; no login, nothing else."""

import ast
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from campaign import definition, settings, words
from campaign.guide import build, messages, site
from campaign.ingest.contracts import contracts
from campaign.ingest.gate import RULES
from campaign.language import dictionary
from campaign.serving import queries
from campaign.web import headers, help, unknown
from tests import small


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The help of the small campaign, as it is served, with one picture."""
    folder = tmp_path_factory.mktemp("help")
    small.folder(folder / "small")
    (folder / "pictures").mkdir()
    shutil.copy(settings.PROJECT / "docs" / "overview.png", folder / "pictures" / "help-overview-vi.png")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(folder / "small"))
        assert build.build(folder / "help", folder / "pictures")
        assert not build.build(folder / "help", folder / "pictures"), "nothing has changed"
        yield folder / "help"


def read(page: Path) -> str:
    """What a reader sees of a page, blanks as one."""
    body = page.read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", body)).split())


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_figure_is_defined_where_its_question_mark_leads(language: str, made: Path) -> None:
    page = (made / language / "figures" / "index.html").read_text(encoding="utf-8")
    said = read(made / language / "figures" / "index.html")
    for key, figure in dictionary.figures().items():
        assert f'id="{key}"' in page
        assert figure.meaning[language] in said
        for column in figure.columns:
            assert dictionary.column(column).meaning[language] in said, column


def keys() -> set[str]:
    """The keys of all exhibits of the subjects, up to the id behind them."""
    found = set()
    for file in (settings.PROJECT / "campaign" / "subjects").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Exhibit":
                match node.args[0]:
                    case ast.Constant(value=str(key)):
                        found.add(key)
                    case ast.JoinedStr(values=[ast.Constant(value=str(key)), *_]):
                        found.add(key)
    return found


def test_every_exhibit_has_a_definition() -> None:
    shown = keys() - {"card"}  # a picture to send on, of figures that stand on the page
    assert {"burndown", "stage_", "ranking", "pareto_"} <= shown
    assert {dictionary.figure(key) for key in shown} >= set(dictionary.figures()) - {"as_is", "if_so"}


def test_a_figure_without_a_definition_is_named() -> None:
    with pytest.raises(KeyError, match=r"queries/figures.toml has no figure 'never_drawn'"):
        dictionary.figure("never_drawn")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_message_a_clerk_can_get_is_there_with_what_to_do(language: str, made: Path) -> None:
    said = read(made / language / "messages" / "index.html")
    words.use(language)
    for rule in messages.rules():
        assert words.t(f"rules.{rule}") in said
        assert words.t(f"mends.{rule}") in said
    for rule in RULES:
        assert words.t(f"mends.{rule}") in said
    for key in ("password", "macros", "no_such_file"):
        assert words.t(f"ingest.{key}") in said
    assert "{" not in said


def test_each_rule_has_its_mend_and_no_mend_is_left_over() -> None:
    mends = {key.partition(".")[2] for key in words.catalogue() if key.startswith("mends.")}
    assert mends == {*messages.rules(), *RULES}


def test_every_error_that_the_intake_raises_is_listed() -> None:
    assert {"macros": "Refused", "months_first": "OwnForm", "no_header": "Held", "a_folder": "Outside"}.items() <= (
        messages.raised().items()
    )


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_kind_of_file_is_there_with_its_columns_and_spellings(language: str, made: Path) -> None:
    said = read(made / language / "files" / "index.html")
    campaign = definition.load(settings.home())
    for contract in contracts(campaign):
        assert ",".join(contract.required) in said
        assert all(one in said for column, others in contract.columns.items() for one in (column, *others))
    assert "received" in said
    assert str(campaign.measure["received"].label) in said or language == "en"


def test_every_question_is_there(made: Path) -> None:
    for language in words.LANGUAGES:
        page = (made / language / "questions" / "index.html").read_text(encoding="utf-8")
        assert all(f'id="{name}"' in page for name in queries.names())


def test_a_reader_finds_their_page_in_both_languages_and_the_words_of_the_screen(made: Path) -> None:
    for language in words.LANGUAGES:
        words.use(language)
        for reader in site.READERS[1:]:
            assert len(read(made / language / reader / "index.html")) > 800
        assert words.t("intake.send_to_hold") in read(made / language / "staff" / "index.html")


def test_a_picture_is_shown_once_it_is_taken(made: Path) -> None:
    assert "pictures/help-overview-vi.png" in (made / "vi" / "index.html").read_text(encoding="utf-8")
    assert "<img" not in (made / "en" / "index.html").read_text(encoding="utf-8").partition("<article")[2]


def test_the_help_asks_no_other_machine_and_runs_no_script_of_a_page(made: Path) -> None:
    for page in [
        *made.glob("*/index.html"),
        *made.glob("*/figures/index.html"),
        *made.glob("en/reference/*/index.html"),
    ]:
        text = page.read_text(encoding="utf-8")
        assert re.findall(r'<(?:script|link|img|iframe)[^>]* (?:src|href)="(?:https?:)?//[^"]*"', text) == []
        assert re.findall(r"<script>", text) == [], page


@pytest.fixture
def browser(made: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """What asks for the help as the server has it, without any login."""
    monkeypatch.setattr(help, "FOLDER", made)
    routes = [help.Mount(f"/help/{one}", help.Made(directory=made / one, html=True)) for one in words.LANGUAGES]
    app = unknown.Unknown(headers.Headers(Starlette(routes=[help.ROUTES[0], *routes])))
    with TestClient(app, headers={"Accept": "text/html"}) as client:
        yield client


def test_it_is_read_without_a_login_and_opens_nothing_else(browser: TestClient) -> None:
    assert str(browser.get("/help?lang=en").url).endswith("/help/en/")
    answer = browser.get("/help/vi/figures/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for way in (
        "/help/vi/../signature",
        "/help/signature",
        "/help/vi/%2e%2e/signature",
        "/help/vi/..%2f..%2fsmall/units.csv",
    ):
        assert browser.get(f"/help/{way}").status_code == 404, way


def test_without_it_the_reader_is_told_how_it_is_made(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(help, "FOLDER", Path("/nowhere"))
    answer = browser.get("/help/vi/figures/")
    assert (answer.status_code, "campaign.guide.build" in answer.text) == (404, True)
