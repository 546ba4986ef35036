"""Which contract a file has: of the kinds that a campaign takes, the one whose columns its header names."""

from difflib import get_close_matches

from campaign import words
from campaign.definition import Definition, Records
from campaign.definition.columns import COMMON, UNIT, normalised
from campaign.ingest.contract import Contract
from campaign.ingest.errors import HeldError
from campaign.ingest.kinds import GENERIC

MISSPELT = 0.8  # likeness of a name to that of a column from which on it is taken for a slip: one letter of six


def contracts(definition: Definition) -> tuple[Contract, ...]:
    """Every kind of extract that this campaign takes: those of its records, and those of every campaign."""
    return (*map(of_records, definition.records), *GENERIC)


def of_records(records: Records) -> Contract:
    """The contract of records with a day for each stage of a chain."""
    unit = {"district_code": UNIT}
    own = {column: records.aliases.get(column, ()) for column in records.columns}
    return Contract(
        records.kind,
        {records.id: own.pop(records.id)} | unit | own | COMMON,
        stages=tuple(f"{stage}_on" for stage in records.stages),
        measures=records.stages,
        optional=(*records.optional, *COMMON),
    )


def spellings(definition: Definition) -> frozenset[str]:
    """Every name, normalised, under which a column of some contract may come."""
    return frozenset(spelling for contract in contracts(definition) for spelling in contract.names())


def recognise(header: list[str], known: tuple[Contract, ...]) -> tuple[Contract, list[str]]:
    """Which of the `known` contracts a file with this header has, and its column for each of the cells, in order.

    HeldError when a column is missing, unknown or stands twice. The message names no cell of the file, unless it is
    all but a column's name.
    """
    nearest = max(known, key=lambda contract: _likeness(contract, header))
    names = nearest.names()
    columns = [names.get(normalised(name), "") for name in header]
    missing = [column for column in nearest.required if column not in columns]
    meant = {place: column for place, name in enumerate(header) if (column := _meant(name, names)) in missing}
    differences = {
        "meant": [f"'{normalised(header[place])}' → {column}" for place, column in meant.items()],
        "missing": [column for column in missing if column not in meant.values()],
        "unknown": [str(place + 1) for place, column in enumerate(columns) if not column and place not in meant],
        "twice": sorted({column for column in columns if column and columns.count(column) > 1}),
    }
    found = "; ".join(
        words.t(f"ingest.header_{difference}", columns=", ".join(those))
        for difference, those in differences.items()
        if those
    )
    if len(missing) == len(nearest.required) and not meant:
        raise HeldError("no_header", columns=", ".join(GENERIC[0].required))
    if found:
        raise HeldError("header", kind=nearest.kind, differences=found)
    return nearest, columns


def _meant(name: str, names: dict[str, str]) -> str | None:
    """The column of which a name may be misspelt; None for a name of few letters, and for one that is a column's."""
    written = normalised(name)
    near = get_close_matches(written, names, 1, MISSPELT) if len(written) > 3 and written not in names else []
    return names[near[0]] if near else None


def _likeness(contract: Contract, header: list[str]) -> float:
    known = {contract.names().get(normalised(name)) for name in header} - {None}
    missing = set(contract.required) - known
    return len(known) - len(missing) - 0.5 * (len(header) - len(known))
