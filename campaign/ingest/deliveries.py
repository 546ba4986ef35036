"""What the store knows of the files that came: for the command line, and for knowing a file that comes again."""

from collections.abc import Collection
from typing import Any

from campaign.ingest import publish
from campaign.serving import database, pointer


def ask(question: str, **known: object) -> list[tuple[Any, ...]]:
    """Rows of a question about what is served, whose tables are in schema `served`; none while nothing is."""
    file = publish.served()
    if not file:
        return []
    with database.connect() as connection:
        pointer.attach(connection, file, "served")
        return connection.execute(question, known).fetchall()


def refused_by(rules: Collection[str]) -> set[str]:
    """Ids of the deliveries that lost a line to one of these rules."""
    asked = "select distinct delivery_id from served.quarantine where list_contains($rules, rule)"
    return {delivery_id for (delivery_id,) in ask(asked, rules=list(rules))}


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


def counted(delivery_id: str) -> int:
    """How many counts and totals of units and days the served snapshot has of a delivery."""
    return sum(
        number for (number,) in ask("select count(*) from served.reports where delivery_id = $id", id=delivery_id)
    )
