"""Draws what the pages have made: the frame, findings, figures with their twin table, sentence and file."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from campaign import render, settings, theme, words
from campaign.definition import DefinitionError
from campaign.figures import badge, html
from campaign.figures.exhibit import Exhibit
from campaign.language import columns, formats
from campaign.maps import browser
from campaign.serving import catalogue, queries, store
from campaign.serving.queries import Row
from campaign.serving.selection import Selection
from campaign.subjects.confirmation import exhibits as confirmation
from campaign.subjects.standing import sentences as standing_sentences
from campaign.ui import alone, choices, filters, share

LONG = 12  # rows, of a table in which one is looked for
ICON = settings.PROJECT / "static" / "icon.svg"


def look() -> None:
    """The styles of all blocks."""
    st.html(f"<style>{theme.css_variables()}{html.css()}</style>")


def frame() -> None:
    """Ends the run when there is nothing to show."""
    try:
        store.check()
        catalogue.campaign()
    except store.NothingPublishedError:
        st.info(words.t("screen.nothing_published"))
        st.stop()
    except (store.OutdatedError, store.StoreError, DefinitionError) as error:
        st.info(str(error))
        st.stop()


def finding(text: str, note: str = "", folds: bool = False) -> None:
    """The page's answer in one sentence, with quieter ones below it, of which it `folds` away all but the first."""
    st.html(html.finding(text, note, folds))


def strip(selection: Selection) -> None:
    """Cut-off, completeness and origin of the figures: on every page."""
    fresh = queries.one("freshness", selection)
    share.begin(selection, fresh)
    campaign = catalogue.campaign()
    parts = (
        *standing_sentences.freshness(fresh, selection.as_of, campaign),
        words.t("screen.latest", day=formats.day(fresh["cut_off"])),
        *filter(None, [confirmation.brief(selection)]),
    )
    name = html.tag("b", html.text(campaign.short_name))
    notes = name + "".join(html.tag("span", html.text(part)) for part in parts)
    st.html(html.tag("div", badge.simulated(fresh["simulated"]) + notes, "strip"))


def block(html: str) -> None:
    """A part made in the blocks of a subject; where it is empty, nothing."""
    if html:
        st.html(html)


def heading(text: str) -> None:
    """What the next part of a page is called. As HTML: a page that waits for Markdown draws 0.1 s later."""
    st.html(html.tag("h3", html.text(text)))


def chart(exhibit: Exhibit) -> None:
    """A figure under its finding, read by a sentence, with its twin table."""
    with alone.place(exhibit):
        st.html(html.tag("h3", html.text(exhibit.title)) + html.defined(exhibit.key) + html.note(exhibit.note))
        figure(exhibit)
        _below(exhibit)


def map_figure(exhibit: Exhibit, drill: bool = False, said: str = "") -> None:
    """A map with its sentence and its twin table. With `drill` a click or a tap on a unit opens it, and where there is
    no map that is said; beside other figures its sentence and table stand alone.

    HTML that goes along with a map that is played, `said`, stands in place of its sentence.
    """
    with alone.place(exhibit):
        if drill or exhibit.figure is not None:
            figure(exhibit, drill)
        _below(exhibit, (said or html.note(exhibit.sentence)) + html.defined(exhibit.key))


def small(exhibit: Exhibit) -> None:
    """A figure beside others, with its title and the sentence that reads it; its table stands elsewhere. Where there is
    nothing to draw, the sentence says why, and there is nothing to take away.
    """
    with alone.place(exhibit):
        st.html(html.tag("h4", html.text(exhibit.title)) + html.defined(exhibit.key))
        figure(exhibit)
        st.html(html.note(exhibit.sentence))
        if exhibit.figure != "":
            share.menu(exhibit)


def _below(exhibit: Exhibit, said: str = "") -> None:
    """What stands under a figure: the sentence that reads it, its files, the numbers behind it."""
    st.html(said or html.note(exhibit.sentence))
    share.menu(exhibit)
    if not alone.asked(exhibit):
        _opened(lambda: exhibit, exhibit.key, words.t("screen.table"))


def figure(exhibit: Exhibit, drill: bool = False) -> None:
    """The figure alone. With `drill` a click or a tap on a unit opens it."""
    if exhibit.figure is None:
        st.info(words.t("screen.no_boundaries"))
    elif isinstance(exhibit.figure, str):
        block(exhibit.figure)
    else:
        config = browser.CONFIG if render.possible() else browser.CONFIG | browser.CAMERA
        drawn, key, alt = exhibit.figure, exhibit.key, exhibit.sentence
        if drill:
            opening = partial(_open, key)
            st.plotly_chart(
                drawn, theme=None, config=config, key=key, alt=alt, selection_mode="points", on_select=opening
            )
        else:
            st.plotly_chart(drawn, theme=None, config=config, key=key, alt=alt)


def row() -> DeltaGenerator:
    """Controls beside one another; on a phone below one another."""
    return st.container(horizontal=True, vertical_alignment="bottom")


def remark(text: str) -> None:
    """A quiet line, such as how to begin."""
    st.html(html.note(text))


def _open(key: str) -> None:
    """Look at the unit that was clicked in the figure of this key."""
    points: list[Row] = st.session_state[key].selection.points
    code = browser.clicked(points)
    if code:
        filters.open_unit(code)


def listing(table: pd.DataFrame | Callable[[], pd.DataFrame], title: str, key: str, note: str = "") -> None:
    """A table with its files and what must be known to read it; written and sent only once it is opened.

    What makes it, in place of the table, is asked only then.
    """
    _opened(lambda: Exhibit(key, None, title, note, "", table() if callable(table) else table), key, title, note)


def rows(table: pd.DataFrame, title: str, key: str) -> None:
    """A table that is the page: searched, and taken away."""
    exhibit = Exhibit(key, None, title, "", "", table)
    _rows(exhibit)
    share.tables(exhibit)


def changed(units: pd.DataFrame) -> None:
    """Which units are new and which have ended, as the query changed_units gives them; nothing where none is."""
    ended = units["valid_to"].notna()
    if len(units):
        begun = (units["valid_from"].notna() & ~ended).sum()
        listing(units, words.t("screen.changed_units", begun=begun, ended=ended.sum()), key="changed_units")


def found(table: pd.DataFrame, title: str, key: str, note: str = "") -> None:
    """The same where there is any row; `title` and `note` are keys of words, of which the first takes `found`."""
    if len(table):
        listing(table, words.t(title, found=formats.number(len(table))), key, words.t(note) if note else "")


def _opened(made: Callable[[], Exhibit], key: str, title: str, note: str = "") -> None:
    box = st.expander(html.escape_markdown(title), key=f"{key}_open", on_change="rerun")
    if box.open:
        exhibit = made()
        with box:
            if note:
                st.caption(html.escape_markdown(note))
            _rows(exhibit)
            share.tables(exhibit)


@choices.fragment()
def _rows(exhibit: Exhibit) -> None:
    """The rows of a table, of a long one those that have what is typed in their words. Typing runs this alone."""
    shown = exhibit.readable
    if len(shown) > LONG and (typed := choices.search(f"{exhibit.key}_find", words.t("screen.find"))):
        shown = shown[columns.found(shown, typed)]
        if shown.empty:
            remark(words.t("screen.none_found", typed=typed))
            return
    # A value that is missing would be "None" in every language.
    st.dataframe(columns.sortable(shown), hide_index=True, placeholder=formats.MISSING, key=f"{exhibit.key}_table")
