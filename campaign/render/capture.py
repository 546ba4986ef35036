"""What is on the page, as a file."""

import base64
import struct
import zlib

from campaign.render import page
from campaign.render.chrome import Chrome

CSS_PIXELS = 96  # to an inch
INCH = 0.0254  # metres
A4 = 2**0.5  # height of a page to its width


def png(chrome: Chrome, width: int, height: int, scale: float) -> bytes:
    """The page as a picture with its resolution in it, so that a printed page has the size of the screen's."""
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    found = chrome.ask("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
    return _with_resolution(base64.b64decode(found["data"]), scale * CSS_PIXELS)


def pdf(chrome: Chrome, width: int, height: int) -> bytes:
    """The page as a document of one page of its size; what is longer than A4 goes on over pages of that form."""
    tall = width * A4
    ranges, margin = ("1", 0) if height <= tall else ("", 0.3)
    found = chrome.ask(
        "Page.printToPDF",
        printBackground=True,
        paperWidth=width / CSS_PIXELS,
        paperHeight=min(height, tall) / CSS_PIXELS,
        marginTop=margin,
        marginBottom=margin,
        marginLeft=0,
        marginRight=0,
        pageRanges=ranges,
        generateTaggedPDF=True,
    )
    return base64.b64decode(found["data"])


def svg(chrome: Chrome, width: int, height: int, fonts: bool) -> bytes:
    """The page as vectors, with our fonts in it when `fonts`."""
    return str(chrome.call("vectors", width, height, page.font_faces() if fonts else "")).encode()


def _with_resolution(picture: bytes, dots: float) -> bytes:
    """A PNG that says how many `dots` it has to an inch (chunk pHYs, before the first IDAT)."""
    dots_a_metre = round(dots / INCH)
    content = b"pHYs" + struct.pack(">IIB", dots_a_metre, dots_a_metre, 1)
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    after_header = 8 + 4 + 4 + 13 + 4
    return picture[:after_header] + chunk + picture[after_header:]
