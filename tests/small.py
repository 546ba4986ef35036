"""A campaign small enough to count by hand, as a folder: two provinces, three districts, two stages."""

from pathlib import Path

import pytest

from campaign import definition, ingest
from campaign.definition import Definition

TOML = """
[campaign]
id = "small"
name = { vi = "Chiến dịch nhỏ", en = "Small campaign" }
start = 2021-01-01
deadline = 2021-03-02
root = "R"

[[levels]]
id = "nation"
label = { vi = "Toàn quốc", en = "Nation" }
[[levels]]
id = "province"
label = { vi = "Tỉnh", en = "Province" }
[[levels]]
id = "district"
label = { vi = "Huyện", en = "District" }

[intake] # what is checked elsewhere is made of files that the gate would hold
without = [
    "nothing_taken", "nothing_counts", "not_yet", "far_ahead", "swapped_days", "running_totals", "total_falls",
    "inherited_totals", "beyond_target", "vanishes", "elsewhere", "unknown_units", "many_refused", "full_sheet",
]

[[projects]]
id = "issuance"
label = { vi = "Cấp thẻ", en = "Issuing cards" }

[[measures]]
id = "received"
project = "issuance"
label = { vi = "Hồ sơ thu nhận", en = "Applications received" }
unit = { vi = "hồ sơ", en = "applications", one = "application" }
target = 6000
[[measures]]
id = "printed"
project = "issuance"
label = { vi = "Thẻ đã in", en = "Cards printed" }
unit = { vi = "thẻ", en = "cards", one = "card" }
target = 6000
"""

MACHINES = """
[capacity]
items_per_machine_day = 50
measure = "received"
resource = "machine"
[[resources]]
id = "machine"
label = { vi = "Máy", en = "Machines" }
unit = { vi = "máy", en = "machines", one = "machine" }
[[resources]]
id = "line"
label = { vi = "Dây chuyền", en = "Lines" }
unit = { vi = "dây chuyền", en = "lines", one = "line" }
measure = "printed"
"""
OFFICE = """
[report]
style = "decree_30"
[[offices]]
level = "nation"
superior = { vi = "Bộ", en = "Ministry" }
name = { vi = "Văn phòng", en = "Office" }
symbol = "VP"
place = { vi = "Hà Nội", en = "Hanoi" }
signer = { vi = "Chánh văn phòng", en = "Head" }
recipients = [
  { vi = "Như trên", en = "As above" },
]
"""
UNITS = """code,parent_code,level,name_vi,name_en,region,kind,population,eligible
R,,nation,Cả nước,Whole country,,,9000,7000
A,R,province,Tỉnh A,Province A,,,6000,4700
B,R,province,Tỉnh B,Province B,,,3000,2300
a1,A,district,Huyện A Một,District A One,,,4000,3100
a2,A,district,Huyện A Hai,District A Two,,,2000,1600
b1,B,district,Huyện B Một,District B One,,,3000,2300
"""

TARGETS = """unit_code,measure,target,deadline,issued_on,issued_by
A,received,4000,2021-03-02,2021-01-01,ministry
B,received,2000,2021-03-02,2021-01-01,ministry
a1,received,3000,2021-03-02,2021-01-01,ministry
a2,received,1000,2021-03-02,2021-01-01,ministry
b1,received,2000,2021-03-02,2021-01-01,ministry
"""

COUNTS = "date,unit_code,measure,count\n2021-01-05,a1,received,100\n"


def folder(home: Path, toml: str = TOML, units: str = UNITS, targets: str = TARGETS) -> Path:
    """Write the small campaign into `home`, any of its files replaced."""
    home.mkdir(parents=True, exist_ok=True)
    for name, content in {"campaign.toml": toml, "units.csv": units, "targets.csv": targets}.items():
        (home / name).write_text(content, encoding="utf-8")
    return home


def deliver(home: Path, name: str, content: str) -> list:
    """Take one file in through the front door; returns its outcomes."""
    path = home / "inbox" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(home))
        return ingest.ingest(loaded(home), [path])


def delivered(home: Path, counts: str = COUNTS, **files: str) -> Path:
    """Write the small campaign into `home`, any of its files replaced, and take one delivery in."""
    folder(home, **files)
    deliver(home, "counts.csv", counts)
    return home


def loaded(home: Path) -> Definition:
    """The definition in `home`."""
    return definition.load(home)
