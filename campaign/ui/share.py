"""The menu under every figure and table: its files, the link to this very view, the sentence that reads it."""

from collections.abc import Callable
from contextvars import ContextVar

import streamlit as st

from campaign import export, render, words
from campaign.export import Format, Origin
from campaign.figures.exhibit import Exhibit
from campaign.people import audit
from campaign.people.roster import Reader
from campaign.serving import catalogue
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.ui import access, filters

_shown: ContextVar[tuple[Selection, Row]] = ContextVar("shown")


def begin(selection: Selection, fresh: Row) -> None:
    """From here on this script shows figures of this selection; `fresh` is its row of the query freshness."""
    _shown.set((selection, fresh))


def menu(exhibit: Exhibit) -> None:
    """One button under a figure; what it opens is written, and a file made, only once it is asked for."""
    box = st.popover(words.t("export.menu"), type="tertiary", key=f"{exhibit.key}_share", on_change="rerun")
    if box.open:
        with box:
            origin = _origin()
            if exhibit.figure is not None:
                _pictures(exhibit, origin)
            _buttons("tables", exhibit, origin, export.TABLES, "share")
            _to_copy(words.t("export.link_to"), origin.link)
            if exhibit.sentence:
                _to_copy(words.t("export.sentence"), exhibit.sentence)


def tables(exhibit: Exhibit) -> None:
    """The files of a table, beside it."""
    _buttons("tables", exhibit, _origin(), export.TABLES, "table")


def _pictures(exhibit: Exhibit, origin: Origin) -> None:
    if render.possible():
        _buttons("pictures", exhibit, origin, export.PICTURES, "share")
        if not isinstance(exhibit.figure, str):
            _buttons("shapes", exhibit, origin, export.SHAPES, "share")
        return
    st.caption(words.t("render.no_chrome"))
    if not isinstance(exhibit.figure, str):
        st.caption(words.t("export.figure_alone"))


def _buttons(heading: str, exhibit: Exhibit, origin: Origin, offered: dict[str, Format], where: str) -> None:
    """A button for each format, which is called the same in every language; the heading says what they give."""
    failed, reader = st.session_state.setdefault("not_made", {}), access.reader()
    if exhibit.key in failed:
        st.caption(words.t("export.not_made", reason=failed.pop(exhibit.key)))
    st.caption(words.t(f"export.{heading}"))
    with st.container(horizontal=True):
        for name, form in offered.items():
            st.download_button(
                form.label,
                _later(exhibit, origin, form, reader, failed),
                mime=form.mime,
                file_name=export.file_name(exhibit, origin, form),
                on_click="ignore",
                key=f"{exhibit.key}_{where}_{name}",
            )


def _later(
    exhibit: Exhibit, origin: Origin, form: Format, reader: Reader, failed: dict[str, str]
) -> Callable[[], bytes]:
    """Makes the file once the reader asks for it, and writes down that it left.

    Streamlit does so in a thread that knows nothing of this run. A reason why there is no file is left in `failed`,
    because Streamlit tells its own sentence.
    """
    language = words.language()

    def make() -> bytes:
        words.use(language)
        try:
            made = form.make(exhibit, origin)
        except render.RenderError as error:
            failed[exhibit.key] = str(error)
            raise
        audit.record(
            reader.subject,
            reader.role,
            "export",
            file=export.file_name(exhibit, origin, form),
            unit=origin.unit,
            as_of=f"{origin.as_of}",
            snapshot=origin.snapshot,
        )
        return made

    return make


def _to_copy(label: str, text: str) -> None:
    st.caption(label)
    st.code(text, language=None, wrap_lines=True)


def _origin() -> Origin:
    (selection, fresh), campaign = _shown.get(), catalogue.campaign()
    return Origin(
        str(campaign.name),
        selection.unit,
        campaign.cut_off,
        selection.as_of,
        fresh["snapshot"],
        fresh["simulated"],
        filters.address(selection),
        access.whose(),
    )
