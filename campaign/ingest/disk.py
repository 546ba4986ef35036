"""Writes that outlast a power cut: a file is on the disk before anything else goes."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Have a file, or which names a folder holds, on the disk and not only in memory."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all. Its folder is for the caller to sync."""
    unnamed = path.with_name(f".{path.name}.part")
    try:
        unnamed.touch(mode=0o600)
        unnamed.write_text(text, encoding="utf-8")
        sync(unnamed)
        unnamed.rename(path)
    finally:
        unnamed.unlink(missing_ok=True)
