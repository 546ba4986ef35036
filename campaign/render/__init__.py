"""Figures and pages of HTML as pictures and documents, made in one Chrome that everybody shares.

RenderError          says in one sentence why there is no picture
├── NoChromeError         no Chrome on this machine, and how to get one
├── BusyError             too many pictures are waiting, or too many of this reader
└── DrawingFailedError    it took longer than it may, or Chrome could not do it
"""

import plotly.graph_objects as go

from campaign.render import capture, chrome, page
from campaign.render.chrome import Chrome
from campaign.render.errors import BusyError, DrawingFailedError, NoChromeError, RenderError
from campaign.render.page import BARE, Page
from campaign.render.renderer import RENDERER

__all__ = ["BusyError", "DrawingFailedError", "NoChromeError", "RenderError", "pdf", "png", "possible", "svg", "warm"]


def possible() -> bool:
    """Whether there is a Chrome on this machine."""
    return chrome.path() is not None


def warm() -> None:
    """Start Chrome (0.9 s of processor) beside whatever is done before the first picture is asked for."""
    RENDERER.warm()


def png(
    figure: go.Figure | str,
    width: int,
    height: int | None = None,
    scale: float = 2,
    reader: str = "",
    frame: str = BARE,
) -> bytes:
    """A picture of `width` × `height` CSS pixels, `scale` dots to a pixel; it tells programs its resolution.

    `figure` is a Plotly figure or HTML, and is left as it is. `frame` is HTML with an element `id="figure"`, in which
    it is drawn: as tall as it is itself or, with a `height`, as that leaves room. `reader` is whoever asks: nobody may
    have more than a few waiting. RenderError.
    """

    def job(browser: Chrome) -> bytes:
        return capture.png(browser, *page.show(browser, Page(figure, width, height, frame), scale), scale)

    return RENDERER.make(job, reader)


def svg(
    figure: go.Figure | str,
    width: int,
    height: int | None = None,
    reader: str = "",
    frame: str = BARE,
    fonts: bool = True,
) -> bytes:
    """The same as vectors, in UTF-8; `fonts` puts our font files into it (160 KB). RenderError."""

    def job(browser: Chrome) -> bytes:
        return capture.svg(browser, *page.show(browser, Page(figure, width, height, frame)), fonts)

    return RENDERER.make(job, reader)


def pdf(
    figure: go.Figure | str, width: int, height: int | None = None, reader: str = "", frame: str = BARE, title: str = ""
) -> bytes:
    """The same as a document of one page of that size, text as text, called `title`. RenderError."""

    def job(browser: Chrome) -> bytes:
        return capture.pdf(browser, *page.show(browser, Page(figure, width, height, frame, title)))

    return RENDERER.make(job, reader)
