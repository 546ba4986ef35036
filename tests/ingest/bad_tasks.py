"""Tasks for a child process that end badly."""

import os
import signal


def spins() -> None:
    """Never ends."""
    while True:
        pass


def dies() -> None:
    """Ends without a word."""
    os.kill(os.getpid(), signal.SIGSEGV)
