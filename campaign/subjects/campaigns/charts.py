"""Courses of campaigns of any length and size, laid over one another by share of time and of target."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from campaign import theme, words
from campaign.figures import axes, hover, lines
from campaign.language import formats

TENTHS = np.arange(1, 11) / 10
COLOURS = (theme.ACCENT, theme.BEHIND)
LONGEST = 1.5  # share of the time until which a line is drawn


@dataclass(frozen=True)
class Course:
    """`passed` are shares of the time from start to deadline, `done` the share of the target at each; of equal length.

    Time goes on beyond 1 where work did.
    """

    name: str
    passed: np.ndarray
    done: np.ndarray
    simulated: bool = False

    def at(self, share: float) -> float:
        """Share of the target that was done when a share of the time had passed; NaN of what nobody told of yet."""
        if not len(self.passed) or share > self.passed[-1] + 1e-9:
            return float("nan")
        before = np.flatnonzero(self.passed <= share + 1e-9)
        return float(self.done[before[-1]]) if len(before) else 0.0


def tenths(courses: Sequence[Course]) -> pd.DataFrame:
    """A row for each tenth of the time: `passed`, and a column of shares for each course, by its place."""
    shares = {f"done_{place}": [one.at(share) for share in TENTHS] for place, one in enumerate(courses)}
    return pd.DataFrame({"passed": TENTHS} | shares)


def beside(courses: Sequence[Course]) -> go.Figure:
    """A line for each, in its colour of COLOURS; deadline and target are at 100 %."""
    figure = theme.figure(words.language(), height=360, margin={"l": 8, "r": 24, "t": 24, "b": 8})
    for one, colour in zip(courses, COLOURS, strict=False):
        shown = (one.passed >= 0) & (one.passed <= LONGEST)
        figure.add_scatter(
            x=one.passed[shown],
            y=one.done[shown],
            mode="lines",
            name=one.name,
            line=lines.Look(colour, 2.5).plotly(),
            text=[
                f"{words.t('campaigns.of_time', share=formats.percent(x, 0))}<br><b>{formats.percent(y)}</b>"
                for x, y in zip(one.passed[shown], one.done[shown], strict=True)
            ],
            hovertemplate=hover.named(one.name),
        )
    most = max([1.0, *(one.done[one.passed <= LONGEST].max(initial=0) for one in courses)])
    figure.update_xaxes(range=[0, max([1.0, *(min(one.passed.max(initial=0), LONGEST) for one in courses)])])
    figure.update_xaxes(**axes.percents((0, 0.5, 1, LONGEST)))
    figure.update_yaxes(range=[0, most * 1.05], **axes.percents((0, 0.25, 0.5, 0.75, 1)))
    figure.add_shape(type="line", x0=1, x1=1, y0=0, y1=1, yref="paper", line={"color": theme.MUTED, "dash": "dash"})
    lines.across(figure, 1)
    axes.name(figure, words.t("campaigns.of_target"), 2)
    return figure
