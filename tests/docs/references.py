"""What the documents name in backticks, and whether the project has it."""

import re
import subprocess
from functools import cache
from pathlib import Path

from campaign import settings

DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
DOCUMENTS += [f"{folder}/*.md" for folder in ("docs", "deploy", "data", "geo")]
# Made when the program runs, written by whoever installs it, or there once it is packed.
MADE = ("data/inbox", "data/vault", "data/store", "data/roster.toml", "data/audit", ".streamlit/secrets.toml", "build/")
MADE += ("campaign/project/", "./install")
SOURCE = (".py", ".sql", ".css", ".js", ".typ", ".md")
PLACEHOLDER = re.compile(r"[A-Z]{2,}|…|<|\$")


@cache
def files() -> frozenset[str]:
    """Every file of the project, and every folder with a slash at its end."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=settings.PROJECT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    there = {name for name in listed if name and (settings.PROJECT / name).exists()}
    return frozenset(there | {f"{folder}/" for name in there for folder in map(str, Path(name).parents)})


def documents() -> list[Path]:
    """The documents that a reader opens."""
    return sorted(path for name in DOCUMENTS for path in settings.PROJECT.glob(name))


def named(text: str) -> list[str]:
    """The paths and modules that a text names in backticks, outside its code blocks."""
    prose = re.sub(r"^ *```.*?^ *```", "", text, flags=re.M | re.S)
    return [name for name in re.findall(r"`([^`\n]+)`", prose) if _path(name) or _module(name)]


def missing(name: str, document: Path) -> bool:
    """Whether the project lacks what a document calls `name`: a path from its root or beside it, or a module."""
    if _module(name):
        parts = name.split(".")
        modules = ["/".join(parts[:end]) for end in range(2, len(parts) + 1)]
        return f"{modules[-1]}/" not in files() and not any(f"{module}.py" in files() for module in modules)
    path = name.split("::")[0]
    beside = str(document.parent.relative_to(settings.PROJECT) / path)
    bare = "/" not in path and any(Path(one).name == path for one in files())
    return not (bare or {path, f"{path}/", beside, f"{beside}/"} & files() or any(settings.PROJECT.glob(path)))


def _path(name: str) -> bool:
    """Whether it is a path of the project: from one of its top folders, or a file of source."""
    if PLACEHOLDER.search(name.replace("README", "").replace("ARCHITECTURE", "")) or " " in name or name in MADE:
        return False
    if name.startswith(MADE):
        return False
    tops = {one.split("/")[0] for one in files() if "/" in one}
    return ("/" in name and name.split("/")[0] in tops) or ("/" not in name and name.endswith(SOURCE))


def _module(name: str) -> bool:
    return bool(re.fullmatch(r"(campaign|pages|bench|tests)(\.[a-z_]+)+", name)) and not name.endswith((".toml", ".py"))
