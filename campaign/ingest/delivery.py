"""What is known of one delivery: before any of its rows is read, and from the first of them."""

from dataclasses import dataclass
from datetime import date

from campaign.definition import Definition
from campaign.ingest.contract import Contract
from campaign.ingest.contracts import contracts, recognise
from campaign.ingest.names import Said

Parameter = str | date | list[str] | list[str | None] | None
NEVER = "\0"  # equals no cell


@dataclass(frozen=True)
class Delivery:
    """Before the rows: the contract, its column for each cell, what the file's name says, the days it may speak of.

    `first` is the campaign's first day, `last` the last one that can have been reported, for rows that do not say.
    """

    contract: Contract
    columns: list[str]
    said: Said
    first: date
    last: date

    @property
    def id(self) -> str:
        """Name of the column that comes first: of records, their id."""
        return self.contract.required[0]

    def parameters(self) -> dict[str, Parameter]:
        """Parameters of the queries that check its rows."""
        return {
            "first": self.first,
            "last": self.last,
            "id": self.id,
            "value": self.contract.amount,
            "form": self.contract.amount,
            "stages": list(self.contract.stages),
            "measures": list(self.contract.measures),
            "from_on": self.said.period_from,
            "to_on": self.said.period_to,
        }


@dataclass(frozen=True)
class FirstRows:
    """What the first rows of records say of all ordinary ones: these have the same source and day of the report.

    `reported_on` is that day, or the one that the file's name says; `reported_cell` the cell in which it stands;
    `until` the last day of which a row may speak; `day_mark` stands between day, month and year, None where days are
    ISO; `timed` says whether a time of day follows them, and `moment` is the format of both where
    it is the same in all.
    """

    source: str | None
    reported_on: date | None
    reported_cell: str | None
    until: date
    day_mark: str | None
    timed: bool = False
    moment: str | None = None

    def parameters(self) -> dict[str, Parameter]:
        """Parameters of the queries that check and sum the rows."""
        return {
            "source": self.source,
            "reported": self.reported_on,
            "reported_cell": self.reported_cell,
            "until": self.until,
        }


def arrived(definition: Definition, header: list[str], said: Said, today: date) -> Delivery:
    """The delivery of a file with this header and name. HeldError when the header is none of the campaign's."""
    contract, columns = recognise(header, contracts(definition))
    return Delivery(contract, columns, said, definition.start, said.reported_on or today)


def unread(delivery: Delivery) -> FirstRows:
    """Of a delivery none of whose rows is taken for ordinary."""
    reported_on = delivery.said.reported_on
    return FirstRows(None, reported_on, None, reported_on or delivery.last, None)
