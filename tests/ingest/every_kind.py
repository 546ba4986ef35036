"""A line of each kind of extract that the campaign of the tests takes. A new kind is here by itself."""

from campaign.ingest.contract import Contract
from campaign.ingest.kinds import CONTROLS

ALSO = {"orders": ("unit_code",)}  # columns that may be missing, of which one must be there
UNITS = {CONTROLS: "02"}  # of kinds that the units that report do not send
VALID = {
    "expected_on": "2022-05-20",
    "measure": "received",
    "defect": "no_birthday",
    "reason": "away",
    "resource": "machine",
    "supply": "chips",
    "figure": "transactions",
    "kind": "service",
}


def line(contract: Contract, unit: str = "001", day: str = "2021-05-01", number: int = 3) -> dict[str, str]:
    """A cell for each column that must be there: one that is taken as it stands."""
    own = VALID | dict.fromkeys(("unit_code", "district_code"), UNITS.get(contract.kind, unit))
    columns = (*contract.required, *ALSO.get(contract.kind, ()))
    days = {column: day for column in columns if column == "date" or column.endswith("_on")}
    return {column: (days | own).get(column, str(number)) for column in columns}


def text(*lines: dict[str, str]) -> str:
    """A file of such lines."""
    return "\n".join([",".join(lines[0]), *(",".join(one.values()) for one in lines), ""])
