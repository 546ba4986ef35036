"""Every word on the screen exists in both languages, and none is left over."""

import re
from string import Formatter

from campaign import settings, words

USED = re.compile(r"""\bt\(\s*f?["']([a-z_]+\.[^"']*)["']""")


def sources() -> str:
    files = [
        *settings.PROJECT.glob("campaign/**/*.py"),
        *settings.PROJECT.glob("pages/*.py"),
        settings.PROJECT / "dashboard.py",
    ]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


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


def test_vietnamese_is_written_in_composed_letters() -> None:
    """A decomposed ề (e + two marks) looks the same and is found by no search."""
    import unicodedata

    for key, texts in words.catalogue().items():
        assert unicodedata.is_normalized("NFC", texts["vi"]), key


def test_a_running_script_speaks_the_language_it_was_told() -> None:
    words.use("en")
    assert words.t("filters.unit") == "Unit"
    words.use("xx")
    assert words.t("filters.unit") == "Đơn vị"
