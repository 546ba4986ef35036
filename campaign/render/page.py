"""The page in which everything is drawn: our fonts, our styles, Plotly from its package, nothing else."""

import base64
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import plotly
import plotly.graph_objects as go

from campaign import settings, theme
from campaign.figures import html
from campaign.maps import animation, layers
from campaign.render.chrome import Chrome

# No address can be fetched from this page, by anybody; the only scripts are the files it names.
POLICY = (
    "default-src 'none'; script-src file:; style-src 'unsafe-inline'; font-src data:; img-src data:; "
    "form-action 'none'; frame-src 'none'"
)
BARE = '<div id="figure"></div>'
FONTS = {400: "400", 500: "500 600", 700: "700 900"}
BODY = "margin:0;font-family:{font};font-size:16px;line-height:1.6;color:{ink};background:{paper}"


@cache
def font_faces() -> str:
    """Our fonts as CSS, the files in it."""
    return "".join(
        f"@font-face{{font-family:'Be Vietnam Pro';font-weight:{weights};src:url(data:font/woff2;base64,"
        f"{base64.b64encode((settings.PROJECT / f'static/fonts/be-vietnam-pro-{weight}.woff2').read_bytes()).decode()}"
        f") format('woff2')}}"
        for weight, weights in FONTS.items()
    )


def load(chrome: Chrome) -> None:
    """Load the empty page into a new Chrome."""
    scripts = [
        Path(plotly.__file__).parent / "package_data" / "plotly.min.js",
        *(Path(__file__).parent / name for name in ("page.js", "vectors.js")),
    ]
    look = BODY.format(font=theme.FONT, ink=theme.INK, paper=theme.PAPER)
    style = f"{font_faces()}{theme.css_variables()}{html.css()}body{{{look}}}"
    page = Path(chrome.folder.name) / "page.html"
    page.write_text(
        f'<!doctype html><html><head><meta charset=utf-8><meta http-equiv=Content-Security-Policy content="{POLICY}">'
        f"<style>{style}</style>{''.join(f'<script src={script.as_uri()}></script>' for script in scripts)}"
        f"</head><body></body></html>",
        encoding="utf-8",
    )
    chrome.open(page)
    chrome.call("ready")


@dataclass(frozen=True)
class Page:
    """What is to be drawn: a figure, or HTML, in the element `id="figure"` of `frame`; sizes in CSS pixels, of all."""

    figure: go.Figure | str
    width: int
    height: int | None = None
    frame: str = BARE
    title: str = ""


def show(chrome: Chrome, page: Page, scale: float = 1) -> tuple[int, int]:
    """Draw `page` in place of the one before; its width and height in CSS pixels."""
    chrome.ask(
        "Emulation.setDeviceMetricsOverride",
        width=page.width,
        height=page.height or 1,
        deviceScaleFactor=scale,
        mobile=False,
    )
    figure = page.figure if isinstance(page.figure, str) else json.loads(_still(page.figure).to_json())
    height = chrome.call("show", page.frame, figure, page.width, page.height, page.title)
    return page.width, int(height)


def _still(figure: go.Figure) -> go.Figure:
    """A copy for a file: the geometry in it, nothing to press or to slide."""
    return animation.without_animation(layers.inline(figure))
