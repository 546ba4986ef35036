"""What is shown is what leaves: a figure with all that must go with it, for the screen, an export and a report."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd
import plotly.graph_objects as go

from campaign import words
from campaign.definition import Level
from campaign.figures.drawn import Drawn
from campaign.figures.native import NativeChart
from campaign.language import formats
from campaign.serving import catalogue

Native = NativeChart  # the name that subjects still use


@dataclass(frozen=True)
class Exhibit:
    """A figure, or the same as HTML made in campaign.blocks, and what is said of it.

    `key` names it within its page and in file names, `title` is its finding, `note` says measure, unit and cut-off,
    `sentence` reads it, `table` has its numbers. `figure` is None where it cannot be drawn, such as a map of units
    without boundaries. `native` is there for time series and rankings.
    """

    key: str
    figure: go.Figure | str | None
    title: str
    note: str
    sentence: str
    table: pd.DataFrame
    native: NativeChart | None = None

    @cached_property
    def drawn(self) -> Drawn:
        """The figure as it is sent, made ready once."""
        return Drawn(self.figure)

    @cached_property
    def readable(self) -> pd.DataFrame:
        """The table with names in place of the ids of measures, projects and regions."""
        campaign = catalogue.campaign()
        named = {"measure": campaign.measures, "project": campaign.projects, "region": campaign.regions}
        return self.table.assign(
            **{
                column: self.table[column].replace({one.id: str(one.label) for one in known})
                for column, known in named.items()
                if column in self.table
            }
        )


def subtitle(unit: str, measure: str, as_of: date) -> str:
    """The subtitle of a figure: measure, unit, cut-off."""
    campaign = catalogue.campaign()
    return words.t(
        "screen.note",
        measure=campaign.measure[measure].label,
        unit=campaign.unit[unit].name,
        day=formats.day(as_of),
        time=campaign.cut_off,
    )


def bounded(sentence: str, figure: go.Figure | None, level: Level | None) -> str:
    """The sentence of a map with what must be known of the boundaries of its level, where any are drawn."""
    return sentence if figure is None or not level.boundaries_note else f"{sentence} {level.boundaries_note}."
