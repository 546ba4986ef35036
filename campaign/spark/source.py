"""What the checks ask of the records of a delivery in the cluster, whatever its format."""

from typing import Protocol

from pyspark.sql import DataFrame

from campaign.ingest.parse import Account
from campaign.ingest.readers.text import Record


class Source(Account, Protocol):
    """Records that lie in the cluster, with the account of their lines."""

    def head(self) -> list[Record]:
        """Some records that stand at the start."""

    def raw(self, columns: list[str], chosen: DataFrame | None = None) -> DataFrame:
        """Records as text: (line, lines, ragged, …columns); those in `chosen`, or all."""
