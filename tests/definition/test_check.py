"""Each mistake in a campaign's folder is one sentence with file, line and mend; `check` says all of them at once."""

import json
import re
from pathlib import Path

import pytest

from campaign import definition, settings, words
from campaign.__main__ import main
from tests import small

TOML = (
    small.TOML.replace('root = "R"', 'root = "R"\nsilent_after_days = 3\ncut_off = "17:00"\nrest_events = ["holiday"]')
    + """
[plan]
shape = "linear"

[capacity]
items_per_machine_day = 300

[direction]
lend_share = 0.5

[[regions]]
id = "north"
label = { vi = "Miền Bắc", en = "North" }

[[records]]
kind = "issuance_records"
project = "issuance"
id = "application_id"
[records.aliases]
printed_on = ["Ngày in"]

"""
    + small.OFFICE
)
EVENTS = "first_on,last_on,unit_code,kind,label_vi,label_en\n2021-02-10,2021-02-16,R,holiday,Tết,New Year\n"
PRESS = (
    "date,unit_code,metric,value,unit,qualifier,source_title,source_address\n"
    "2021-02-01,R,received,5,items,about,News,https://news.example\n"
)
GRID = "code,row,col,label_vi,label_en\nA,0,0,A,A\nB,0,1,B,B\n"
AREAS = (
    '{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "A"}, "geometry": '
    '{"type": "Polygon", "coordinates": [[[105, 20], [106, 20], [106, 21], [105, 20]]]}}]}'
)
DEMO = """seed = 1
last_on = 2021-03-02
effects = []
silences = []
files = []
records = []
[profile]
weekday = [1, 1, 1, 1, 1, 1, 1]
holiday = 0.5
[spread]
province = 0.2
district = 0.2
day = 0.2
batch = 0.2
batched = []
size = 0.2
slack = 1.0
start_days = 3
pilot = 0.1
[pace]
a1 = 1.5
[reach]
[[paths]]
unit_code = "R"
measure = "received"
points = [[2021-03-02, 6000]]
[reporting]
late = 0.1
silent_weeks = 1
revisions = 1
bad_rows = 1
falls = { measure = "received", units = 1, days = 2, factor = 1.02 }
"""
FILES = {
    "campaign.toml": TOML.replace("target = 6000\n[[measures]]", 'target = 6000\npress = ["received"]\n[[measures]]'),
    "units.csv": small.UNITS,
    "targets.csv": small.TARGETS,
    "events.csv": EVENTS,
    "press_milestones.csv": PRESS,
}
CAMPAIGN, UNITS, TARGETS, EVENT, PRESSED = FILES

# file, what stands there, what is written instead, the line that is said (that of this text), words of the sentence
MISTAKES = [
    (CAMPAIGN, "silent_after_days", "silent_after_dayz", "silent_after_dayz", "did you mean 'silent_after_days'?"),
    (CAMPAIGN, 'shape = "linear"', 'shape = "zigzag"', "zigzag", "'shape' names 'zigzag', which is no shape.*linear"),
    (CAMPAIGN, 'cut_off = "17:00"', 'cut_off = "25h"', "25h", "'cut_off' is “25h”; write a time of day as \"17:00\""),
    (CAMPAIGN, "[plan]", "[[plam]]", "[[plam]]", "'plam' means nothing here; did you mean 'plan'"),
    (CAMPAIGN, "[plan]", "[somewhere_else]", "[somewhere_else]", "'somewhere_else' means nothing"),
    (CAMPAIGN, "\n[campaign]", 'time = "x"\n[campaign]', 'time = "x"', "'time' means nothing here"),
    (CAMPAIGN, "\n[campaign]", "lump_times = 4\n[campaign]", "lump_times", "it belongs below .campaign.; move it"),
    (CAMPAIGN, "lend_share = 0.5", "hole_after_days = 9", "hole_after_days", "it belongs below .campaign.; move it"),
    (CAMPAIGN, "lend_share = 0.5", "lend_share = 5", "lend_share", "'lend_share' is 5; write a share"),
    (CAMPAIGN, "lend_share = 0.5", "lend_share = true", "lend_share", "'lend_share' is true; write a share"),
    (CAMPAIGN, "[intake]", "[intake]\nconfirm = 1", "confirm = 1", "'confirm' is 1; write true or false"),
    (CAMPAIGN, 'label = { vi = "Tỉnh"', 'boundaries = "provinzen"\nlabel = { vi = "Tỉnh"', "provinzen", "no file in"),
    (
        CAMPAIGN,
        "target = 6000",
        'target = "50 million"',
        "50 million",
        "'target' is “50 million”; write a whole number",
    ),
    (CAMPAIGN, "target = 6000", "target = -6000", "-6000", "'target' is -6000; write a whole number"),
    (CAMPAIGN, "target = 6000", "target = 0", "target = 0", "'target' is 0; .*1 or more"),
    (CAMPAIGN, "target = 6000", "", "[[measures]]", "'target' is missing"),
    (CAMPAIGN, 'id = "small"', "", "[campaign]", "'id' is missing; fill it in"),
    (CAMPAIGN, 'id = "small"', 'id = ""', 'id = ""', "'id' is empty; fill it in"),
    (CAMPAIGN, "silent_after_days = 3", 'silent_after_days = ""', "silent_after_days", "'silent_after_days' is empty"),
    (CAMPAIGN, 'id = "small"', "id = 7", "id = 7", "'id' is 7; write a text in quotes"),
    (CAMPAIGN, "start = 2021-01-01", "start = 2021-02-30", "2021-02-30", "this is no TOML"),
    (CAMPAIGN, "start = 2021-01-01", 'start = "1/1/2021"', "1/1/2021", "write a day as 2021-12-31"),
    (CAMPAIGN, "start = 2021-01-01", "start = 2021-01-01T08:00:00", "T08", "write a day as 2021-12-31"),
    (CAMPAIGN, "deadline = 2021-03-02", "deadline = 2020-03-02", "2020-03-02", "'deadline' is not after 'start'"),
    (CAMPAIGN, 'root = "R"', 'root = "X"', 'root = "X"', "'root' names 'X', which is no unit of the first level"),
    (CAMPAIGN, 'id = "north"', 'id = "north', 'id = "north', "this is no TOML"),
    (CAMPAIGN, 'id = "printed"', 'id = "received" # again', "# again", "id 'received' stands twice"),
    (CAMPAIGN, 'id = "province"', 'id = "nation" # again', "# again", "id 'nation' stands twice"),
    (CAMPAIGN, 'project = "issuance"', 'project = "issuing"', "issuing", "no project; did you mean 'issuance'"),
    (CAMPAIGN, 'label = { vi = "Huyện", en = "District" }', 'label = "Huyện"', '"Huyện"', "write label = . vi = .…."),
    (CAMPAIGN, 'vi = "Huyện", en', "en", '{ en = "District"', "'label' lacks the first language, 'vi'"),
    (CAMPAIGN, 'en = "District"', 'english = "District"', "english", "'label' has 'english', which is no language"),
    (CAMPAIGN, '{ vi = "Như trên"', '{ vn = "Như trên"', "recipients", "'recipients' lacks the first language"),
    (CAMPAIGN, 'rest_events = ["holiday"]', 'rest_events = "holiday"', "rest_events", 'write rest_events = ."…", "…".'),
    (CAMPAIGN, "cut_off =", 'rest_weekdays = ["sundae"]\ncut_off =', "sundae", "no weekday; did you mean 'sunday'"),
    (CAMPAIGN, "printed_on = [", "returned_on = [", "[records.aliases]", "'aliases' names 'returned_on'"),
    (CAMPAIGN, '["Ngày in"]', '["received_on"]', "[records.aliases]", "'received_on' names two columns"),
    (CAMPAIGN, 'level = "nation"', 'level = "country"', "country", "'level' names 'country', which is no level"),
    (CAMPAIGN, "[direction]", "[campaign]", "[campaign]\nlend", "this is no TOML"),
    (CAMPAIGN, "[direction]", "[[plan]]\n[direction]", "[plan]", "this is no TOML"),
    (CAMPAIGN, 'root = "R"', 'root = "R"\nlanguages = ["vietnamese"]', "vietnamese", "write codes of languages"),
    (
        CAMPAIGN,
        "target = 6000",
        "target = 6000\nunits = 3",
        "units = 3",
        "'units' means nothing here; did you mean 'unit'",
    ),
    (UNITS, "code,parent_code", "code,parent", "code,parent", "column parent_code is missing"),
    (UNITS, "b1,B", "a1,B", "a1,B", "code 'a1' stands twice"),
    (UNITS, "a1,A", "a1,Z", "a1,Z", "parent 'Z' of 'a1' is no unit of the level above"),
    (UNITS, "A,R,province", "A,a1,province", "A,a1", "'A' is above itself by way of A → a1 → A"),
    (UNITS, "B,R,province", "B,,nation", "B,,nation", "'B' is of the first level and not the root 'R'"),
    (UNITS, "B,R,province", "B,R,provinces", "provinces", "no level; did you mean 'province'"),
    (UNITS, "Province B,,,3000", "Province B,nort,,3000", "nort", "no region; did you mean 'north'"),
    (CAMPAIGN, "target = 6000", f"target = {10**15}", f"{10**15}", "'target' has more than 15 digits"),
    (UNITS, "3000,2300\na1", "3.000,2300\na1", "3.000", "'population' is “3.000”; write a whole number"),
    (UNITS, "4000,3100", "4000", "a1,A", "the row has more or fewer cells"),
    (UNITS, "Huyện A Một", '"Huyện A Một', "a1,A", "it is no CSV|more or fewer cells"),
    (UNITS, "District A One", "District\x0bA One", "a1,A", "'name_en' holds a character that nobody sees"),
    (UNITS, "region,kind", "region,region", "region,region", "the column 'region' stands twice"),
    (TARGETS, "a1,received,3000", "a1,received,-3000", "-3000", "'target' is “-3000”"),
    (TARGETS, "a1,received,3000", "a1,received,many", "many", "'target' is “many”; write a whole number"),
    (TARGETS, "b1,received,2000,2021-03-02", "b1,received,2000,02/03/2021", "02/03/2021", "'deadline' is “02/03/2021”"),
    (TARGETS, "b1,received", "zz,received", "zz,", "'unit_code' names 'zz', which is no unit"),
    (TARGETS, "b1,received", "b1,receivd", "receivd", "no measure; did you mean 'received'"),
    (TARGETS, "B,received,2000", "A,received,2000", "A,received,2000", "contradicts line 2"),
    (TARGETS, "deadline,issued_on", "deadline,issued", "deadline,issued", "column issued_on is missing"),
    (EVENT, "2021-02-16", "2021-02-06", "2021-02-06", "'last_on' .2021-02-06. is before 'first_on' .2021-02-10."),
    (EVENT, "2021-02-16", "2021-02-36", "2021-02-36", "'last_on' is “2021-02-36”; write a day"),
    (EVENT, "R,holiday", "Q,holiday", "Q,holiday", "'unit_code' names 'Q', which is no unit"),
    (EVENT, "Tết,", ",", "2021-02-10", "'label_vi' is empty"),
    (EVENT, "label_vi,", "label,", "label,", "column label_vi is missing"),
    (PRESSED, ",5,items", ",five,items", ",five,", "'value' is five; write a number"),
    (PRESSED, ",5,items", ",-5,items", ",-5,", "'value' is -5; write a number"),
    (PRESSED, "2021-02-01", "2021-02-31", "2021-02-31", "'date' is “2021-02-31”; write a day"),
]


def written(home: Path, files: dict[str, str]) -> Path:
    home.mkdir(exist_ok=True)
    for name, content in files.items():
        (home / name).write_text(content, encoding="utf-8")
    return home


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Give a command of the real command line in a campaign of these files; its exit code and all that it said."""

    def command(files: dict[str, str], *arguments: str, speaks: str = "vi") -> tuple[int, str]:
        words.use(speaks)
        monkeypatch.setenv("CAMPAIGN_HOME", str(written(tmp_path / "home", files)))
        monkeypatch.setattr("sys.argv", ["campaign", *arguments])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out + said.err

    return command


def edited(file: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[file]
    return FILES | {file: FILES[file].replace(old, new, 1)}


def test_what_is_right_is_said_to_be_right(run) -> None:
    assert run(FILES, "check", "--language", "en") == (0, "The campaign's definition has no error and no warning.\n")
    assert run(FILES | {"demo.toml": DEMO}, "check", "--language", "en")[0] == 0
    assert run(FILES, "check") == (0, "Định nghĩa chiến dịch không có lỗi, không có cảnh báo.\n")


@pytest.mark.parametrize(("file", "old", "new", "at", "says"), MISTAKES, ids=[f"{one[0]} {one[2]}" for one in MISTAKES])
def test_a_mistake_is_said_with_its_file_and_line(run, file: str, old: str, new: str, at: str, says: str) -> None:
    files = edited(file, old, new)
    line = files[file][: files[file].index(at, files[file].index(new) if at in new else 0)].count("\n") + 1
    code, said = run(files, "check", "--language", "en")
    sentences = [sentence for sentence in said.splitlines() if sentence.startswith("Error: ")]
    assert code == 1
    assert any(re.match(rf"Error: {file}, line {line}: .*({says})", sentence) for sentence in sentences), (line, said)
    code, first = run(files, "status", speaks="en")
    assert (code, "Error: " + first.strip()) == (1, sentences[0])
    code, vietnamese = run(files, "check")
    assert (code, vietnamese.count("\nLỗi: ") + vietnamese.startswith("Lỗi: ")) == (1, len(sentences))
    assert f"Lỗi: {file}, dòng {line}: " in vietnamese


def test_all_mistakes_are_said_at_once_file_by_file(run) -> None:
    files = FILES | {
        CAMPAIGN: FILES[CAMPAIGN].replace("silent_after_days", "silent_after_dayz").replace("17:00", "25h"),
        UNITS: FILES[UNITS].replace("code,parent_code", "code,parent"),
        EVENT: FILES[EVENT].replace("2021-02-16", "2021-02-06"),
    }
    code, said = run(files, "check", "--language", "en")
    assert code == 1
    assert [line.split(":")[1].strip() for line in said.splitlines()[:-1]] == [
        "campaign.toml, line 8",
        "campaign.toml, line 9",
        "units.csv, line 1",
        "events.csv, line 2",
    ]
    assert said.endswith("4 errors, 0 warnings.\n")
    code, told = run(files, "check", "--language", "en", "--json")
    assert code == 1
    assert [f"Error: {one} ({settings.home()})" for one in json.loads(told)["errors"]] == said.splitlines()[:-1]
    assert json.loads(told)["warnings"] == []


def lives(**cells: str) -> dict[str, str]:
    """Units with `valid_from,valid_to,successor`, empty but where they are given."""
    header, *lines = FILES[UNITS].splitlines()
    rows = [f"{line},{cells.get(line.split(',')[0], ',,')}" for line in lines]
    return {UNITS: "\n".join([f"{header},valid_from,valid_to,successor", *rows, ""])}


WARNINGS = [
    ({CAMPAIGN: FILES[CAMPAIGN].replace("target = 6000", "target = 6000\nstart = 2022-01-01", 1)}, "2022-01-01"),
    ({CAMPAIGN: FILES[CAMPAIGN].replace('root = "R"', 'root = "R"\nopens_on = 2012-01-01')}, "2012-01-01"),
    ({UNITS: FILES[UNITS].replace("region,kind,", "regoin,kind,")}, "units.csv, line 1: .*'regoin'.*'region'"),
    ({UNITS: FILES[UNITS].replace("3000,2300\n", ",2300\n")}, "units.csv: 2 units have no population .B, b1."),
    ({TARGETS: FILES[TARGETS].replace("A,received,4000", "A,received,4100")}, "below A sum to 4000, not to 4100"),
    ({TARGETS: FILES[TARGETS].replace("2021-01-01,m", "2012-01-01,m", 1)}, "targets.csv, line 2: 1 day lies outside"),
    ({EVENT: FILES[EVENT].replace("2021", "2031")}, "events.csv, line 2: 2 days lie outside the campaign"),
    ({EVENT: FILES[EVENT].replace("holiday", "holidays")}, "'rest_events' names 'holiday'.*did you mean 'holidays'"),
    ({EVENT: FILES[EVENT].replace("holiday", "hoilday")}, "events.csv, line 2: 'kind' names 'hoilday'.*mean 'holiday'"),
    (
        {TARGETS: FILES[TARGETS].replace("2000,2021-03-02,2021-01-01", "2000,2021-03-02,2021-03-12", 1)},
        "targets.csv, line 3: 1 target was issued after its deadline, the first on 2021-03-12 after 2021-03-02",
    ),
    ({UNITS: FILES[UNITS].replace("2000,1600", "2000,2600")}, "units.csv, line 6: 1 unit has more eligible .* .a2."),
    (lives(a2="2021-04-01,,"), "units.csv, line 6: 1 unit is there on no day of the campaign .*: a2"),
    (lives(a2=",2020-12-31,"), "units.csv, line 6: 1 unit is there on no day of the campaign .*: a2"),
    (
        lives(a1=",2021-01-31,a2")
        | {TARGETS: FILES[TARGETS].replace("a2,received,1000,2021-03-02,2021-01-01,ministry\n", "")},
        "targets.csv: 1 unit has no target of 'received' and goes on with one that had .a2.",
    ),
    ({PRESSED: FILES[PRESSED].replace("2021", "2031")}, "press_milestones.csv, line 2: 1 day lies outside"),
    ({PRESSED: FILES[PRESSED].replace(",received", ",recieved")}, "names 'received'.*did you mean 'recieved'"),
    (
        {CAMPAIGN: FILES[CAMPAIGN].replace(', en = "North"', "")},
        "line 57: 'label' lacks a language .en. and shows 'vi'",
    ),
]


@pytest.mark.parametrize(("changed", "says"), WARNINGS, ids=[says for _, says in WARNINGS])
def test_what_is_odd_is_a_warning_and_no_error(run, changed: dict[str, str], says: str) -> None:
    code, said = run(FILES | changed, "check", "--language", "en")
    assert (code, "Error: " in said) == (0, False), said
    assert any(re.match(f"Warning: .*{says}", line) for line in said.splitlines()), said


def test_a_file_that_is_missing_or_no_utf8_is_said(run, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    assert run({}, "check", "--language", "en")[1].startswith("Error: campaign.toml: the file is missing")
    without = {name: text for name, text in FILES.items() if name != UNITS}
    assert "Error: units.csv: the file is missing" in run(without, "check", "--language", "en")[1]
    (tmp_path / "home" / UNITS).write_bytes(FILES[UNITS].encode("cp1258", errors="replace"))
    assert (
        "Error: units.csv, line 2: the text is not UTF-8; save it as UTF-8" in run({}, "check", "--language", "en")[1]
    )
    (tmp_path / "home" / CAMPAIGN).write_bytes(FILES[CAMPAIGN].encode("utf-16"))
    assert "Error: campaign.toml, line 1: the text is not UTF-8" in run({}, "check", "--language", "en")[1]


def test_notepad_marks_its_utf8(run) -> None:
    marked = {name: "\ufeff" + text for name, text in FILES.items()}
    assert run(marked, "check", "--language", "en")[0] == 0


def test_the_shipped_campaign_has_no_error(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "home", lambda: settings.PROJECT / "data")
    code, said = run({}, "check", "--language", "en")
    assert (code, "Error: " in said) == (0, False)
    assert {line.split(",")[0].split(": ")[-1] for line in said.splitlines()[:-1]} == {EVENT, PRESSED}  # it went on


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("boundaries/tile_grid.csv", GRID.replace("row", "line"), "tile_grid.csv, line 1: column row is missing"),
        ("boundaries/tile_grid.csv", GRID.replace("B,0", "A,0"), "tile_grid.csv, line 3: code 'A' stands twice"),
        ("boundaries/tile_grid.csv", GRID.replace("0,1", "0,x"), "tile_grid.csv, line 3: 'col' is “x”"),
        ("boundaries/area.geojson", "{", "area.geojson: cannot be read"),
        ("roster.toml", "[[people]]\nrole = 'chief'\n", "roster.toml: entry 1 of .*people"),
        ("roster.toml", "[[people]\n", "roster.toml: .*unreadable: "),
        ("demo.toml", "[lockdwon]\n", "demo.toml, line 1: 'lockdwon' means nothing here"),
        ("demo.toml", DEMO.replace("holiday", "holyday"), "demo.toml, line 9: 'holyday' means.*did you mean 'holiday'"),
        ("demo.toml", DEMO.replace("holiday = 0.5", ""), "demo.toml, line 7: 'holiday' is missing"),
        ("demo.toml", DEMO.replace("late", "lait"), "demo.toml, line 28: 'lait' means.*did you mean 'late'"),
        ("demo.toml", DEMO.replace("days = 2", "dayz = 2"), "demo.toml, line 32: 'dayz' means.*did you mean 'days'"),
        ("demo.toml", DEMO.replace("a1 = 1.5", "a11 = 1.5"), "demo.toml, line 21: 'a11' means.*did you mean 'a1'"),
        ("demo.toml", DEMO.replace('"R"', '"Q"'), "demo.toml, line 24: 'unit_code' names 'Q', which is no unit"),
    ],
)
def test_what_stands_beside_is_looked_at_too(run, tmp_path: Path, name: str, text: str, says: str) -> None:
    path = tmp_path / "home" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    bounded = FILES[CAMPAIGN].replace('id = "province"', 'id = "province"\nboundaries = "area"')
    if "area" not in name:
        (path.parent / "area.geojson").write_text(AREAS, encoding="utf-8")
    files = FILES | ({CAMPAIGN: bounded} if path.parent.name == "boundaries" else {})
    code, said = run(files, "check", "--language", "en")
    assert code == 1
    assert any(re.match(f"Error: .*{says}", line) for line in said.splitlines()), said


def test_a_unit_on_no_map_is_a_warning(run, tmp_path: Path) -> None:
    (tmp_path / "home" / "boundaries").mkdir(parents=True)
    (tmp_path / "home" / "boundaries" / "area.geojson").write_text(AREAS, encoding="utf-8")
    (tmp_path / "home" / "boundaries" / "tile_grid.csv").write_text(GRID.replace("B,0,1,B,B\n", ""), encoding="utf-8")
    bounded = FILES[CAMPAIGN].replace('id = "province"', 'id = "province"\nboundaries = "area"')
    code, said = run(FILES | {CAMPAIGN: bounded}, "check", "--language", "en")
    assert code == 0
    assert "boundaries: 1 unit has no boundary and is on no map: B" in said
    assert "tile_grid.csv: the tile grid lacks 1 unit (B), so the level 'province' has no tile map" in said


def test_quotas_of_a_unit_that_has_ended_sum_no_more(tmp_path: Path) -> None:
    units = small.UNITS.replace("\n", ",,,\n").replace("eligible,,,", "eligible,valid_from,valid_to,successor", 1)
    units = (
        units.replace("3100,,,", "3100,,2021-01-31,a3")
        + "a3,A,district,Huyện A Ba,District A Three,,,4000,3100,2021-02-01,,\n"
    )
    targets = small.TARGETS + "a3,received,3000,2021-03-02,2021-02-01,ministry\n"
    _, errors, warnings = definition.read(small.folder(tmp_path, units=units, targets=targets))
    assert errors == []
    assert [str(one) for one in warnings if "targets.csv" in str(one)] == []
