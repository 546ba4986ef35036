"""Why there is no picture."""


class RenderError(Exception):
    """One sentence for the reader, in the reader's language."""


class NoChrome(RenderError):
    """There is no Chrome on this machine."""


class Busy(RenderError):
    """Too many pictures are waiting."""


class Failed(RenderError):
    """Chrome could not do it, or not in time."""
