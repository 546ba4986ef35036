"""Names of lines, written beside them where nothing else stands.

Whoever writes does not know how large a figure will be drawn. So a place is judged in the smallest rooms there are: as
a name hangs from a point of its line and keeps its size, it is within the same place in any larger one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from campaign import theme
from campaign.figures import annotations

LETTER, TALL = 7, 18  # px, of a name: a letter of 12 px with a little to spare, and a line with its margin
ROOMS = 220, 290, 550, 1100  # px, plots: in a window of 320, of 390, in a report, in a window of 1920
PRINTED = 235  # px, the height of a figure in a report
BELOW = 30  # px, of what is written below a plot
EDGE = 16  # px that a name may pass the end of the plot: every figure with days has that much beside it
OVER = 6  # px that its box may pass the top: the letters of what stands above begin 4 px higher than the plot ends
PLACES, COLUMNS = 20, 60  # along a line, and across the plot
NEAR, *_ = AWAY = 3, 6, 9, 17  # px from the point that a name hangs from
# Sides of a point: right of it, left, in the middle, and above, below, beside it; with how far from it, in pixels.
SIDES = tuple(
    (x, y, away)
    for x, y, away in product((0, -1, -0.5), (0, -1, -0.5), AWAY)
    if (x, y) != (-0.5, -0.5) and (away == NEAR or y != -0.5)
)
ANCHORS_X, ANCHORS_Y = {0: "left", -1: "right", -0.5: "center"}, {0: "bottom", -1: "top", -0.5: "middle"}
BREAK, LONG = "<br>", 12  # letters, of names that may be broken
CLEAR = 30  # px; farther from other lines is no clearer
# What a name may least lie on: what cannot be read then, what cuts it, what it hides a part of.
UNREADABLE, CUT, HIDDEN = 100, 20, 4
ASTRAY = 3  # px beyond the end of its line, for each of which a name is to blame by one
FAR = 9  # px from its point, beyond which it is the same
NOWHERE = 2 * CUT  # cut in two of the rooms wherever it stands: a name is left out, the sentence below has it
BROKEN = 9  # a name in two lines: rather than cut in any room or hiding something in all


@dataclass(frozen=True)
class Plot:
    """What a figure has drawn, in shares of its axes: lines by column, points, days, and names in pixels of a room."""

    wide: int
    tall: float
    lines: list[np.ndarray]
    points: np.ndarray
    days: np.ndarray
    heights: np.ndarray
    names: list[np.ndarray] = field(default_factory=list)

    def boxes(self, at: np.ndarray, name: str) -> np.ndarray:
        """Left, right, foot, head in pixels: for each point of `at` and each of SIDES."""
        long, tall = max(map(len, name.split(BREAK))) * LETTER, TALL * len(name.split(BREAK))
        sides = np.array(SIDES)
        left = at[:, 0:1] * self.wide + sides[:, 0] * long + sides[:, 2] * (2 * sides[:, 0] + 1)
        foot = at[:, 1:2] * self.tall + sides[:, 1] * tall + sides[:, 2] * (2 * sides[:, 1] + 1)
        return np.stack([left, left + long, foot, foot + tall], axis=-1).reshape(-1, 4)

    def blame(self, boxes: np.ndarray, at: np.ndarray, own: int) -> np.ndarray:
        """How much is wrong with each place of line `own`; of those with nothing wrong, the clearest are the best.

        `at` are the points that the boxes hang from: what lies between them is in the box of a larger room.
        """
        left, right, foot, head = boxes.T
        x, y = at[:, 0] * self.wide, at[:, 1] * self.tall
        from_x, to_x, from_y, to_y = np.fmin(left, x), np.fmax(right, x), np.fmin(foot, y), np.fmax(head, y)
        far = np.resize([away for *_, away in SIDES], len(at))
        blame = at[:, 2] * self.wide / ASTRAY + np.clip(far - FAR, 0, None) / ASTRAY
        blame += UNREADABLE * ((left < 0) | (right > self.wide + EDGE) | (foot < 0) | (head > self.tall + OVER))
        for name in self.names:
            blame += UNREADABLE * _meet(boxes, *name)
        for day in self.days * self.wide:
            blame += CUT * ((from_x < day - 0.5) & (to_x > day + 0.5) | (left < day + 2) & (right > day - 2))
        for height in self.heights * self.tall:
            blame += CUT * ((from_y < height - 0.5) & (to_y > height + 0.5))
        for point_x, point_y, half in self.points:
            middle_x, middle_y = point_x * self.wide, point_y * self.tall
            blame += HIDDEN * _meet(boxes, middle_x - half, middle_x + half, middle_y - half, middle_y + half)
        clear = np.full(len(boxes), np.inf)
        within = self._within(left, right)
        for index, line in enumerate(self.lines):
            gaps = self._gaps(line, within, foot, head)
            blame += HIDDEN * (gaps < (0 if index == own else 2))
            clear = clear if index == own else np.minimum(clear, gaps)
        return blame - np.clip(clear, 0, CLEAR) / CLEAR

    def _within(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """Which columns each box reaches over."""
        edges = np.linspace(0, self.wide, COLUMNS)
        return (edges[1:] > left[:, None]) & (edges[:-1] < right[:, None])

    def _gaps(self, line: np.ndarray, within: np.ndarray, foot: np.ndarray, head: np.ndarray) -> np.ndarray:
        """Pixels between each box and a line above or below it; negative where it crosses the box."""
        low, high = np.fmin(line[1:], line[:-1]) * self.tall, np.fmax(line[1:], line[:-1]) * self.tall
        apart = np.fmax(foot[:, None] - high, low - head[:, None])
        return np.where(within & ~np.isnan(apart), apart, np.inf).min(axis=1)


def write(figure: go.Figure, colours: Mapping[str, str]) -> None:
    """Write the names in `colours` beside the lines so called, in that order; what was written of them before goes.

    Both axes must have their ranges, the horizontal one of days. All that is drawn is kept clear of: lines, points,
    lines across and down the chart, other names.
    """
    figure.layout.annotations = [
        note for note in figure.layout.annotations if note.text.replace(BREAK, " ") not in colours
    ]
    drawn = [trace for trace in figure.data if trace.mode == "lines" and trace.yaxis != "y2" and trace.fill != "toself"]
    paths = [(trace.name, path) for trace in drawn if len(path := _path(figure, trace))]
    plots = _plots(figure, [path for _, path in paths])
    for name, colour in colours.items():
        for own, (called, path) in enumerate(paths):
            if called == name:
                _write(figure, plots, own, _along(path, plots[0].days), name, colour)


def _write(figure: go.Figure, plots: list[Plot], own: int, at: np.ndarray, name: str, colour: str) -> None:
    forms = _forms(name)
    boxes = [np.concatenate([plot.boxes(at, form) for form in forms]) for plot in plots]
    hung = np.tile(np.repeat(at, len(SIDES), axis=0), (len(forms), 1))
    broken = np.arange(len(hung)) // (len(at) * len(SIDES))
    blame = sum(plot.blame(placed, hung, own) for plot, placed in zip(plots, boxes, strict=True)) + BROKEN * broken
    best = int(np.argmin(blame))
    if blame[best] >= NOWHERE:
        return
    for plot, placed in zip(plots, boxes, strict=True):
        plot.names.append(placed[best])
    form, place, side = np.unravel_index(best, (len(forms), len(at), len(SIDES)))
    (x, y, _), (side_x, side_y, away) = at[place], SIDES[side]
    first, last = pd.to_datetime(pd.Series(figure.layout.xaxis.range))
    low, high = figure.layout.yaxis.range
    annotations.write(
        figure,
        forms[form],
        first + x * (last - first),
        low + y * (high - low),
        colour,
        xref="x",
        yref="y",
        xanchor=ANCHORS_X[side_x],
        yanchor=ANCHORS_Y[side_y],
        xshift=away * (2 * side_x + 1),
        yshift=away * (2 * side_y + 1),
        bgcolor=theme.PAPER,
    )


def _forms(name: str) -> tuple[str, ...]:
    """A name in one line and, where that is long, in two that are as even as can be."""
    blanks = [at for at, letter in enumerate(name) if letter == " "]
    if not blanks or len(name) < LONG:
        return (name,)
    at = min(blanks, key=lambda blank: max(blank, len(name) - blank))
    return name, f"{name[:at]}{BREAK}{name[at + 1 :]}"


def _meet(boxes: np.ndarray, left: float, right: float, foot: float, head: float) -> np.ndarray:
    """Which of the boxes has something in common with another."""
    return (boxes[:, 0] < right) & (boxes[:, 1] > left) & (boxes[:, 2] < head) & (boxes[:, 3] > foot)


def _plots(figure: go.Figure, paths: list[np.ndarray]) -> list[Plot]:
    """The figure in the smallest rooms that it is drawn in."""
    columns = np.linspace(0, 1, COLUMNS)
    lines = [np.interp(columns, path[:, 0], path[:, 1], left=np.nan, right=np.nan) for path in paths]
    marks = [
        np.column_stack([_path(figure, trace), np.full(len(trace.x), trace.marker.size / 2)])
        for trace in figure.data
        if trace.mode == "markers" and len(trace.x)
    ]
    points = np.concatenate(marks) if marks else np.empty((0, 3))
    shapes = figure.layout.shapes
    days = _days(figure, [shape.x0 for shape in shapes if shape.x0 == shape.x1])
    heights = _shares(figure, [shape.y0 for shape in shapes if shape.y0 == shape.y1])
    own = figure.layout.height
    talls = [tall - figure.layout.margin.t - BELOW for tall in (own, own, min(own, PRINTED), own)]
    return [Plot(wide, tall, lines, points, days, heights) for wide, tall in zip(ROOMS, talls, strict=True)]


def _along(path: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Points at even distances along a line, and on the next day before and after it: its name may begin there.

    Three columns: shares of both axes, and how far it is from the line.
    """
    seen = path[(path[:, 0] >= 0) & (path[:, 0] <= 1)]
    if not len(seen):
        seen = path[:1]
    steps = np.hypot(*np.diff(seen, axis=0).T)
    far = np.concatenate([[0], np.cumsum(steps)])
    at = np.linspace(0, far[-1], PLACES)
    (begin, first), (end, last) = seen[0], seen[-1]
    beside = [
        *((day, first, begin - day) for day in sorted(days[days < begin])[-1:]),
        *((day, last, day - end) for day in sorted(days[days > end])[:1]),
    ]
    on = np.column_stack([np.interp(at, far, seen[:, 0]), np.interp(at, far, seen[:, 1]), np.zeros(PLACES)])
    return np.vstack([on, *beside])


def _path(figure: go.Figure, trace: go.Scatter) -> np.ndarray:
    """A trace in shares of both axes, without what is missing."""
    path = np.column_stack([_days(figure, trace.x), _shares(figure, trace.y)])
    return path[~np.isnan(path).any(axis=1)]


def _days(figure: go.Figure, days: object) -> np.ndarray:
    first, last = pd.to_datetime(pd.Series(figure.layout.xaxis.range))
    return ((pd.to_datetime(pd.Series(days, dtype="datetime64[ns]")) - first) / (last - first)).to_numpy(float)


def _shares(figure: go.Figure, values: object) -> np.ndarray:
    low, high = figure.layout.yaxis.range
    return (pd.Series(values, dtype=float).to_numpy() - low) / (high - low)
