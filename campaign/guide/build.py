"""Makes the help, once: `python -m campaign.guide.build`. The dashboard serves it at /help.

It is made anew when anything changes of which it is made: the pages for readers in `docs/guide/`, the words, the
dictionary, the questions, the contracts, the campaign's definition, pictures of the pages.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from campaign import definition, settings, words
from campaign.guide import figures, files, messages, questions, site

SOURCES = ("docs/**/*", "queries/*", "*.md", "data/README.md", "deploy/README.md")
PROGRAM = ("words/*.toml", "guide/*.py", "ingest/*.py")
SIGNATURE = "signature"


class HelpError(Exception):
    """The help cannot be made; the message has what the tool said."""


def build(target: Path = site.FOLDER, pictures: Path = site.PICTURES) -> bool:
    """Write the help in both languages unless it is up to date; returns whether it was written.

    DefinitionError for a campaign that cannot be read, HelpError where the tool refuses a page.
    """
    signature = _signature(pictures)
    if (made := target / SIGNATURE).exists() and made.read_text(encoding="utf-8") == signature:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".help-") as made_in:
        folder = Path(made_in)
        made_of = [_sources(folder / language, language, pictures) for language in words.LANGUAGES]
        running = [_started(configuration) for configuration in made_of]
        for process in running:
            said, _ = process.communicate()
            if process.returncode:
                raise HelpError(said)
        whole = folder / "site"
        (whole / SIGNATURE).write_text(signature, encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        whole.rename(target)
    return True


def pages(language: str) -> dict[str, str]:
    """The pages that the program writes itself, as Markdown, by the names of their files."""
    words.use(language)
    campaigns = [definition.load(home) for home in settings.homes()]
    made = {
        "figures": figures.figures(),
        "words": figures.dictionary_page(),
        "messages": messages.messages(),
        "files": files.files(campaigns),
        "questions": questions.questions(),
    }
    return {name: f"# {words.t(f'guide.page_{name}')}\n\n{text}\n" for name, text in made.items()}


def _sources(folder: Path, language: str, pictures: Path) -> Path:
    """Lay out what the site of a language is made of; returns its configuration."""
    docs = folder / "docs"
    shutil.copytree(site.GUIDE / language, docs)
    for name, text in pages(language).items():
        (docs / f"{name}.md").write_text(text, encoding="utf-8")
    shots = [*site.shots(pictures, language)]
    for shot in shots:
        (docs / "pictures").mkdir(exist_ok=True)
        shutil.copy(shot, docs / "pictures")
    for page in docs.glob("*.md"):
        page.write_text(site.filled(page.read_text(encoding="utf-8"), {shot.stem for shot in shots}), "utf-8")
    shutil.copytree(settings.PROJECT / "static" / "fonts", docs / "assets" / "fonts")
    shutil.copy(settings.PROJECT / "static" / "icon.svg", docs / "assets")
    if language == words.INSTEAD:
        site.reference(docs / "reference")
    configuration = folder / "mkdocs.yml"  # JSON is YAML
    configuration.write_text(json.dumps(site.configuration(language, folder), ensure_ascii=False), encoding="utf-8")
    return configuration


def _started(configuration: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--config-file", str(configuration)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"},
    )


def _signature(pictures: Path) -> str:
    """Of all that the help is made of."""
    whole = hashlib.sha256()
    definitions = (home / "campaign.toml" for home in settings.homes())
    for path in [*_files(), *definitions, *sorted(pictures.glob("help-*.png"))]:
        whole.update(f"{path.name}\0".encode() + path.read_bytes())
    return whole.hexdigest()


def _files() -> Iterator[Path]:
    for folder, patterns in ((settings.PROJECT, SOURCES), (settings.HERE, PROGRAM)):
        for pattern in patterns:
            yield from (path for path in sorted(folder.glob(pattern)) if path.is_file())


def main() -> None:
    """What `make run` calls: the dashboard runs without the help as well, and says that it is not there."""
    try:
        build()
    except (definition.DefinitionError, HelpError, OSError) as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
