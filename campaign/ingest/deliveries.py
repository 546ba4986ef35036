"""What the store knows of the files that came: for the command line, and for knowing a file that comes again."""

from collections.abc import Collection
from typing import Any

from campaign.ingest import publish
from campaign.serving import database, pointer


def ask(question: str, **known: object) -> list[dict[str, Any]]:
    """Rows of a question about what is served, by column; its tables are in schema `served`. None while nothing is."""
    file = publish.served()
    if not file:
        return []
    with database.connect() as connection:
        pointer.attach(connection, file, "served")
        return connection.query(question, params=known).to_arrow_table().to_pylist()


def refused_by(rules: Collection[str]) -> set[str]:
    """Ids of the deliveries that lost a line to one of these rules."""
    asked = "select distinct delivery_id from served.quarantine where list_contains($rules, rule)"
    return {row["delivery_id"] for row in ask(asked, rules=list(rules))}


def table(name: str, delivery_id: str | None = None) -> list[dict[str, Any]]:
    """Rows of `deliveries` or `quarantine` in the served snapshot, of one delivery or of all."""
    if delivery_id is None:
        return ask(f"from served.{name}")
    return ask(f"from served.{name} where delivery_id = $id", id=delivery_id)


def counted(delivery_id: str) -> int:
    """How many counts and totals of units and days the served snapshot has of a delivery."""
    rows = ask("select count(*) as cells from served.reports where delivery_id = $id", id=delivery_id)
    return sum(row["cells"] for row in rows)
