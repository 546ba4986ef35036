"""A letter as PDF: the same text as in Word."""

from dataclasses import asdict

from campaign import words
from campaign.report import pdf, typeset
from campaign.report.letterhead import dated
from campaign.report.letters import Field, Letter


def write(letter: Letter) -> bytes:
    """The letter as PDF."""
    data = pdf.about(letter.report) | {
        "words": {word: words.t(f"report.{word}") for word in pdf.WORDS},
        "head": asdict(letter.head) if letter.head else None,
        "dated": dated(letter.report),
        "about": letter.about,
        "to": words.t("letters.to", to=letter.to),
        "body": [[_part(part) for part in paragraph] for paragraph in letter.body],
        "table": pdf.rows(letter.table, letter.table.title) if letter.table else None,
    }
    return typeset.pdf("letter.typ", data, pdf.codes(letter.report))


def _part(part: str | Field) -> typeset.Data:
    """A piece of text, and whether staff fill it in."""
    return {"text": part.text, "fill": True} if isinstance(part, Field) else {"text": part, "fill": False}
