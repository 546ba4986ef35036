"""Why there is no picture."""


class RenderError(Exception):
    """One sentence for the reader, in the reader's language."""


class NoChromeError(RenderError):
    """There is no Chrome on this machine."""


class BusyError(RenderError):
    """Too many pictures are waiting."""


class DrawingFailedError(RenderError):
    """Chrome could not do it, or not in time."""
