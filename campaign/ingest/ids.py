"""The numbers of records, as hashes beside the originals: what tells that two units count the same one.

They are personal data, so they stand in the vault alone, and a large file keeps those of a sample: the numbers whose
hash is among the lowest of all, the same ones in every file.
"""

from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa

from campaign.ingest import build, disk, vault
from campaign.ingest.delivery import Delivery
from campaign.serving.pointer import StoreError

IN_FILE = 1 << 17  # numbers that are kept of a file: 2 MB at most
IN_ALL = 1 << 20  # numbers that are looked at at a time: 100 MB
HASHES = 1 << 64
GROUP = 1 << 13  # rows of a file that are read together: of a sample of it, the first ones
SAMPLED = pa.schema({"key": pa.uint64(), "unit_code": pa.string(), "days": pa.list_(pa.date32())})


def beside(sha256: str) -> Path:
    """Where the numbers of an original are kept."""
    return vault.folder() / f"{sha256}.ids"


def one_in(numbers: int, most: int) -> int:
    """Of how many numbers one is kept so that `most` are expected of so many: a power of two."""
    return 1 << max(0, (-(-numbers // most) - 1).bit_length())


def last_key(one_in: int) -> int:
    """The highest hash of a sample."""
    return HASHES // one_in - 1


def write(connection: duckdb.DuckDBPyConnection, delivery: Delivery, lines: int, path: Path) -> None:
    """Write to `path` the numbers of a delivery of so many lines: those `sampled`, and those `checked` one by one."""
    kept = one_in(lines, IN_FILE)
    unnamed = path.with_name(f".{path.name}.part")
    found = build.query(connection, "ids", one_in=kept, last_key=last_key(kept), **delivery.parameters())
    found.write_parquet(str(unnamed), row_group_size=GROUP)
    unnamed.chmod(0o600)
    disk.sync(unnamed)
    unnamed.rename(path)


class Known:
    """The numbers that are counted already, as the table `known_ids`: all of them, or of more than IN_ALL a sample."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection, self._one_in = connection, 1
        counted = {delivery_id for (delivery_id,) in build.query(connection, "ids_counted").fetchall()}
        self.add(path for path in vault.folder().glob("*.ids") if path.stem[:16] in counted)

    def add(self, paths: Iterable[Path]) -> None:
        """Know those in these files of the vault too. StoreError when one of them is broken."""
        files = [str(path) for path in paths if path.exists()]
        if not files:
            return
        try:
            (numbers,) = build.query(self._connection, "ids_numbers", files=files).fetchall()[0]
            sample = one_in(numbers, IN_ALL)
            if sample > self._one_in:
                self._one_in = sample
                self._connection.execute("delete from known_ids where key > $last", {"last": last_key(sample)})
                self._connection.execute("update known_ids set one_in = greatest(one_in, $sample)", {"sample": sample})
            known = {"files": files, "one_in": self._one_in, "last_key": last_key(self._one_in)}
            build.query(self._connection, "ids_known", **known).insert_into("known_ids")
        except (duckdb.IOException, duckdb.InvalidInputException) as error:
            raise StoreError("ids_broken", folder=vault.folder()) from error
