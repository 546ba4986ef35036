"""Units that have figures and are no longer in the definition: what they did would be lost from the totals above."""

from campaign import settings
from campaign.definition import Definition, reading
from campaign.ingest import deliveries

SHOWN = 5


def check(definition: Definition) -> None:
    """DefinitionError when what is served has figures of a unit that the definition lacks."""
    counted = {row["unit_code"] for row in deliveries.ask("select distinct unit_code from served.reports")}
    if lost := sorted(counted - set(definition.unit)):
        named = ", ".join(lost[:SHOWN]) + (f" (+ {len(lost) - SHOWN})" if len(lost) > SHOWN else "")
        raise reading.wrong(settings.home() / "units.csv", None, "vanished", units=named)
