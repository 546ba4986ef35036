"""How the help is laid out: MkDocs with the theme Material, without any request to another machine."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from campaign import settings, words
from campaign.figures.html import HELP

FOLDER = settings.PROJECT / "build" / "help"  # where it is made, and served from
PICTURES = settings.PROJECT / "build" / "pictures"  # of the demonstration, which the browser tests take
GUIDE = settings.PROJECT / "docs" / "guide"
THEME = GUIDE / "theme"
READERS = ("index", "leader", "chief", "staff", "administrator", "engineer")
MADE = ("figures", "words", "messages", "files", "questions")
# Documents of the project that are read as they are, in English.
REFERENCE = {
    "tutorial": "docs/tutorial.md",
    "method": "docs/method.md",
    "cleansing": "docs/cleansing.md",
    "office": "docs/office.md",
    "api": "docs/api.md",
    "data": "data/README.md",
    "deployment": "deploy/README.md",
    "safety": "docs/safety.md",
    "scale": "docs/scale.md",
    "benchmarks": "docs/benchmarks.md",
    "architecture": "ARCHITECTURE.md",
    "contributing": "CONTRIBUTING.md",
    "decisions": "docs/decisions.md",
    "changes": "CHANGELOG.md",
}
WORD = re.compile(r"\{\{([a-z_.]+)\}\}")
SHOT = re.compile(r"^!\[[^\]]*\]\(pictures/([\w-]+)\.png\)\n\n?", re.M)


def configuration(language: str, folder: Path) -> dict[str, Any]:
    """What MkDocs is told of the help in a language, made in a folder."""
    words.use(language)
    nav: list[Any] = [{words.t(f"guide.page_{name}"): f"{name}.md"} for name in (*READERS, *MADE)]
    if language == words.INSTEAD:
        nav.append({words.t("guide.reference"): [f"reference/{name}.md" for name in REFERENCE]})
    return {
        "site_name": words.t("guide.name"),
        "docs_dir": str(folder / "docs"),
        "site_dir": str(folder.parent / "site" / language),
        "nav": nav,
        "theme": {
            "name": "material",
            "language": language,
            "font": False,
            "custom_dir": str(THEME),
            "favicon": "assets/icon.svg",
            "icon": {"logo": "material/help-circle-outline"},
            "features": ["navigation.top", "toc.follow", "search.suggest"],
        },
        "extra_css": ["assets/help.css"],
        "extra": {
            "generator": False,
            "alternate": [
                {"name": name, "link": f"{HELP}/{one}/", "lang": one} for one, name in words.LANGUAGES.items()
            ],
        },
        "plugins": [{"search": {"lang": language}}],
        "markdown_extensions": ["admonition", "attr_list", "tables", "fenced_code", {"toc": {"permalink": True}}],
        "validation": {"links": {"absolute_links": "ignore", "anchors": "warn"}},
    }


def reference(folder: Path) -> None:
    """The project's own documents, and the pictures in them."""
    folder.mkdir()
    for name, source in REFERENCE.items():
        shutil.copy(settings.PROJECT / source, folder / f"{name}.md")
    shutil.copytree(settings.PROJECT / "docs" / "tutorial", folder / "tutorial")


def shots(pictures: Path, language: str) -> Iterator[Path]:
    """The pictures of pages that there are, in a language."""
    yield from sorted(pictures.glob(f"help-*-{language}.png"))


def filled(page: str, pictures: set[str]) -> str:
    """A page with what the screen says in place of `{{overview.menu}}`, and without pictures that nobody has taken.

    KeyError for a word that there is not, in the language in use.
    """
    page = SHOT.sub(lambda found: found[0] if found[1] in pictures else "", page)
    return WORD.sub(lambda found: words.said(found[1], words.language()), page)
