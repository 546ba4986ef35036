"""The page in which everything is drawn: our fonts, our styles, Plotly from its package, nothing else."""

import base64
import json
from functools import cache
from importlib.resources import files
from pathlib import Path

import plotly
import plotly.graph_objects as go

from campaign import blocks, settings, theme
from campaign.maps import layers
from campaign.render.chrome import Chrome

# No address can be fetched from this page, by anybody; scripts are the two files it names.
POLICY = ("default-src 'none'; script-src file:; style-src 'unsafe-inline'; font-src data:; img-src data:; "
          "form-action 'none'; frame-src 'none'")
FONTS = {400: "400", 500: "500 600", 700: "700 900"}
PLAIN = "margin:0;font-family:{font};font-size:16px;line-height:1.6;color:{ink};background:{paper}"


@cache
def font_faces() -> str:
    """Our fonts as CSS, the files in it."""
    return "".join(
        f"@font-face{{font-family:'Be Vietnam Pro';font-weight:{weights};src:url(data:font/woff2;base64,"
        f"{base64.b64encode((settings.PROJECT / f'static/fonts/be-vietnam-pro-{weight}.woff2').read_bytes()).decode()}"
        f") format('woff2')}}" for weight, weights in FONTS.items())


def load(chrome: Chrome) -> None:
    """Load the empty page into a new Chrome."""
    scripts = [Path(plotly.__file__).parent / "package_data" / "plotly.min.js",
               Path(str(files(__package__) / "sheet.js"))]
    look = PLAIN.format(font=theme.FONT, ink=theme.INK, paper=theme.PAPER)
    style = f"{font_faces()}{theme.css_variables()}{blocks.css()}@page{{margin:0}}body{{{look}}}"
    page = Path(chrome.folder.name) / "sheet.html"
    page.write_text(
        f"<!doctype html><html><head><meta charset=utf-8><meta http-equiv=Content-Security-Policy content=\"{POLICY}\">"
        f"<style>{style}</style>{''.join(f'<script src={script.as_uri()}></script>' for script in scripts)}"
        f"</head><body></body></html>", encoding="utf-8")
    chrome.open(page)
    chrome.call("ready")


def show(chrome: Chrome, figure: go.Figure | str, width: int, height: int | None = None, scale: float = 1
         ) -> tuple[int, int]:
    """Draw a figure, or HTML, in place of what was there; its width and height in CSS pixels."""
    chrome.ask("Emulation.setDeviceMetricsOverride", width=width, height=height or 1, deviceScaleFactor=scale,
               mobile=False)
    if isinstance(figure, str):
        return width, height or chrome.call("show", figure, None, width, None)
    drawn = json.loads(layers.inline(figure).to_json())
    return width, chrome.call("show", '<div id="figure"></div>', drawn, width, height)
