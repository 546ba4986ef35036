"""Draws what the pages have made: the frame, findings, figures with their twin table, sentence and file."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from campaign import blocks, catalogue, columns, formats, queries, settings, store, theme, words
from campaign.definition import Level, Measure, Unit
from campaign.maps import canvas
from campaign.queries import Scope

ICON = settings.PROJECT / "static" / "icon.svg"


def frame() -> None:
    """What every page stands in: the styles of its blocks. Ends the run when there is nothing to show."""
    st.html(f"<style>{theme.css_variables()}{blocks.css()}</style>")
    if not store.published():
        st.info(words.t("screen.nothing_published"))
        st.stop()


def finding(text: str, note: str = "") -> None:
    """The page's answer in one sentence, with a quieter one below it."""
    st.html(blocks.tag("p", blocks.text(text) + (blocks.tag("small", blocks.text(note)) if note else ""), "finding"))


def strip(scope: Scope, unit: Unit, as_of: date) -> None:
    """Cut-off, completeness and origin of the figures: on every page."""
    fresh = queries.one("freshness", scope, unit=unit.code, as_of=as_of)
    campaign = catalogue.campaign()
    parts = [words.t("screen.cut_off", time=campaign.cut_off, day=formats.day(as_of)),
             words.t("screen.full_until", day=formats.day(fresh["full_until"])),
             words.t("screen.late", late=formats.number(fresh["units_late"]),
                     expected=formats.number(fresh["units_expected"]), silent=formats.number(fresh["units_silent"])),
             words.t("screen.latest", day=formats.day(fresh["cut_off"]))]
    name = blocks.tag("b", blocks.text(campaign.short_name))
    notes = name + "".join(blocks.tag("span", blocks.text(part)) for part in parts)
    badge = blocks.tag("span", blocks.text(words.t("screen.simulated")), "simulated") if fresh["simulated"] else ""
    st.html(blocks.tag("div", badge + notes, "strip"))


def block(html: str) -> None:
    """A part made in campaign.blocks."""
    st.html(html)


def chart(figure: go.Figure, title: str, note: str, sentence: str, table: pd.DataFrame, key: str) -> None:
    """A figure under its finding, read by a sentence, with its twin table and the table as a file."""
    st.subheader(title, anchor=False)
    st.caption(note)
    st.plotly_chart(figure, theme=None, config=canvas.CONFIG, key=key, alt=sentence)
    st.caption(sentence)
    twin(table, key)


def place(figure: go.Figure | None, sentence: str, table: pd.DataFrame, key: str, level: Level | None) -> None:
    """A map of the units of `level` with its sentence, the note on its boundaries and its twin table."""
    if figure is None:
        st.info(words.t("screen.no_boundaries"))
    else:
        st.plotly_chart(figure, theme=None, config=canvas.CONFIG, key=key, alt=sentence)
    st.caption(f"{sentence} {level.boundaries_note}." if figure and level.boundaries_note else sentence)
    twin(table, key)


def note(measure: Measure, unit: Unit, as_of: date) -> str:
    """The subtitle of a figure: measure, unit, cut-off."""
    return words.t("screen.note", measure=measure.label, unit=unit.name, day=formats.day(as_of),
                   time=catalogue.campaign().cut_off)


def listing(table: pd.DataFrame, title: str, key: str, note: str = "") -> None:
    """A table that is opened on demand, with its file and what must be known to read it."""
    with st.expander(title):
        if note:
            st.caption(note)
        _table(table, key)


def remark(text: str) -> None:
    """A quiet line, such as how to begin."""
    st.caption(text)


def twin(table: pd.DataFrame, key: str) -> None:
    """The numbers behind a figure, to read and to take away as CSV that opens right in Excel."""
    listing(table, words.t("screen.table"), key)


def _table(table: pd.DataFrame, key: str) -> None:
    shown = columns.shown(table)
    st.dataframe(shown, hide_index=True, key=f"{key}_table")
    st.download_button(words.t("screen.csv"), lambda: shown.to_csv(index=False).encode("utf-8-sig"),
                       file_name=f"{key}.csv", mime="text/csv", key=f"{key}_csv", on_click="ignore")
