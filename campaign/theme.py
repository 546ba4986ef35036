"""How figures look: names of meanings, their colours, one Plotly template. A hex code stands nowhere else."""

import re
from functools import cache
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from campaign.language import formats

# One accent; greys for context; a colour only where it means something, the same everywhere. The pairs
# ahead/behind and the classes below are told apart in grey print and by colour-blind eyes (tests/maps/test_colours.py).
INK = "#1b2430"
MUTED = "#5b6675"
FAINT = "#9aa4b1"
RULE = "#d9dee5"
PAPER = "#ffffff"
WASH = "#f4f6f8"
ACCENT = "#0b5cad"
AHEAD = "#0b5cad"
BEHIND = "#b3400e"
PROVISIONAL = "#8fb4da"
PUBLISHED = "#1b2430"
MISSING = "#e7eaee"

# Completion, light to dark.
SEQUENTIAL = ("#dcebf7", "#b3d3ec", "#7fb3dc", "#4a8fc7", "#1f69a9", "#0a3f73")
# Parts of a whole, the largest first; the last is what remains.
PARTS = (ACCENT, PROVISIONAL, MUTED, FAINT, SEQUENTIAL[-1], RULE)
# The two sides of a plan, from its zero outwards. Each darkens by 1.3 to 1.4 in contrast a step, and the darkest that
# is ahead is still 1.8 lighter than the lightest that is behind: in grey print, too, no one is taken for the other.
LATE = ("#b96700", "#a84c00", "#933300", "#781f00", "#551204")
EARLY = ("#c2e5fe", "#8ecbf9", "#64b1f1")
OUTLINE = "#87919e"  # of areas: between the two sides, 1.3 from the nearest of either and so from all

FONT = "Be Vietnam Pro, Arial, sans-serif"
pio.templates.default = None  # ours joins a figure when it is written: as an object it is 3 ms of each


@cache
def template() -> dict[str, Any]:
    """The one template of all figures: white paper, hairlines, numbers in the Vietnamese form or English."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "linecolor": RULE,
        "tickcolor": RULE,
        "ticks": "outside",
        "ticklen": 4,
        "tickfont": {"size": 12, "color": MUTED},
        "tickangle": 0,  # where there is no room for all of them, fewer are asked for
        "title": {"font": {"size": 12, "color": MUTED}},
        "automargin": True,
        "fixedrange": True,
    }
    return {
        "layout": {
            "font": {"family": FONT, "size": 13, "color": INK},
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
            "colorway": [ACCENT, MUTED, FAINT, BEHIND, INK],
            "xaxis": axis,
            "yaxis": {**axis, "showgrid": True, "gridcolor": RULE, "ticks": "", "rangemode": "tozero"},
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "hoverlabel": {"bgcolor": PAPER, "bordercolor": RULE, "font": {"family": FONT, "size": 13, "color": INK}},
        }
    }


def figure(language: str, **layout: object) -> go.Figure:
    """An empty figure; numbers on its axes follow `language`. Its look is the template's, once it is drawn."""
    return go.Figure(layout={"separators": formats.separators(language), **layout})


def diverging(behind: int) -> tuple[str, ...]:
    """Colours from behind to ahead: the `behind` ones nearest to zero on that side, all of the other."""
    return (*reversed(LATE[:behind]), *EARLY)


def css_variables() -> str:
    """The colours as CSS variables, for the parts of a page that are HTML."""
    names = ("INK", "MUTED", "FAINT", "RULE", "PAPER", "WASH", "ACCENT", "AHEAD", "BEHIND", "PROVISIONAL", "MISSING")
    return ":root{" + "".join(f"--{name.lower()}:{globals()[name]};" for name in names) + "}"


def luminance(colour: str) -> float:
    """Relative luminance of a hex colour, 0 to 1 (WCAG 2.2): what is left of it in grey print."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def text_on(colour: str) -> str:
    """The text colour that is read best on `colour`."""
    return PAPER if luminance(colour) < 0.25 else INK


def in_grey(text: str) -> str:
    """Anything that is written with hex colours, with the grey of the same luminance in place of each."""
    return re.sub(r"(#|%23)([0-9a-fA-F]{6})\b", lambda found: found[1] + _grey(f"#{found[2]}") * 3, text)


def _grey(colour: str) -> str:
    """Two hex digits: the inverse of sRGB's curve (WCAG 2.2) for a luminance."""
    light = luminance(colour)
    return f"{round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055)):02x}"
