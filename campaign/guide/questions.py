"""What programs may ask: every question of queries/*.sql from its own header, as Markdown."""

from campaign import words
from campaign.guide.markdown import cell, heading, table
from campaign.language import dictionary
from campaign.serving import queries


def questions() -> str:
    """Every question: what it answers, what it is given, what a row has."""
    parts = [words.t("guide.questions_lead")]
    for name in queries.names():
        question = queries.question(name)
        parts.append(heading(2, name, name))
        parts.append(cell(dictionary.summary(name, question.summary)))
        given = ", ".join(f"`{param}`" for param in question.params) or "–"
        parts.append(f"{words.t('guide.given')}: {given}")
        rows = [
            (f"`{column}`", kind, dictionary.column(column).unit or "–", cell(_meaning(question, column)))
            for column, kind in question.columns.items()
        ]
        head = ("column", "type", "unit", "means")
        parts.append(table([words.t(f"guide.{one}") for one in head], rows))
    return "\n\n".join(parts)


def _meaning(question: queries.Question, column: str) -> str:
    """In English what the header says of the column in this question, else what the dictionary says of it."""
    own = question.notes.get(column, "") if words.language() == words.INSTEAD else ""
    return own or dictionary.said("meaning", column)
