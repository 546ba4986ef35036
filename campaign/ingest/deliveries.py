"""What the store knows of the files that came: for the command line, and for knowing a file that comes again."""

from typing import Any

from campaign.ingest import publish
from campaign.serving import database, pointer


def table(name: str, delivery_id: str | None = None) -> list[dict[str, Any]]:
    """Rows of `deliveries` or `quarantine` in the served snapshot, of one delivery or of all."""
    file = publish.served()
    if not file:
        return []
    with database.connect() as connection:
        pointer.attach(connection, file, "served")
        rows = connection.table(f"served.{name}")
        if delivery_id:
            connection.execute("set variable delivery_id = $id", {"id": delivery_id})
            rows = rows.filter("delivery_id = getvariable('delivery_id')")
        return rows.to_arrow_table().to_pylist()
