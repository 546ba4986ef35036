"""What a kind of extract is: its columns, and what stands in them."""

from dataclasses import dataclass

from campaign.definition.columns import COMMON, normalised

Columns = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Contract:
    """One kind of extract: its columns in order, each with the other names under which it is understood.

    `stages` are the columns that hold the day of a stage, in the order of the chain, of what `measures` count;
    `amount` is the column with the number of a measure; what is not `counted` is kept beside the ledger, to compare
    with. `optional` columns may be missing.
    """

    kind: str
    columns: Columns
    stages: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    amount: str = ""
    optional: tuple[str, ...] = tuple(COMMON)
    counted: bool = True

    @property
    def required(self) -> tuple[str, ...]:
        """Columns without which a file is not of this kind."""
        return tuple(column for column in self.columns if column not in self.optional)

    @property
    def query(self) -> str:
        """Name of the query under queries/build/ that checks this kind."""
        return "records" if self.stages else "amounts" if self.amount and self.counted else self.kind

    @property
    def table(self) -> str:
        """Table of the snapshot that takes what it says."""
        return "reports" if self.stages or (self.amount and self.counted) else self.kind

    @property
    def running(self) -> bool:
        """Whether its amounts are totals up to a day."""
        return self.amount not in ("", "count")

    @property
    def names_in_query(self) -> dict[str, str]:
        """Names of columns that kinds checked by one query have in common there."""
        return {self.required[0]: "id"} if self.stages else {self.amount: "value"} if self.amount else {}

    def names(self) -> dict[str, str]:
        """The contract's column for every spelling of it."""
        return {
            normalised(spelling): column for column, others in self.columns.items() for spelling in (column, *others)
        }
