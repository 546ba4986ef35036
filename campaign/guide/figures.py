"""Every figure of the pages and every column of the dictionary, as Markdown."""

from collections.abc import Sequence
from itertools import groupby

from campaign import words
from campaign.guide.markdown import cell, heading, table
from campaign.language import dictionary
from campaign.subjects.method.blocks import FIGURES


def figures() -> str:
    """Every figure: what it shows, what each of its numbers means. Its key is its anchor: the "?" leads there."""
    parts = [words.t("guide.figures_lead")]
    for page, entries in groupby(dictionary.figures().items(), lambda entry: entry[1].page):
        parts.append(heading(2, words.t(f"{page}.menu"), f"page-{page}"))
        for key, figure in entries:
            parts += [heading(3, words.either(figure.label), key), words.either(figure.meaning)]
            if figure.columns:
                parts.append("\n".join(f"- {_said(column)}" for column in figure.columns))
    return "\n\n".join(parts)


def dictionary_page() -> str:
    """The figures that decide first, then every column by its label."""
    parts = [words.t("guide.words_lead"), heading(2, words.t("method.figures"), "first"), _table(FIGURES)]
    known = sorted(dictionary.columns(), key=lambda name: dictionary.said("label", name).casefold())
    return "\n\n".join([*parts, heading(2, words.t("guide.all_words"), "all"), _table(known)])


def _table(names: Sequence[str]) -> str:
    rows = [
        (f"**{cell(dictionary.said('label', name))}**", f"`{name}`", cell(dictionary.said("meaning", name)))
        for name in names
    ]
    return table((words.t("guide.word"), words.t("guide.column"), words.t("guide.means")), rows)


def _said(column: str) -> str:
    return f"**{cell(dictionary.said('label', column))}**: {cell(dictionary.said('meaning', column))}"
