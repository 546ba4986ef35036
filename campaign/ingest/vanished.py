"""Units that have figures and are no longer in the definition: what they did would be lost from the totals above."""

from pathlib import Path

from campaign import settings
from campaign.definition import Definition, reading
from campaign.ingest import history
from campaign.serving import database, pointer

SHOWN = 5


def check(definition: Definition) -> None:
    """DefinitionError when what is served has figures of a unit that the definition lacks."""
    served = history.served()
    lost = sorted(_counted(served) - set(definition.unit)) if served else []
    if lost:
        named = ", ".join(lost[:SHOWN]) + (f" (+ {len(lost) - SHOWN})" if len(lost) > SHOWN else "")
        raise reading.wrong(settings.home() / "units.csv", None, "vanished", units=named)


def _counted(served: Path) -> set[str]:
    with database.connect() as connection:
        pointer.attach(connection, served, "served")
        return {code for (code,) in connection.query("select distinct unit_code from served.reports").fetchall()}
