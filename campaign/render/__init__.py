"""Figures and pages of HTML as pictures and documents, made in one Chrome that everybody shares.

    RenderError          says in one sentence why there is no picture
    ├── NoChrome         no Chrome on this machine, and how to get one
    ├── Busy             too many pictures are waiting, or too many of this reader
    └── Failed           it took longer than it may, or Chrome could not do it
"""

import plotly.graph_objects as go

from campaign.render import prints, sheet
from campaign.render.chrome import Chrome
from campaign.render.errors import Busy, Failed, NoChrome, RenderError
from campaign.render.studio import STUDIO

__all__ = ["Busy", "Failed", "NoChrome", "RenderError", "pdf", "png", "svg"]


def png(figure: go.Figure | str, width: int, height: int | None = None, scale: float = 2, reader: str = "") -> bytes:
    """A picture of `width` × `height` CSS pixels, `scale` dots to a pixel; it tells programs its resolution.

    `figure` is a Plotly figure or HTML made in campaign.blocks, and is left as it is. Without a `height` it has its
    own. `reader` is whoever asks: nobody may have more than a few waiting. RenderError.
    """
    return STUDIO.make(lambda chrome: _png(chrome, figure, width, height, scale), reader)


def svg(figure: go.Figure | str, width: int, height: int | None = None, fonts: bool = True, reader: str = "") -> bytes:
    """The same as vectors, in UTF-8; `fonts` puts our font files into it (160 KB). RenderError."""
    return STUDIO.make(lambda chrome: _svg(chrome, figure, width, height, fonts), reader)


def pdf(figure: go.Figure | str, width: int, height: int | None = None, reader: str = "") -> bytes:
    """The same as a document of one page of that size, text as text. RenderError."""
    return STUDIO.make(lambda chrome: _pdf(chrome, figure, width, height), reader)


def _png(chrome: Chrome, figure: go.Figure | str, width: int, height: int | None, scale: float) -> bytes:
    shown = sheet.show(chrome, figure, width, height, scale)
    return prints.png(chrome, *shown, scale)


def _svg(chrome: Chrome, figure: go.Figure | str, width: int, height: int | None, fonts: bool) -> bytes:
    sheet.show(chrome, figure, width, height)
    return prints.svg(chrome, fonts)


def _pdf(chrome: Chrome, figure: go.Figure | str, width: int, height: int | None) -> bytes:
    return prints.pdf(chrome, *sheet.show(chrome, figure, width, height))
