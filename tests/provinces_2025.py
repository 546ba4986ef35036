"""A campaign of 2025 in the 63 provinces that become 34 on 1 July, in the middle of it; regions are above them."""

import csv
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from campaign import settings
from tests import small

START, CHANGED_ON, LAST = date(2025, 6, 16), date(2025, 7, 1), date(2025, 7, 12)
QUOTA = 5000
CROSSWALK = Path(__file__).parent / "data" / "crosswalk_63_34.csv"
TOML = (
    small.TOML.replace("2021-01-01", f"{START}")
    .replace("2021-03-02", "2025-08-31")
    .replace('"province"\nlabel = { vi = "Tỉnh", en = "Province"', '"region"\nlabel = { vi = "Vùng", en = "Region"')
    .replace(
        '"district"\nlabel = { vi = "Huyện", en = "District"', '"province"\nlabel = { vi = "Tỉnh", en = "Province"'
    )
    .replace("target = 6000", f"target = {63 * QUOTA}")
)


def crosswalk() -> dict[str, tuple[str, str, str]]:
    """Name, new code and new name of each old province, by its code."""
    with CROSSWALK.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {row["old_code"]: (row["old_name"], row["new_code"], row["new_name"]) for row in rows}


def regions() -> dict[str, str]:
    """Region of each old province."""
    with (settings.PROJECT / "data" / "units.csv").open(encoding="utf-8") as file:
        return {row["code"]: row["region"] for row in csv.DictReader(file) if row["level"] == "province"}


NEW = sorted({new for _, new, _ in crosswalk().values()})  # a code of 2025 is that of one of the old provinces
PARENT = regions() | dict.fromkeys(regions().values(), "R")


def units() -> str:
    """units.csv: who goes on under his code stays the same unit, and is the successor of those that he takes in."""
    lines = ["code,parent_code,level,name_vi,valid_to,successor", "R,,nation,Cả nước,,"]
    lines += [f"{region},R,region,Vùng {region},," for region in sorted(set(regions().values()))]
    for code, (name, new, _) in crosswalk().items():
        life = "," if code == new else f"{CHANGED_ON - timedelta(days=1)},{new}"
        lines.append(f"{code},{PARENT[code]},province,{name},{life}")
    return "\n".join(lines) + "\n"


def targets() -> str:
    """targets.csv: a quota each, and on the day of the change those of all that came together."""
    sizes: dict[str, int] = defaultdict(int)
    for _, new, _ in crosswalk().values():
        sizes[new] += 1
    issued = [(code, QUOTA, START) for code in crosswalk()]
    issued += [(code, QUOTA * size, CHANGED_ON) for code, size in sizes.items() if size > 1]
    rows = "".join(f"{code},received,{quota},2025-08-31,{day},ministry\n" for code, quota, day in issued)
    return "unit_code,measure,target,deadline,issued_on,issued_by\n" + rows


def days() -> list[date]:
    return [START + timedelta(days=number) for number in range((LAST - START).days + 1)]


def counts() -> dict[tuple[date, str], int]:
    """What each province counted on each day: as many as its code says and ten more, with what it took in."""
    found: dict[tuple[date, str], int] = defaultdict(int)
    for day in days():
        for code, (_, new, _) in crosswalk().items():
            found[day, code if day < CHANGED_ON else new] += 10 + int(code)
    return found


def delivered(home: Path) -> Path:
    """The campaign with all that was counted, each day in its own file as far as it matters: before and after."""
    small.folder(home, TOML, units(), targets())
    for name, before in (("old.csv", True), ("new.csv", False)):
        rows = "".join(
            f"{day},{code},received,{count}\n"
            for (day, code), count in counts().items()
            if (day < CHANGED_ON) == before
        )
        small.deliver(home, name, "date,unit_code,measure,count\n" + rows)
    return home
