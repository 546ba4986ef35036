"""A figure as it is sent: written once, so that no rerun copies it or writes it anew."""

import base64
import json
from typing import Any

import numpy as np
import orjson
import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from campaign import theme


class Drawn(BaseFigure):
    """A figure that will not change any more, as the text that is sent: a fifth of the memory of a go.Figure.

    st.plotly_chart copies any other on every rerun and writes it anew.
    """

    def __init__(self, written: str | bytes) -> None:
        """`written` is what go.Figure.to_json gives; our template joins it, below what the figure has of its own."""
        figure = orjson.loads(written)
        own = figure["layout"].get("template", {}).get("layout", {})
        figure["layout"]["template"] = {"layout": theme.template()["layout"] | own}
        self._kinds = frozenset(trace["type"] for trace in figure["data"])
        self._sent = _parts(figure) | {
            "data": [_parts(trace) for trace in figure["data"]],
            "layout": _parts(figure["layout"]),
        }

    def to_dict(self) -> dict[str, Any]:
        """The figure as the browser gets it, its values written already; the same dictionary each time."""
        return self._sent

    @property
    def kinds(self) -> frozenset[str]:
        """What it draws, in Plotly's words for traces: known without making the object."""
        return self._kinds

    def whole(self) -> go.Figure:
        """The figure as an object once more, for a file: 2 to 5 ms. Days are texts in it."""
        return go.Figure(json.loads(orjson.dumps(self._sent), object_hook=_array))

    def __reduce__(self) -> tuple[type["Drawn"], tuple[bytes]]:
        return Drawn, (orjson.dumps(self._sent),)


def _array(value: dict[str, Any]) -> Any:
    """The numbers that Plotly has written as base64; anything else as it is."""
    if "bdata" not in value:
        return value
    numbers = np.frombuffer(base64.b64decode(value["bdata"]), value["dtype"])
    return numbers.reshape([int(size) for size in value["shape"].split(",")]) if "shape" in value else numbers


def _parts(values: dict[str, Any]) -> dict[str, Any]:
    """Values as text, but for numbers: Streamlit and Plotly look for a height, and for ids of traces."""
    return {
        name: value if isinstance(value, int | float) else orjson.Fragment(orjson.dumps(value))
        for name, value in values.items()
    }
