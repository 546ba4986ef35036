"""Reads how a campaign signs its reports and when it calls something worth a decision: [[offices]], [direction]."""

from campaign.definition.parts import Direction, Office
from campaign.definition.read import Row


def office(row: Row, levels: set[str]) -> Office:
    """One of [[offices]]. DefinitionError for a level that there is not or a text without both languages."""
    return Office(
        level=row.one_of("level", levels, "level"),
        kind=row.values.get("kind"),
        state=row.optional("state", row.both),
        motto=row.optional("motto", row.both),
        superior=row.both("superior"),
        name=row.both("name"),
        symbol=row.text("symbol"),
        symbols=row.values.get("symbols", {}),
        place=row.both("place"),
        signer=row.both("signer"),
        recipients=tuple(
            Row(row.path, row.line, {"recipients": text}).both("recipients")
            for text in row.values.get("recipients", ())
        ),
    )


def direction(row: Row) -> Direction:
    """The table [direction], its defaults where it is silent."""
    chosen = Direction()
    return Direction(
        alert_days=max(row.whole("alert_days", chosen.alert_days), 1),
        praise_days_early=row.whole("praise_days_early", chosen.praise_days_early),
        backlog_days=row.whole("backlog_days", chosen.backlog_days),
        lend_share=row.share("lend_share", chosen.lend_share),
    )
