"""Looks at a new snapshot with a stranger's eyes before it is served: read only, in a new process."""

from pathlib import Path

import duckdb

from campaign.ingest import build


def broken_promises(snapshot: Path) -> list[str]:
    """What does not hold in the snapshot at `snapshot`; empty when it can be served."""
    with duckdb.connect(str(snapshot), read_only=True, config={"temp_directory": ""}) as connection:
        return [promise for (promise,) in build.query(connection, "self_check").fetchall()]
