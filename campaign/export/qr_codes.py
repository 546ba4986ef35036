"""QR codes that lead to a view of the dashboard."""

import io

import segno

BORDER = 2  # squares left free around it


def png(link: str, scale: int) -> io.BytesIO:
    """As dots, `scale` to a square's side."""
    file = io.BytesIO()
    _made(link).save(file, kind="png", border=BORDER, scale=scale)
    file.seek(0)
    return file


def svg(link: str) -> bytes:
    """As lines, a document of its own."""
    file = io.BytesIO()
    _made(link).save(file, kind="svg", border=BORDER, scale=4)
    return file.getvalue()


def inline(link: str) -> str:
    """The same for a page of HTML; it takes the size it is given."""
    return _made(link).svg_inline(omitsize=True, border=BORDER)


def _made(link: str) -> segno.QRCode:
    """The lowest correction makes the largest squares, and nothing will cover them."""
    return segno.make(link, error="l", boost_error=False)
