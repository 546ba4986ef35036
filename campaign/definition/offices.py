"""Reads how a campaign signs its reports and when it calls something worth a decision: [[offices]], [direction]."""

from collections.abc import Collection

from campaign.definition.parts import Direction, Office, Text
from campaign.definition.row import Row, Values

STYLES = ("plain", "decree_30")  # of papers: campaign/report/styles.toml


def office(row: Row, levels: Collection[str]) -> Office:
    """One of [[offices]], of a level that there is."""
    symbols = row.within("symbols")
    return Office(
        level=row.one_of("level", levels, "level"),
        kind=row.optional("kind", row.text),
        state=row.optional("state", row.spoken),
        motto=row.optional("motto", row.spoken),
        superior=row.spoken("superior"),
        name=row.spoken("name"),
        symbol=row.optional("symbol", row.text) or "",
        symbols={kind: symbols.text(kind) for kind in symbols.values},
        place=row.spoken("place"),
        signer=row.spoken("signer"),
        recipients=_recipients(row, "recipients"),
        letter_symbol=row.optional("letter_symbol", row.text) or "",
        letter_copies=_recipients(row, "letter_copies"),
        addressed=row.optional("addressed", row.spoken),
    )


def _recipients(row: Row, key: str) -> tuple[Text, ...]:
    listed = row.values.get(key, [])
    texts = listed if isinstance(listed, list) else [listed]
    return tuple(Row(row.path, row.line, Values({key: text}), row.lines).spoken(key) for text in texts)


def direction(row: Row) -> Direction:
    """The table [direction], its defaults where it is silent."""
    chosen = Direction()
    return Direction(
        alert_days=max(row.whole("alert_days", chosen.alert_days), 1),
        praise_days_early=row.whole("praise_days_early", chosen.praise_days_early),
        praise_most=row.whole("praise_most", chosen.praise_most),
        praise_doubtful=row.flag("praise_doubtful", chosen.praise_doubtful),
        backlog_days=row.whole("backlog_days", chosen.backlog_days),
        lend_share=row.share("lend_share", chosen.lend_share),
        reason_share=row.share("reason_share", chosen.reason_share),
        keep_chance=row.share("keep_chance", chosen.keep_chance),
        travel_near=row.whole("travel_near", chosen.travel_near),
        travel_far=row.whole("travel_far", chosen.travel_far),
    )
