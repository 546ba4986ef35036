"""The small campaign with reasons for what is missing: two of the first measure, one of which is owed no more."""

from pathlib import Path

from tests import small

TOML = (
    small.TOML
    + """
[[reasons]]
id = "absent"
label = { vi = "Đi vắng", en = "Absent" }
remedy = { vi = "hẹn ngoài giờ", en = "come after hours" }
[[reasons]]
id = "refused"
label = { vi = "Không đồng ý", en = "Refused" }
[[reasons]]
id = "moved"
label = { vi = "Đã chuyển đi", en = "Moved away" }
owed = false
[[reasons]]
id = "no_blank"
label = { vi = "Hết phôi", en = "No blank" }
measure = "printed"
"""
)
HEADER = "date,unit_code,reason,persons,reported_on\n"


def folder(home: Path, **files: str) -> Path:
    """Write the campaign into `home`."""
    return small.folder(home, toml=TOML, **files)


def deliver(home: Path, rows: list[tuple], name: str = "reasons.csv") -> list:
    """Take in rows of (day, unit, reason, persons, day of the report); returns the outcomes."""
    return small.deliver(home, name, HEADER + "".join(f"{','.join(map(str, row))}\n" for row in rows))
