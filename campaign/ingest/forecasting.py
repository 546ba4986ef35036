"""Adds the forecast to the figures that are served, in a process of its own and after them: it takes seconds."""

import shutil
from datetime import date
from pathlib import Path

from campaign.forecast import snapshot
from campaign.serving import database, pointer


def add(old: Path, new: Path, name: str, root: str, opens_on: date | None) -> None:
    """Write the snapshot at `old` again to `new`, as `name`, with the forecast of `root` and the level below it.

    `opens_on`: the day on which pages open, None for the cut-off.
    """
    shutil.copyfile(old, new)
    with database.connect(config={"threads": 2}) as connection:
        pointer.attach(connection, new, "snapshot", writing=True)
        connection.execute("update snapshot.meta set value = $name where key = 'snapshot'", {"name": name})
        snapshot.keep(connection, root, opens_on)
        connection.execute("checkpoint snapshot")
