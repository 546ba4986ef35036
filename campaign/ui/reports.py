"""The reports page: the report the reader looks at, and its files, each made when it is asked for."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from campaign import settings, words
from campaign.people import audit
from campaign.report import Report, Section, content, html
from campaign.report.letterhead import roman
from campaign.report.writers import FORMATS
from campaign.serving import store
from campaign.serving.selection import Selection
from campaign.ui import access, filters

__all__ = ["FORMATS", "offer", "read", "report"]


def report(selection: Selection) -> Report:
    """The report on a unit for this reader; its link opens the view it was made from."""
    made = content.report(selection, filters.address(selection))
    return replace(made, reader=access.whose())


def offer(report: Report, form: str) -> None:
    """A button that makes the file, writes down that it left, and sends it; it turns while it is made."""
    chosen = FORMATS[form]
    name = chosen.name(report)
    make = written_down(partial(chosen.file, report), name, report.unit.code, f"{report.as_of}")
    st.download_button(
        words.t(f"report.form_{form}"),
        make,
        file_name=name,
        mime=chosen.mime,
        key=f"take_{form}",
        on_click="ignore",
        help=words.t(f"report.help_{form}"),
    )


def written_down(make: Callable[[], bytes], file: str, unit: str, as_of: str) -> Callable[[], bytes]:
    """The same, after which stands in the audit log that the file left."""
    reader, snapshot, home = access.reader(), store.version(), settings.home()

    def made() -> bytes:
        settings.follow(home)
        content = make()
        audit.record(reader.subject, reader.role, "export", file=file, unit=unit, as_of=as_of, snapshot=snapshot)
        return content

    return made


def read(report: Report) -> str:
    """The report's text as HTML."""
    return html.page(
        (f"{roman(position)}. {section.title}", section.paragraphs, section.points, _besides(section))
        for position, section in enumerate(report.sections, start=1)
    )


def _besides(section: Section) -> str:
    """Titles of the figures, charts and tables that stand in the files only."""
    titles = [exhibit.title for exhibit in (*section.exhibits, *section.charts)]
    titles += [table.title for table in section.tables]
    return words.t("report.besides", titles="; ".join(titles)) if titles else ""
