"""Pictures of figures: none until there is a Chrome to draw them."""

import plotly.graph_objects as go

from campaign import words


class RenderError(Exception):
    """One sentence for the reader, in the reader's language, saying why there is no picture."""


def png(figure: go.Figure | str, width: int, height: int | None = None, scale: float = 2, reader: str = "") -> bytes:
    """A picture of `width` × `height` CSS pixels, `scale` dots to a pixel. RenderError."""
    raise RenderError(words.t("report.no_picture"))


def svg(figure: go.Figure | str, width: int, height: int | None = None, fonts: bool = True, reader: str = "") -> bytes:
    """The same as vectors. RenderError."""
    raise RenderError(words.t("report.no_picture"))
