"""A campaign folder is read whole, or one sentence says which file, which line and what to mend."""

import re
from datetime import date
from pathlib import Path

import pytest

from campaign import definition, settings, words
from campaign.definition import DefinitionError
from campaign.definition.columns import KINDS
from campaign.ingest.kinds import GENERIC
from tests import merged, small, told_reasons


def test_the_default_campaign_has_all_units_and_allots_the_whole_target() -> None:
    campaign = definition.load(settings.PROJECT / "data")
    levels = [unit.level for unit in campaign.units]
    assert (levels.count("province"), levels.count("district")) == (63, 705)
    for measure in campaign.measures:
        for level in ("province", "district"):
            in_force = {
                target.unit_code: target.target
                for target in sorted(campaign.targets, key=lambda target: target.issued_on)
                if target.measure == measure.id and campaign.unit[target.unit_code].level == level
            }
            assert sum(in_force.values()) == measure.target, (measure.id, level)


def test_published_points_are_read_with_percentages_of_the_target() -> None:
    campaign = definition.load(settings.PROJECT / "data")
    points = {(point.unit_code, point.measure, point.date): point.value for point in campaign.milestones}
    assert points[campaign.root, "received", date(2021, 6, 1)] == 50_000_000
    assert points[campaign.root, "cleansed", date(2021, 6, 1)] == campaign.measure["cleansed"].target * 0.8


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("toml", "deadline = 2021-03-02", "deadline = 2020-03-02", "campaign.toml, line 6: 'deadline' is not after"),
        ("toml", 'root = "R"', 'root = "X"', "'root' names 'X'"),
        ("toml", "target = 6000", 'target = "6.000"', "write a whole number without separators"),
        ("toml", 'project = "issuance"', 'project = "printing"', "'project' names 'printing', which is no project"),
        ("toml", 'id = "printed"', 'id = "received"', "id 'received' stands twice"),
        ("toml", "[[levels]]", "[[levels]", "campaign.toml, line 9"),
        ("units", "a1,A", "a1,Z", "units.csv, line 5: parent 'Z' of 'a1'"),
        ("units", "b1,B", "a1,B", "units.csv, line 7: code 'a1' stands twice"),
        (
            "units",
            "District A One",
            "District\x0bA One",
            "units.csv, line 5: 'name_en' holds a character that nobody sees",
        ),
        ("units", "District A One", "District\uffffA One", "(U+FFFF); type the text anew"),
        ("toml", "Small campaign", "Small\\u001fcampaign", "campaign.toml, line 4: 'name' holds a character"),
        ("units", "4000,3100", "4000", "units.csv, line 5: the row has more or fewer cells"),
        ("units", "code,parent_code", "id,parent_code", "units.csv, line 1: column code is missing"),
        ("targets", "a1,received,3000", "a1,received,3.000", "targets.csv, line 4: 'target' is “3.000”"),
        ("targets", "b1,received,2000,2021-03-02", "b1,received,2000,02/03/2021", "write a day as 2021-12-31"),
        ("targets", "b1,received", "zz,received", "targets.csv, line 6: 'unit_code' names 'zz'"),
    ],
)
def test_a_broken_definition_says_file_line_and_mend(tmp_path: Path, file: str, old: str, new: str, says: str) -> None:
    broken = getattr(small, file.upper()).replace(old, new, 1)
    assert broken != getattr(small, file.upper())
    words.use("en")
    with pytest.raises(DefinitionError) as error:
        definition.load(small.folder(tmp_path, **{file: broken}))
    assert says in str(error.value)
    assert "\n" not in str(error.value)


RECORDS = """
[[records]]
kind = "issuance_records"
project = "issuance"
id = "application_id"
optional = ["remark"]
[records.aliases]
printed_on = ["Ngày in"]
"""


def test_records_have_a_column_for_every_stage_of_their_project(tmp_path: Path) -> None:
    (records,) = definition.load(small.folder(tmp_path, toml=small.TOML + RECORDS)).records
    assert records.columns == ("application_id", "received_on", "printed_on", "remark")
    assert records.aliases == {"printed_on": ("Ngày in",)}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('project = "issuance"', 'project = "printing"', "'project' names 'printing', which is no project"),
        ('kind = "issuance_records"', 'kind = "counts"', "kind 'counts' stands twice"),
        ('kind = "issuance_records"', "", "'kind' is missing"),
        ('id = "application_id"', 'id = "Mã hồ sơ"', "'Mã hồ sơ' cannot be such a name"),
        ('id = "application_id"', 'id = "line"', "'line' cannot be such a name"),
        ('id = "application_id"', 'id = "printed_on"', "'printed_on' names two columns"),
        ('["remark"]', '"remark"', "write optional = "),
        ('["remark"]', '["source"]', "'source' names two columns"),
        ('["Ngày in"]', '["Ngày báo cáo"]', "'ngay_bao_cao' names two columns"),
        ('["Ngày in"]', '["received_on"]', "'received_on' names two columns"),
        ('["Ngày in"]', '"Ngày in"', "write printed_on = "),
        ("printed_on = ", "returned_on = ", "'aliases' names 'returned_on', which is no column"),
    ],
)
def test_broken_records_say_line_and_mend(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in RECORDS
    words.use("en")
    with pytest.raises(DefinitionError) as error:
        definition.load(small.folder(tmp_path, toml=small.TOML + RECORDS.replace(old, new)))
    assert says in str(error.value)
    lines = (small.TOML + RECORDS).replace(old, new).splitlines()
    line = int(re.search(r"campaign.toml, line (\d+)", str(error.value))[1])
    assert (new or "[[records]]") in lines[line - 1] or "aliases" in lines[line - 1]


def test_a_reason_is_of_the_first_measure_and_owed_unless_it_says_otherwise(tmp_path: Path) -> None:
    absent, refused, moved, no_blank = definition.load(told_reasons.folder(tmp_path)).reasons
    assert [one.measure for one in (absent, refused, moved, no_blank)] == ["received"] * 3 + ["printed"]
    assert [one.remediable for one in (absent, refused, moved, no_blank)] == [True, False, False, False]
    assert (refused.owed, moved.owed) == (True, False)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('measure = "printed"', 'measure = "cooked"', "'measure' names 'cooked', which is no measure"),
        ("owed = false", 'owed = "no"', "'owed'"),
        ('id = "moved"', 'id = "absent"', "id 'absent' stands twice"),
        ("owed = false", "owned = false", "owned"),
    ],
)
def test_a_broken_reason_says_what_to_mend(tmp_path: Path, old: str, new: str, says: str) -> None:
    words.use("en")
    broken = told_reasons.TOML.replace(old, new)
    small.folder(tmp_path, toml=broken)
    _, errors, warnings = definition.read(tmp_path)
    assert any(says in str(one) for one in (*errors, *warnings))


def test_the_kinds_of_every_campaign_are_no_kind_of_records() -> None:
    assert {contract.kind for contract in GENERIC} == set(KINDS)


def test_machines_are_named_once_and_what_they_do_stands_in_one_place(tmp_path: Path) -> None:
    press = (
        "date,unit_code,metric,value,unit,qualifier,source_title,source_address\n"
        "2021-01,A,devices,12,devices,about,News,https://news.example\n"
        "2021-02-03,A,each,350,items,more than,News,https://news.example\n"
        "2021-01,A,each,300,items,a month is no day of work,News,https://news.example\n"
    )
    unit = 'unit = { vi = "máy", en = "machines", one = "machine" }\n'
    told = small.MACHINES.replace(unit, unit + 'press = ["devices"]\npress_each = ["each"]\n')
    home = small.folder(tmp_path, small.TOML + told)
    (home / "press_milestones.csv").write_text(press, encoding="utf-8")
    campaign = definition.load(home)
    machine, line = campaign.resources
    assert (campaign.machine, machine.items_per_day, machine.measure) == ("machine", 50, "received")
    assert (line.items_per_day, line.measure) == (None, "printed")
    assert [(one.measure, one.date, one.value) for one in campaign.milestones] == [
        ("resources.machine", date(2021, 1, 31), 12),
        ("resources.machine.each", date(2021, 2, 3), 350),
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('resource = "machine"', 'resource = "robot"', "'robot'"),
        ('id = "line"', 'id = "machine"', "'machine'"),
        ('unit = { vi = "máy"', 'items_per_day = 9\nunit = { vi = "máy"', "'items_per_day'"),
        ('unit = { vi = "máy"', 'measure = "printed"\nunit = { vi = "máy"', "'measure'"),
        ('measure = "printed"', 'measure = "sold"', "'sold'"),
    ],
)
def test_broken_resources_say_what_to_mend(tmp_path: Path, old: str, new: str, says: str) -> None:
    home = small.folder(tmp_path, small.TOML + small.MACHINES.replace(old, new, 1))
    with pytest.raises(definition.DefinitionError, match=says):
        definition.load(home)


def test_the_signature_changes_with_any_file(tmp_path: Path) -> None:
    before = definition.load(small.folder(tmp_path)).signature
    after = definition.load(small.folder(tmp_path, targets=small.TARGETS.replace("3000", "3001"))).signature
    assert before != after


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "2021-01-31,a3\na2",
            "2021-01-31,a9\na2",
            "line 5: 'successor' names 'a9', which is no unit of the same level",
        ),
        ("2021-01-31,a3\na2", "2021-01-31,B\na2", "line 5: 'successor' names 'B', which is no unit of the same level"),
        ("2021-01-31,a3\na2", ",a3\na2", "line 5: unit 'a1' has a successor and no end"),
        ("2021-01-31,a3\na2", "2021-01-30,a3\na2", "line 5: 'a3' is not there on 2021-01-31, when 'a1' has ended"),
        ("2021-01-31,a3\na2", "2021-01-31,a1\na2", "line 5: 'a1' is not there on 2021-02-01"),
        ("2021-01-31,a3\na2", "2021-01-31,a3:0.6 b1:0.3\na2", "line 5: 'successor' is a3:0.6 b1:0.3"),
        ("2021-01-31,a3\na2", "2021-01-31,a3:half b1:0.5\na2", "line 5: 'successor' is a3:half b1:0.5"),
        ("2300,,,", "2300,2021-02-02,2021-02-01,", "line 4: unit 'B' has a valid_to before its valid_from"),
        ("2021-02-01,,", "01/02/2021,,", "line 7: 'valid_from' is “01/02/2021”"),
        ("9000,7000,,,", "9000,7000,2021-01-01,,", "line 2: 'R' is the root and cannot begin or end"),
        ("6000,4700,,,\nB", "6000,4700,,2021-02-10,\nB", "line 7: 'A', the unit above 'a3', ends on 2021-02-10"),
        ("6000,4700,,,\nB", "6000,4700,2021-01-02,,\nB", "line 5: unit 'a1' begins before 'A', the unit above"),
    ],
)
def test_a_unit_that_ends_nowhere_is_one_sentence(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in merged.UNITS
    units = merged.UNITS.replace(old, new, 1)
    small.folder(tmp_path, units=units, targets="unit_code,measure,target,deadline,issued_on,issued_by\n")
    words.use("en")
    with pytest.raises(DefinitionError) as error:
        definition.load(tmp_path)
    assert says in str(error.value)
