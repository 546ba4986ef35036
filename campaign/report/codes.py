"""The QR code that opens a report's view on the dashboard."""

import io

import segno

BORDER = 2  # squares left free around it


def png(link: str) -> io.BytesIO:
    """As dots."""
    return _saved(link, "png", 6)


def svg(link: str) -> bytes:
    """As lines."""
    return _saved(link, "svg", 4).getvalue()


def _saved(link: str, kind: str, scale: int) -> io.BytesIO:
    """The lowest correction makes the largest squares, and nothing will cover them."""
    file = io.BytesIO()
    segno.make(link, error="l", boost_error=False).save(file, kind=kind, border=BORDER, scale=scale)
    file.seek(0)
    return file
