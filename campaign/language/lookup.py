"""Names found by what is typed of them: with diacritics or without, run together, or as initials."""

import re
from collections.abc import Mapping

from campaign.language.collation import fold


def found(typed: str, texts: Mapping[str, str]) -> list[str]:
    """Keys of the texts that have every word typed, in their order; first those that have just that, in one run.

    "bo tay", "botay" and "bt" find "Bờ Tây". Nothing typed finds everything.
    """
    whole, run = [key for key, text in texts.items() if matches(typed, text)], _run(_words(typed))
    return sorted(whole, key=lambda key: run not in _runs(_words(texts[key])))


def matches(typed: str, text: str) -> bool:
    """Whether the text has every word typed."""
    words = _words(text)
    return all(_begins(part, words) for part in _words(typed))


def _begins(part: str, words: list[str]) -> bool:
    """Whether the part is the beginning of words run together, or their initials."""
    tails = [words[start:] for start in range(len(words))]
    return any(_run(tail).startswith(part) or (len(part) > 1 and _initials(tail).startswith(part)) for tail in tails)


def _runs(words: list[str]) -> set[str]:
    """All words that follow one another, run together and as initials."""
    spans = [words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1)]
    return {write(span) for span in spans for write in (_run, _initials)}


def _run(words: list[str]) -> str:
    return "".join(words)


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
