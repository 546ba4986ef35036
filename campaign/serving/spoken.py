"""Names in the campaign's languages: a query is written for Vietnamese and English, and asks for those there are.

What a file of queries/ says of `…_vi` it says of every language of the campaign but English, of `…_en` of English, if
that is one: a line for each. In a header a pair `name_vi name_en` stands on one line.
"""

import re

PAIR = re.compile(r"\b(\w+)_vi( )\1_en\b")
ONE = re.compile(r"(?<=[a-z])_(vi|en)\b")
PROSE = re.compile(r"--(?! \w+_(vi|en)  )")  # a line of a header, unless it is about one such column


def pairs(text: str, languages: tuple[str, ...]) -> str:
    """A list of columns with each pair in the campaign's languages."""
    return PAIR.sub(lambda found: " ".join(f"{found[1]}_{one}" for one in _ordered(languages)), text)


def spread(sql: str, languages: tuple[str, ...]) -> str:
    """A query for the campaign's languages, its header too."""
    lines: list[str] = []
    for line in pairs(sql, languages).splitlines():
        said = None if PROSE.match(line) else ONE.search(line)
        if said is None or (said[1] == "en" and "en" in languages):
            lines.append(line)
        elif said[1] == "vi":
            lines += [ONE.sub(f"_{one}", line) for one in _ordered(languages) if one != "en"]
        elif not line.endswith(","):  # the last of a list
            lines[-1] = lines[-1].removesuffix(",")
    return "\n".join(lines) + "\n"


def _ordered(languages: tuple[str, ...]) -> list[str]:
    """English last, as in the files."""
    return sorted(languages, key=lambda one: one == "en")
