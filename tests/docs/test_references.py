"""Every path, module, link and decision that a document or the code names is there."""

import re
from pathlib import Path

import pytest

from campaign import settings
from tests.docs.references import documents, files, missing, named

DECISIONS = settings.PROJECT / "docs" / "decisions.md"
NUMBERED = re.compile(r"^## (\d+)\. .+\n\*(\d{4}-\d\d-\d\d)\*\n", re.M)


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_what_a_document_names_is_there(document: Path) -> None:
    found = named(document.read_text(encoding="utf-8"))
    assert [name for name in found if missing(name, document)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        "campaign/definition.py",
        "campaign.kept",
        "campaign.serving.kept",
        "docs/nothing.md",
        "charts_of_old.py",
        "queries/views/no.sql",
    ],
)
def test_a_name_of_nothing_is_found(wrong: str) -> None:
    assert [name for name in named(f"See `{wrong}` and `campaign/`.") if missing(name, DECISIONS)] == [wrong]


def anchor(heading: str) -> str:
    """The address of a heading within its page, as hosts of Markdown make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def broken(document: Path, text: str) -> list[str]:
    """Links of a document to pages or headings that there are not."""
    wrong = []
    for link in re.findall(r"\]\((?!https?://)([^)]+)\)", text):
        path, _, heading = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.M) if heading else []
        if not target.exists() or (heading and heading not in map(anchor, headings)):
            wrong.append(link)
    return wrong


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    assert broken(document, document.read_text(encoding="utf-8")) == []


def test_a_broken_link_is_found() -> None:
    assert broken(DECISIONS, "[a](nothing.png) [b](decisions.md#99-never) [c](method.md)") == [
        "nothing.png",
        "decisions.md#99-never",
    ]


def decided() -> list[str]:
    """Numbers of the decisions, in the order in which they stand."""
    return [number for number, _ in NUMBERED.findall(DECISIONS.read_text(encoding="utf-8"))]


def unresolved(text: str) -> list[str]:
    """Decisions that a text refers to and that there are not."""
    return [number for number in re.findall(r"\bdecision (\d+)", text) if number not in decided()]


def test_decisions_are_numbered_dated_and_reasoned() -> None:
    text = DECISIONS.read_text(encoding="utf-8").split("## Dependencies")[0]
    entries = re.split(r"^## ", text, flags=re.M)[1:]
    assert decided() == [str(number) for number in range(1, len(entries) + 1)]
    assert [entry for entry in entries if "**Why.**" not in entry or "**Ruled out.**" not in entry] == []


def test_every_reference_to_a_decision_resolves() -> None:
    kinds = (".py", ".md", ".sql", ".toml", ".js", ".css")
    sources = [
        settings.PROJECT / name for name in files() if name.endswith(kinds) and not name.startswith("tests/docs")
    ]
    texts = {path.name: unresolved(path.read_text(encoding="utf-8")) for path in sources}
    assert {name: wrong for name, wrong in texts.items() if wrong} == {}


def test_a_reference_to_no_decision_is_found() -> None:
    assert unresolved("as it was ruled (decision 1, decision 999)") == ["999"]
