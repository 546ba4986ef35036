"""The default campaign's tables are what data/build.py makes of its sources, and add up."""

import csv
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

from campaign import definition, settings

DATA = settings.PROJECT / "data"


def test_units_and_targets_are_rebuilt_to_the_byte(tmp_path: Path) -> None:
    shutil.copytree(DATA / "sources", tmp_path / "sources")
    for name in ("build.py", "campaign.toml"):
        shutil.copy(DATA / name, tmp_path)
    subprocess.run([sys.executable, tmp_path / "build.py"], check=True)
    for name in ("units.csv", "targets.csv", "communes.csv"):
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name


def test_people_add_up_at_every_level() -> None:
    units = definition.load(DATA).units
    for count in ("population", "eligible"):
        below = Counter()
        for unit in units:
            below[unit.parent_code] += getattr(unit, count)
        assert all(below[unit.code] == getattr(unit, count) for unit in units if unit.code in below), count


def test_districts_have_their_provinces_quota_on_every_day_it_changes() -> None:
    campaign = definition.load(DATA)
    for measure in campaign.measures:
        issued = sorted((one for one in campaign.targets if one.measure == measure.id), key=lambda one: one.issued_on)
        for day in sorted({one.issued_on for one in issued if one.issued_on >= campaign.start}):
            force = {one.unit_code: one.target for one in issued if one.issued_on <= day}
            below = Counter()
            for code, target in force.items():
                below[campaign.unit[code].parent_code] += target
            provinces = [code for code in below if code and campaign.unit[code].level == "province"]
            assert all(below[code] == force[code] for code in provinces), (measure.id, day)


def test_the_archipelagos_are_units_and_one_without_people_has_no_quota() -> None:
    campaign = definition.load(DATA)
    with (DATA / "targets.csv").open(encoding="utf-8", newline="") as file:
        with_quota = {row["unit_code"] for row in csv.DictReader(file)}
    assert campaign.unit["498"].population == 0
    assert "498" not in with_quota
    assert 0 < campaign.unit["576"].population < 1000
