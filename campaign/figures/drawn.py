"""A figure as it is sent: made ready once, so that no rerun copies it."""

from typing import Any

from plotly.basedatatypes import BaseFigure


class Drawn(BaseFigure):
    """A figure that will not change any more, ready to be sent: st.plotly_chart copies any other on every rerun."""

    def __init__(self, figure: BaseFigure) -> None:
        self._sent = figure.to_dict()

    def to_dict(self) -> dict[str, Any]:
        """The figure as the browser gets it; the same dictionary each time."""
        return self._sent
