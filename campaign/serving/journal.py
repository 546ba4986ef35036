"""Files to which one line after another is added: one that a full disk or a power cut left half stops nothing."""

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LOG = logging.getLogger("campaign.journal")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """What the whole lines say; the log names the others."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                said = json.loads(line)
            except ValueError:
                said = None
            if isinstance(said, dict):
                yield said
            elif line.strip():
                LOG.warning("line %s of %s is not whole and is passed over", number, path)


def cut(path: Path) -> bool:
    """Whether the last line is not ended: what is added must not be glued to it."""
    if not path.exists() or not path.stat().st_size:
        return False
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read() != b"\n"
