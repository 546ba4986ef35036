"""What is shown is what leaves: a figure with all that must go with it, for the screen, an export and a report."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from campaign import words
from campaign.definition import Level
from campaign.figures.drawn import Drawn
from campaign.figures.native import NativeChart
from campaign.language import formats
from campaign.serving import catalogue
from campaign.serving.selection import Selection


@dataclass(frozen=True)
class Exhibit:
    """A figure, or the same as HTML, and what is said of it.

    `key` names it within its page and in file names, `title` is its finding, `note` says measure, unit and cut-off,
    `sentence` reads it, `table` has its numbers. `figure` is None where it cannot be drawn, such as a map of units
    without boundaries. `native` is there for time series and rankings. `width` is that of HTML which is made for one,
    in CSS pixels. `brief` makes the same for a slide, where the page has more than one has room for, or another chart
    than PowerPoint can draw. `events` says what its ticks stand for, for files, where nothing hovers.

    A figure stays as it is sent; `whole` is the object, for a file.
    """

    key: str
    figure: BaseFigure | str | None
    title: str
    note: str
    sentence: str
    table: pd.DataFrame
    native: NativeChart | None = None
    width: int | None = None
    brief: "Callable[[], Exhibit] | None" = None
    events: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Write the figure as it is sent."""
        if isinstance(self.figure, go.Figure):
            object.__setattr__(self, "figure", Drawn(self.figure.to_json()))

    @property
    def whole(self) -> go.Figure | str | None:
        """The figure as an object, made anew each time, or HTML."""
        return self.figure.whole() if isinstance(self.figure, Drawn) else self.figure

    @property
    def short(self) -> "Exhibit":
        """What a slide has room for, made when it is asked for."""
        return self.brief() if self.brief else self

    @property
    def readable(self) -> pd.DataFrame:
        """The table with names in place of the ids of measures, projects, resources and regions."""
        campaign = catalogue.campaign()
        labels = {
            "measure": {measure.id: str(measure.label) for measure in campaign.measures},
            "project": {project.id: str(project.label) for project in campaign.projects},
            "resource": {one.id: str(one.label) for one in campaign.resources},
            "region": {region.id: str(region.label) for region in campaign.regions},
        }
        return self.table.assign(
            **{column: self.table[column].replace(by_id) for column, by_id in labels.items() if column in self.table}
        )


def subtitle(selection: Selection) -> str:
    """The subtitle of a figure: measure, unit, cut-off."""
    campaign = catalogue.campaign()
    return words.t(
        "screen.note",
        measure=campaign.measure[selection.measured].label,
        unit=campaign.unit[selection.unit].name,
        day=formats.day(selection.as_of),
        time=campaign.cut_off,
    )


def unit_subtitle(selection: Selection) -> str:
    """The subtitle of a figure of no measure: unit, cut-off."""
    campaign = catalogue.campaign()
    cut_off = words.t("screen.cut_off", time=campaign.cut_off, day=formats.day(selection.as_of))
    return f"{campaign.unit[selection.unit].name} · {cut_off}"


def bounded(sentence: str, drawn: object | None, level: Level | None) -> str:
    """The sentence of a map with what must be known of the boundaries of its level, where any are drawn."""
    note = level.boundaries_note if level and drawn is not None else ""
    return f"{sentence} {note}." if note else sentence


def brief(sentence: str) -> str:
    """A sentence up to its first full stop (one within a number has no blank after it), with a note of `bounded`."""
    first, _, rest = re.sub(r"(?<=\.)\s", "\n", sentence).partition("\n")
    notes = {f"{level.boundaries_note}." for level in catalogue.campaign().levels}
    return " ".join([first, *(said for said in rest.split("\n") if said in notes)])
