"""The small campaign with a second side: classes of defects, a sampling plan, two kinds of connections."""

from pathlib import Path

from tests import small

TOML = (
    small.TOML
    + """
[[defects]]
id = "missing"
label = { vi = "Thiếu", en = "Missing" }
[[defects]]
id = "twice"
label = { vi = "Trùng", en = "Twice" }

[[connections]]
id = "service"
label = { vi = "Dịch vụ", en = "Services" }
unit = { vi = "dịch vụ", en = "services", one = "service" }
target = 4
[[connections]]
id = "link"
label = { vi = "Kết nối tỉnh", en = "Links" }
unit = { vi = "tỉnh", en = "provinces", one = "province" }
level = "province"

[cleansing]
measure = "received"
numbers = "printed"
claimed_high = 0.5
sample_size = 40
intolerable = 0.1
risk = 0.1
"""
)


def folder(home: Path) -> Path:
    """Write the campaign into `home`."""
    return small.folder(home, toml=TOML)
