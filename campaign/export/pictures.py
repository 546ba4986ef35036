"""An exhibit as a picture or a page: the figure in its frame."""

import json
from dataclasses import dataclass

import plotly.graph_objects as go

from campaign import render, theme
from campaign.export.frame import frame
from campaign.export.origin import Origin
from campaign.figures.drawn import Drawn
from campaign.figures.exhibit import Exhibit
from campaign.figures.html import tag
from campaign.render import Page

# CSS pixels. A chart as wide as on a page of the dashboard; a table needs all its columns.
CHART, TABLE = 960, 1160
AROUND = 230  # of a frame whose sentence takes four lines
EVENT = 10  # of events, each, where three stand side by side in up to two lines
SCREEN, PRINT = 2, 300 / 96  # dots to a CSS pixel; 300 dpi make a chart 25 cm wide
# Of slides, of sheets on their side, of posts: parts across and down, and CSS pixels of a part, few enough for letters
# of 12 px to be read on a slide.
SHAPES = {"16:9": (16, 9, 75), "4:3": (4, 3, 240), "1:1": (1, 1, 800)}


@dataclass(frozen=True)
class Look:
    """How a picture is to look: as on the page or in one of SHAPES, with its title or without, in colours or grey."""

    shape: str = ""
    titled: bool = True
    grey: bool = False

    @property
    def suffix(self) -> str:
        """What a file's name says of it."""
        parts = (self.shape.replace(":", "x"), "" if self.titled else "untitled", "grey" if self.grey else "")
        return "".join(f"_{part}" for part in parts if part)


def shapes(exhibit: Exhibit) -> list[str]:
    """The shapes in which it can be drawn: a table has that of its rows, unless it is there in short."""
    return list(SHAPES) if exhibit.brief or isinstance(exhibit.figure, Drawn) else []


def png(exhibit: Exhibit, origin: Origin, look: Look = Look(), dots: float = SCREEN) -> bytes:
    """For a screen or a slide, `dots` to a CSS pixel. RenderError."""
    page, scale = _page(exhibit, origin, look)
    return render.png(page.figure, page.width, page.height, dots * scale, origin.reader, page.frame)


def for_print(exhibit: Exhibit, origin: Origin, look: Look = Look()) -> bytes:
    """The same at 300 dpi. RenderError."""
    return png(exhibit, origin, look, PRINT)


def svg(exhibit: Exhibit, origin: Origin, look: Look = Look()) -> bytes:
    """Vectors with our fonts in them. RenderError."""
    page, _ = _page(exhibit, origin, look)
    return render.svg(page.figure, page.width, page.height, reader=origin.reader, frame=page.frame)


def pdf(exhibit: Exhibit, origin: Origin, look: Look = Look()) -> bytes:
    """One page. RenderError."""
    page, _ = _page(exhibit, origin, look)
    return render.pdf(page.figure, page.width, page.height, origin.reader, page.frame, page.title)


def _page(exhibit: Exhibit, origin: Origin, look: Look) -> tuple[Page, float]:
    """What is drawn, and in which scale.

    In a shape the figure has what its frame leaves. One that is taller is drawn as tall as it is, all of it in a
    smaller scale: the room on a map for names is reckoned for its height.
    """
    shown = exhibit.short if look.shape else exhibit
    figure, framed = shown.whole, frame(shown, origin, look.titled)
    if look.grey:
        figure = _in_grey(figure)
        framed = theme.in_grey(tag("style", theme.css_variables()) + framed)
    if not look.shape:
        width = shown.width or (TABLE if isinstance(figure, str) else CHART)
        return Page(figure, width, None, framed, shown.title), 1
    across, down, unit = SHAPES[look.shape]
    assert isinstance(figure, go.Figure), "a table has the shape of its rows"
    tall = (figure.layout.height or 0) + AROUND + EVENT * len(shown.events)
    drawn = max(unit, -(-tall // down))
    return Page(figure, drawn * across, drawn * down, framed, shown.title), unit / drawn


def _in_grey(figure: go.Figure | str) -> go.Figure | str:
    if isinstance(figure, str):
        return theme.in_grey(figure)
    return go.Figure(json.loads(theme.in_grey(figure.to_json())))
