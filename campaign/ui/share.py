"""The menu under every figure and table: its files, the link to this very view, the sentence that reads it."""

from base64 import b64encode
from collections.abc import Callable
from contextvars import ContextVar
from urllib.parse import urlencode

import streamlit as st

from campaign import export, render, settings, words
from campaign.export import Format, Look, Origin
from campaign.figures import badge, html
from campaign.figures.exhibit import Exhibit
from campaign.people import audit
from campaign.people.roster import Reader
from campaign.report import pptx, writers
from campaign.serving import catalogue
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.ui import access, alone, filters

SLIDE = Format("PowerPoint (PPTX)", ".pptx", writers.FORMATS["pptx"].mime, pptx.one)

_shown: ContextVar[tuple[Selection, Row]] = ContextVar("shown")


def begin(selection: Selection, fresh: Row) -> None:
    """From here on this script shows figures of this selection; `fresh` is its row of the query freshness."""
    _shown.set((selection, fresh))


def menu(exhibit: Exhibit) -> None:
    """One button under a figure; what it opens is written, and a file made, only once it is asked for.

    Under one that is seen alone its source, and the way to its page.
    """
    if alone.asked(exhibit):
        _source(_origin())
        return
    box = st.popover(words.t("export.menu"), type="tertiary", key=f"{exhibit.key}_share", on_change="rerun")
    if box.open:
        with box:
            origin = _origin()
            if exhibit.figure is not None:
                _pictures(exhibit, origin)
            slide = {"pptx": SLIDE} if export.shapes(exhibit) else {}
            _buttons("editable" if slide else "tables", exhibit, origin, slide | export.TABLES, "share")
            _to_copy(words.t("export.link_to"), origin.link)
            if exhibit.figure is not None and settings.frame_ancestors():
                _to_copy(words.t("export.only"), f"{origin.link}&{alone.KEY}={exhibit.key}")
            if exhibit.sentence:
                _to_copy(words.t("export.sentence"), exhibit.sentence)


def card(make: Callable[[], Exhibit], title: str) -> None:
    """A button with the `title`, and in it, made once it is opened, an exhibit to send on as a picture."""
    box = st.popover(title, type="tertiary", key="card", on_change="rerun")
    if box.open:
        with box:
            exhibit = make()
            _pictures(exhibit, _origin())
            st.html(f"{exhibit.figure}")


def tables(exhibit: Exhibit) -> None:
    """The files of a table, beside it."""
    _buttons("tables", exhibit, _origin(), export.TABLES, "table")


def _source(origin: Origin) -> None:
    whole = st.query_params.to_dict()
    del whole[alone.KEY]
    link = html.tag("a", html.text(words.t("export.whole")), href=f"?{urlencode(whole)}", target="_blank")
    st.html(
        html.tag("p", badge.simulated(origin.simulated) + html.tag("span", html.text(origin.line())) + link, "strip")
    )


def _pictures(exhibit: Exhibit, origin: Origin) -> None:
    """How the picture is to look, a button for each kind of it, and one that shows it to be copied."""
    if not render.possible():
        st.caption(words.t("render.no_chrome"))
        if not isinstance(exhibit.figure, str):
            st.caption(words.t("export.figure_alone"))
        return
    look = _look(exhibit)
    _buttons("pictures", exhibit, origin, export.pictures_of(look), "share")
    if st.button(words.t("export.copy"), key=f"{exhibit.key}_copy"):
        _copied(exhibit, origin, look)


def _look(exhibit: Exhibit) -> Look:
    """What the reader wants the picture to look like."""
    shapes, shape = export.shapes(exhibit), ""
    if shapes:
        names = {"": words.t("export.as_seen")} | {shape: shape for shape in shapes}
        shape = (
            st.segmented_control(
                words.t("export.shape"), names, format_func=names.__getitem__, key=f"{exhibit.key}_shape", default=""
            )
            or ""
        )
    with st.container(horizontal=True):
        bare = st.checkbox(words.t("export.untitled"), key=f"{exhibit.key}_untitled")
        grey = st.checkbox(words.t("export.grey"), key=f"{exhibit.key}_grey")
    return Look(shape, not bare, grey)


def _copied(exhibit: Exhibit, origin: Origin, look: Look) -> None:
    """The picture, which front/page.js puts on the clipboard where the browser lets it."""
    try:
        with st.spinner(words.t("export.drawing")):
            picture = export.pictures_of(look)["png"].make(exhibit, origin)
    except render.RenderError as error:
        st.caption(str(error))
        return
    _left(origin, f"{exhibit.key} (clipboard)", access.reader())
    image = html.tag("img", src=f"data:image/png;base64,{b64encode(picture).decode()}", alt=exhibit.sentence)
    said = html.tag("p", html.text(words.t("export.to_copy")), data_done=words.t("export.copied"))
    st.html(html.tag("div", image + said, "copied"))


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
    speaking, home = words.speaking(), settings.home()

    def make() -> bytes:
        settings.follow(home)
        words.use(*speaking)
        try:
            made = form.make(exhibit, origin)
        except render.RenderError as error:
            failed[exhibit.key] = str(error)
            raise
        _left(origin, export.file_name(exhibit, origin, form), reader)
        return made

    return make


def _left(origin: Origin, file: str, reader: Reader) -> None:
    audit.record(
        reader.subject,
        reader.role,
        "export",
        file=file,
        unit=origin.unit,
        as_of=f"{origin.as_of}",
        snapshot=origin.snapshot,
    )


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
