"""The formats of a letter, and many letters as one file."""

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from campaign import words
from campaign.report.letters import Letter, docx, pdf
from campaign.report.writers import FORMATS as OF_A_REPORT


@dataclass(frozen=True)
class Format:
    """A format: the end of its file's name, its type, and who writes it."""

    suffix: str
    mime: str
    write: Callable[[Letter], bytes]


FORMATS = {
    "docx": Format(OF_A_REPORT["docx"].suffix, OF_A_REPORT["docx"].mime, docx.write),
    "pdf": Format(OF_A_REPORT["pdf"].suffix, OF_A_REPORT["pdf"].mime, pdf.write),
}


def file(letters: Iterable[Letter], form: str) -> bytes:
    """A file for each letter, in the language in which it was made; of several one ZIP."""
    chosen, made = FORMATS[form], {}
    for letter in letters:
        words.use(*letter.report.speaking)
        made[letter.name + chosen.suffix] = chosen.write(letter)
    if len(made) == 1:
        return next(iter(made.values()))
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as folder:  # they are compressed already
        for name in sorted(made):
            folder.writestr(name, made[name])
    return whole.getvalue()
