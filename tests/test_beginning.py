"""A campaign begins with `campaign new`: by the words of the tutorial, asked or told, and every example is taken."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from campaign import definition, settings, words
from campaign.__main__ import cli
from campaign.beginning import plan
from campaign.beginning.examples import examples
from campaign.ingest import ingest
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from tests.pages.test_languages import run

TUTORIAL = (settings.PROJECT / "docs" / "tutorial.md").read_text(encoding="utf-8")
TOLD = {
    "--languages": "fr,en",
    "--name": "Réparation / Repair",
    "--time-zone": "Europe/Paris",
    "--start": "2025-01-06",
    "--deadline": "2025-06-30",
}
LEVELS = ["--level", "Pays / Country", "--level", "Région / Region: 2", "--level", "Ville / Town: 3"]
CHAIN = ["--chain", "Pompes / Pumps: Vues / Seen = 1_001 pompes / pumps > Faites / Done = 900 pompes / pumps"]


def new(folder: Path, *more: str, answers: str | None = None, told: dict[str, str] = TOLD):
    options = [part for option in told.items() for part in option]
    return CliRunner().invoke(cli, ["new", str(folder), *options, *more], input=answers)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that chapter 6 of the tutorial makes by its words alone, and all that its commands said."""
    home = tmp_path_factory.mktemp("tutorial") / "my-country"
    chapter = TUTORIAL.split("## 6. Begin another campaign")[1].split("## Where next")[0]
    commands = "\n".join(re.findall(r"```sh\n(.*?)```", chapter, flags=re.DOTALL))
    script = re.sub(r"(\$PWD/)?my-country", str(home), commands)
    done = subprocess.run(
        ["bash", "-euc", script], cwd=settings.PROJECT, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    return home, done.stdout


def test_the_tutorial_alone_makes_a_campaign_of_five_regions(followed: tuple[Path, str], monkeypatch) -> None:
    home, said = followed
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    for missing in ("5 units still have example names", "5 quotas are still equal parts", "no level names boundaries"):
        assert missing in said, "campaign check before they were replaced"
    last = {f"{number:02}": 26 * 100 - number * 90 for number in range(1, 6)}  # what its file says of the last day
    words.use("fr", ("fr", "en"))
    shown = queries.table("units_below", Selection(EVERYTHING, "0", date(2025, 1, 26), "pumps_repaired"))
    nation = queries.one("overview", Selection(EVERYTHING, "0", date(2025, 1, 26), "pumps_repaired"))
    words.use("vi")
    assert shown.set_index("unit_code")["total"].to_dict() == last
    assert (nation["total"], nation["target"]) == (sum(last.values()), 100_000)
    left = CliRunner().invoke(cli, ["check", "--language", "en"])
    assert (left.exit_code, "example" in left.output) == (0, False), left.output


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("stem", ["overview", "pace", "comparison"])
def test_its_pages_are_in_its_languages(stem: str, lang: str, followed: tuple[Path, str], monkeypatch) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(followed[0]))
    app = run(stem, lang=lang)
    assert not app.exception
    html = " ".join(block.body for block in app.html)
    assert {"fr": "Réparation des pompes", "en": "Pump repair"}[lang] in html
    assert "SỐ LIỆU MÔ PHỎNG" not in html


def test_what_no_option_says_is_asked(tmp_path: Path) -> None:
    answers = "vi\nMáy bơm\nAsia/Ho_Chi_Minh\n2026-01-05\n2026-06-30\nCả nước\nVùng: 3\n\nBơm: Đã sửa = 3000 máy\n\ny\n"
    made = new(tmp_path / "may-bom", answers=answers, told={})
    assert made.exit_code == 0, made.output
    found = definition.load(tmp_path / "may-bom")
    assert (found.id, found.languages, f"{found.deadline}") == ("may-bom", ("vi",), "2026-06-30")
    assert [(unit.code, unit.name["vi"]) for unit in found.units][1:] == [
        ("01", "Vùng 01"),
        ("02", "Vùng 02"),
        ("03", "Vùng 03"),
    ]
    assert "every = 7" in (tmp_path / "may-bom" / "demo.toml").read_text(encoding="utf-8")


def test_quotas_are_equal_parts_to_the_item_at_every_level(tmp_path: Path) -> None:
    assert new(tmp_path / "made", *LEVELS, *CHAIN, "--daily").exit_code == 0
    found = definition.load(tmp_path / "made")
    quota = {(one.unit_code, one.measure): one.target for one in found.targets}
    for unit in found.units:
        below = [one.code for one in found.units if one.parent_code == unit.code]
        for measure in found.measure:
            assert not below or sum(quota[code, measure] for code in below) == quota[unit.code, measure]
    assert sorted(quota[code, "seen"] for code in ("01", "02")) == [500, 501]


def test_every_example_is_taken(tmp_path: Path, monkeypatch) -> None:
    home = tmp_path / "made"
    assert new(home, *LEVELS, *CHAIN, "--daily").exit_code == 0
    with (home / "campaign.toml").open("a", encoding="utf-8") as file:
        file.write(EVERYTHING_ELSE)
    for name, text in examples(definition.load(home)).items():
        (home / "examples" / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    files = sorted((home / "examples").iterdir())
    assert len(files) == 14
    outcomes = ingest(definition.load(home), files)
    assert {one.file: (one.state, one.accepted, one.quarantined) for one in outcomes} == {
        path.name: ("accepted", 1, 0) for path in files
    }


EVERYTHING_ELSE = """
[[defects]]
id = "torn"
label = { fr = "Déchiré", en = "Torn" }
[cleansing]
measure = "done"
claimed_high = 0.8
sample_size = 200
intolerable = 0.05
risk = 0.1
[[connections]]
id = "link"
label = { fr = "Liens", en = "Links" }
unit = { fr = "liens", en = "links" }
[[uptake]]
id = "uses"
label = { fr = "Usages", en = "Uses" }
unit = { fr = "usages", en = "uses" }
[[resources]]
id = "team"
label = { fr = "Équipes", en = "Teams" }
unit = { fr = "équipes", en = "teams" }
[[reasons]]
id = "away"
label = { fr = "Absent", en = "Away" }
[[supplies]]
id = "seals"
label = { fr = "Joints", en = "Seals" }
unit = { fr = "joints", en = "seals" }
measure = "done"
"""


@pytest.mark.parametrize(
    ("option", "said", "says"),
    [
        ("--languages", "français", "français"),
        ("--name", "Réparation", "fr / en"),
        ("--level", "Région / Region", "Région / Region"),
        ("--chain", "Pompes / Pumps: Vues / Seen = beaucoup", "Vues / Seen = beaucoup"),
        ("--time-zone", "Paris", "time_zone"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(option: str, said: str, says: str, tmp_path: Path) -> None:
    more = [*LEVELS, *CHAIN, "--daily", *([option, said] if option in ("--level", "--chain") else [])]
    answer = new(tmp_path / "made", *more, told=TOLD | ({option: said} if option in TOLD else {}))
    assert (answer.exit_code, says in answer.output) == (1, True), answer.output
    assert not (tmp_path / "made").exists(), "half of a folder is in the way of the next try"


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert new(tmp_path, *LEVELS, *CHAIN, "--daily").exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_ids_are_names_for_files_and_differ() -> None:
    chains = plan.chains(("A / Pumps: x / Été = 1 a / b > y / Été = 1 a / b",), ("fr", "en"))
    assert [stage.id for stage in chains[0].stages] == ["ete", "ete_2"]
