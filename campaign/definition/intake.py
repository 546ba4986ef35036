"""Reads what the gate takes for ordinary: [intake]."""

from campaign import settings
from campaign.definition.parts import Intake
from campaign.definition.row import Row

RULES = settings.PROJECT / "queries" / "gate"


def intake(row: Row) -> Intake:
    """The table [intake], its defaults where it is silent."""
    chosen = Intake()
    return Intake(
        vanish_share=row.share("vanish_share", chosen.vanish_share),
        refused_share=row.share("refused_share", chosen.refused_share),
        unknown_share=row.share("unknown_share", chosen.unknown_share),
        repeated_share=row.share("repeated_share", chosen.repeated_share),
        ahead_days=row.whole("ahead_days", chosen.ahead_days),
        beyond_percent=row.whole("beyond_percent", chosen.beyond_percent),
        least=row.whole("least", chosen.least),
        approve=row.whole("approve", chosen.approve),
        confirm=row.flag("confirm", chosen.confirm),
        without=row.choices("without", {path.stem for path in RULES.glob("*.sql")}, "rule"),
    )
