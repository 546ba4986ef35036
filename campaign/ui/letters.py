"""The letters on the reports page: to whom, of which kind, each made when it is asked for."""

import streamlit as st

from campaign import words
from campaign.figures import html
from campaign.report.letters import KINDS, OWNERS, content, writers
from campaign.serving import catalogue
from campaign.serving.selection import Selection
from campaign.ui import choices, filters, screen
from campaign.ui.reports import written_down

EACH = "each"  # to whom: one letter to everybody listed
WIDE = 420  # px, of a list


def offer(selection: Selection) -> None:
    """Choose a kind of letter and to whom it goes, and take it away; lists are asked for once a kind is chosen."""
    screen.block(html.tag("h3", html.text(words.t("letters.title"))))
    screen.remark(words.t("letters.about"))
    kinds = {kind: words.t(f"letters.kind_{kind}") for kind in KINDS if kind != OWNERS or _connects()}
    with screen.row():
        kind = choices.dropdown("letter", {"": words.t("letters.choose")} | kinds, WIDE)
        names = content.names(selection, kind) if kind else {}
        to = {"": words.t("letters.one_list"), EACH: words.t("letters.each")} | names
        code = choices.dropdown("letter_to", to, WIDE) if names else ""
    if kind and not names:
        screen.remark(words.t("letters.nobody"))
    elif kind:
        with screen.row():
            for form in writers.FORMATS:
                _button(selection, kind, list(names) if code == EACH else [code], form)


def _button(selection: Selection, kind: str, codes: list[str], form: str) -> None:
    """A button that makes the letters, writes down that they left, and sends them: of several one ZIP."""
    link, speaking = filters.address(selection), words.speaking()
    first, chosen = content.letter(selection, kind, codes[0], link), writers.FORMATS[form]
    many = len(codes) > 1
    name = (
        f"{words.t('letters.file')}_{kind}_{selection.unit}_{selection.as_of}_{form}.zip"
        if many
        else f"{first.name}{chosen.suffix}"
    )

    def make() -> bytes:
        words.use(*speaking)
        return writers.file((content.letter(selection, kind, code, link) for code in codes), form)

    st.download_button(
        words.t(f"letters.form_{form}"),
        written_down(make, name, selection.unit, f"{selection.as_of}"),
        file_name=name,
        mime="application/zip" if many else chosen.mime,
        key=f"letter_{form}",
        on_click="ignore",
    )


def _connects() -> bool:
    return bool(catalogue.campaign().connections)
