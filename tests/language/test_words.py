"""Every word on the screen exists in both languages, and none is left over."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path
from string import Formatter

import pytest

from campaign import settings, words
from campaign.definition import Items
from campaign.language import dictionary

USED = re.compile(r"""\bt\(\s*f?["']([a-z_]+\.[^"']*)["']""")
CARDS = Items({"vi": "thẻ", "en": "cards"}, {"en": "card"})
BLANK = "(.+)"  # what an f-string fills in


def files() -> list[Path]:
    return [
        *settings.PROJECT.glob("campaign/**/*.py"),
        *settings.PROJECT.glob("pages/*.py"),
        settings.PROJECT / "dashboard.py",
    ]


def sources() -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files())


def texts() -> tuple[set[str], set[str]]:
    """The texts in the sources: as they are, and those with something to fill in, as patterns."""
    nodes = [node for file in files() for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    plain = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    filled = {
        "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else BLANK for part in node.values)
        for node in nodes
        if isinstance(node, ast.JoinedStr)
    }
    return plain, filled


def names() -> set[str]:
    """What else a key may be built from: names of pages, fields of dataclasses, and every name in a query."""
    queries = [file.read_text(encoding="utf-8") for file in settings.PROJECT.glob("queries/**/*.sql")]
    code = (line.partition("--")[0] for query in queries for line in query.splitlines())
    pages = {file.stem for file in settings.PROJECT.glob("pages/*.py")}
    fields = set(re.findall(r"^    (\w+): ", sources(), re.MULTILINE))
    return pages | fields | {word for line in code for word in re.findall(r"\w+", line)}


def unused(keys: Iterable[str]) -> list[str]:
    """Keys that stand nowhere, and are not what an f-string makes of words that stand somewhere."""
    plain, filled = texts()
    quoted = {word for text in plain for word in re.findall(r"'(\w+)'", text)}  # in SQL
    known = plain | names() | quoted | {text.replace(" ", "_") for text in plain if text.count(" ") < 4}
    inside = [re.compile(text) for text in filled if re.fullmatch(r"[\w(.+)]+_[\w(.+)]+", text)]
    whole = [re.compile(text) for text in filled if re.match(r"[a-z_]+\\\.|\(\.\+\)\\\.[a-z_]+$", text)]
    whole += [re.compile(text.pattern.replace(BLANK, "(.+?)")) for text in whole]

    def stands(part: str) -> bool:
        found = (pattern.fullmatch(part) for pattern in inside)
        return part in known or part.isdigit() or any(hit and plain.issuperset(hit.groups()) for hit in found)

    def made(key: str) -> bool:
        return any(all(map(stands, found.groups())) for pattern in whole if (found := pattern.fullmatch(key)))

    return [key for key in keys if key not in plain and not made(key)]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_entry_has_both_languages_with_the_same_placeholders() -> None:
    for key, texts in words.catalogue().items():
        assert set(texts) == set(words.LANGUAGES), key
        assert all(texts.values()), key
        assert placeholders(texts["vi"]) == placeholders(texts["en"]), key


def test_every_key_that_is_used_exists() -> None:
    for key in USED.findall(sources()):
        pattern = re.compile(re.sub(r"\\\{[^}]*\\\}", ".+", re.escape(key)) + "$")
        assert any(pattern.match(known) for known in words.catalogue()), key


def test_every_word_is_used() -> None:
    assert unused(words.catalogue()) == []


@pytest.mark.parametrize("key", ["pace.nobody_says_this", "columns.state_nobody_says_this", "no_such_page.menu"])
def test_a_word_that_nobody_uses_is_found(key: str) -> None:
    assert unused([*words.catalogue(), key]) == [key]


def test_vietnamese_is_written_in_composed_letters() -> None:
    """A decomposed ề (e + two marks) looks the same and is found by no search."""
    import unicodedata

    for key, texts in words.catalogue().items():
        assert unicodedata.is_normalized("NFC", texts["vi"]), key


def test_a_share_is_one_word() -> None:
    """In `90 %` the sign may begin the next line, and figures have `90%`."""
    written = [
        key for key, texts in words.catalogue().items() if any(re.search(r"[\d}] %", one) for one in texts.values())
    ]
    assert written == []


def test_a_running_script_speaks_the_language_it_was_told() -> None:
    words.use("en")
    assert words.t("filters.unit") == "Unit"
    words.use("xx")
    assert words.t("filters.unit") == "Đơn vị"


def test_english_counts() -> None:
    """What is counted anywhere is counted everywhere: nowhere is there `1 units`."""
    words.use("en")
    english = {key: texts["en"] for key, texts in words.catalogue().items()}
    many = {word for text in english.values() for found in words.COUNTED.findall(text) for word in found[2].split()[:1]}
    one = {key: words.t(key, **dict.fromkeys(placeholders(text), "1")) for key, text in english.items()}
    assert "units" in many
    assert {key: said for key, said in one.items() if set(re.findall(r"\b1 (?:more )?([a-z-]+s)\b", said)) & many} == {}
    assert words.t("screen.late", late=1, expected=2, silent=0) == "Not reported: 1 of 2 units, silent: 0"


def test_what_a_campaign_counts_agrees_with_its_number() -> None:
    """Nowhere is there `1 cards`: what stands behind a number is asked for by that number."""
    words.use("en")
    said = {"measure": "Cards printed", "waiting": "1", "items": CARDS, "backlog": "a day"}
    assert ": 1 card is waiting" in words.t("pipeline.bottleneck", **said)
    assert "2 cards are waiting" in words.t("pipeline.bottleneck", **said | {"waiting": "2"})
    counted = re.compile(r"\{\w+\} (?:more |fewer )?\{(?:items|end_items|before)\}")
    assert [key for key, texts in words.catalogue().items() if counted.search(texts["en"])] == []


def test_what_has_no_singular_and_vietnamese_stay_as_they_are() -> None:
    cards, people = CARDS, Items({"vi": "người", "en": "people"})
    assert f"{cards:1}" == str(cards) == "thẻ"
    words.use("en")
    assert [f"{cards:1}", f"{cards:0}", f"{cards:1,001}", f"{people:1}"] == ["card", "cards", "cards", "people"]


def test_meanings_are_written_for_readers() -> None:
    """A meaning names other figures in words, never by their columns."""
    for name, column in dictionary.columns().items():
        for said in column.meaning.values():
            assert not {word for word in re.findall(r"\w+", said) if "_" in word or word == "null"}, name
