"""What the browser is told of every chart that may hold a map, and what a click there says."""

from typing import Any

# So that it asks this server for the world, and that is empty.
CONFIG = {"topojsonURL": "/app/static/topo/", "scrollZoom": False, "displayModeBar": False}
# Where this server cannot draw pictures, the browser does: its button stands on the figure.
CAMERA = {
    "displayModeBar": True,
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 2},
}


def clicked(points: list[dict[str, Any]]) -> str | None:
    """The unit code of what was clicked in any of our figures, an area or an island; None when it was nothing."""
    return next((code for point in points if (code := point.get("location") or point["customdata"][2])), None)
