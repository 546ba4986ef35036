"""Programs that read our files back: Debian's poppler, installed when that is possible, else its tests are skipped."""

import os
import shutil
import subprocess
from functools import cache

import pytest


@cache
def poppler() -> bool:
    """Whether pdftotext and its like are there, after trying to install them."""
    if shutil.which("pdftotext") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "poppler-utils"], check=False, stdout=subprocess.DEVNULL)
    return shutil.which("pdftotext") is not None


def read(program: str, pdf: bytes, *options: str) -> str:
    """What a program of poppler says of a document."""
    if not poppler():
        pytest.skip("NO POPPLER: install poppler-utils and run again")
    run = subprocess.run(
        [program, *options, "-", *(["-"] if program == "pdftotext" else [])], input=pdf, check=True, capture_output=True
    )
    return run.stdout.decode()
