"""The campaign's files are changed on a page, and count from their day; what comes of it can be taken back there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from campaign import words
from campaign.people import audit, roster
from campaign.serving import queries, store
from campaign.serving.desk import Staff
from campaign.serving.selection import EVERYTHING, Selection
from campaign.upkeep import changes
from tests import readers, small
from tests.pages.office import TOML, attended, opened, pressed, shown

QUOTAS = {"section": "quotas", "unit": "A", "measure": "received"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One campaign and one desk for all: what a test changes the next one finds as it was."""
    home = small.delivered(tmp_path_factory.mktemp("settings") / "small", toml=TOML + small.OFFICE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(home))
        with attended():
            yield home


@pytest.fixture(autouse=True)
def home(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAMPAIGN_HOME", str(made))
    small.folder(made, toml=TOML + small.OFFICE)
    readers.write(made, "A")
    changes.path().unlink(missing_ok=True)
    return made


def page(subject: str = "admin", **query: str) -> AppTest:
    return opened("settings", subject, **query)


def fill(app: AppTest, because: str = "công văn số 5", **values: object) -> AppTest:
    """Put values into the fields of the form, and a reason."""
    fields = [*app.text_input, *app.number_input, *app.selectbox, *app.checkbox, *app.text_area]
    for name, value in values.items():
        (field,) = [one for one in fields if str(one.key).endswith(f"_{name}")]
        field.set_value(value)
    (reason,) = [one for one in app.text_area if str(one.key).startswith("because_")]
    reason.set_value(because)
    return app


def typed(app: AppTest) -> list[str]:
    return [str(field.value) for field in app.text_input]


def target(day: date) -> int:
    answer = queries.table("overview", Selection(EVERYTHING, "A", day))
    return int(answer[answer["measure"] == "received"]["target"].iloc[0])


def test_a_raised_quota_counts_from_its_day_and_is_taken_back(home: Path) -> None:
    before = store.version()
    app = fill(page(**QUOTAS), target=4500, issued_on="1/2/2021", issued_by="Công văn, số 5")
    said = shown(pressed(app, "save"))
    assert words.t("settings.changed") in said
    assert "4500" in said, "what the check warns of: quotas no longer sum"
    row = 'A,received,4500,2021-03-02,2021-02-01,"Công văn, số 5"\n'
    assert (home / "targets.csv").read_text() == small.TARGETS + row
    Staff("admin", None).give("receipts")  # is answered once the change is published
    assert store.version() != before
    assert (target(date(2021, 1, 31)), target(date(2021, 2, 1))) == (4000, 4500)
    (change,) = changes.all_of({"quotas"})
    app = page(**QUOTAS, change=change.id)
    (reason, *_) = [one for one in app.text_area if str(one.key) == f"because_{change.id}"]
    reason.set_value("nhập nhầm")
    assert words.t("settings.was_undone") in shown(pressed(app, "take_back"))
    assert (home / "targets.csv").read_text() == small.TARGETS
    done = [(line["subject"], line["action"], line["because"]) for line in audit.lines() if "because" in line]
    assert done == [("admin", "change", "công văn số 5"), ("admin", "take_back", "nhập nhầm")]


def test_a_form_that_was_opened_before_an_edit_by_hand_is_refused(home: Path) -> None:
    app = page(**QUOTAS, record="0")
    by_hand = small.TARGETS.replace("A,received,4000", "A,received,4321")
    (home / "targets.csv").write_text(by_hand)
    said = shown(pressed(fill(app, target=5000), "save"))
    assert words.t("settings.meanwhile") in said
    assert (home / "targets.csv").read_text() == by_hand
    (again,) = [one for one in app.button if one.label == words.t("settings.open_anew")]
    again.click().run()
    assert [field.value for field in app.number_input] == [4321]
    assert words.t("settings.meanwhile") not in shown(app)


def test_what_cannot_be_read_is_said_in_the_words_of_the_check(home: Path) -> None:
    app = fill(page(**QUOTAS, record="0"), deadline="32/13")
    assert "“32/13”" in shown(pressed(app, "save"))
    assert (home / "targets.csv").read_text() == small.TARGETS


@pytest.mark.parametrize("section", ["events", "deadlines", "connections", "addressees", "notes", "people"])
def test_a_section_shows_what_its_file_says(section: str, home: Path) -> None:
    app = page("admin", section=section, language="en")
    assert not app.exception
    assert words.t(f"settings.title_{section}") in shown(app)
    assert app.text_input


def test_a_person_is_let_in_and_refused_again(home: Path) -> None:
    app = page(section="people", record="new")
    assert readers.ISSUER in typed(app)
    pressed(fill(app, subject="new", role="chief", unit="B"), "save")
    campaign = small.loaded(home)
    assert roster.named(roster.read(home / "roster.toml"), "new", campaign).unit == "B"
    pressed(fill(page(section="people", record="4")), "remove")
    with pytest.raises(roster.AccessRefusedError, match="unknown"):
        roster.named(roster.read(home / "roster.toml"), "new", campaign)


@pytest.mark.parametrize("subject", ["chief", "leader", "staff"])
def test_nobody_else_sees_it_or_that_it_is_there(subject: str, home: Path) -> None:
    app = page(subject, **QUOTAS)
    assert not app.text_input and not app.number_input
    assert words.t("settings.menu") not in [link.proto.label for link in app.get("page_link")]


def test_people_are_seen_by_administrators_alone(home: Path) -> None:
    readers.write(home, "R", extra='[[people]]\nissuer = "https://secret.test"\nsubject = "x"\nrole = "leader"\n')
    app = page("staff", section="people")
    assert words.t("settings.title_quotas") in shown(app)
    assert not any("secret.test" in value for value in typed(app))
    assert any("secret.test" in value for value in typed(page(section="people", record="4")))


def test_a_new_quota_begins_as_the_one_that_holds_of_the_unit_that_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chosen while the form is open: what is said above the form and what is saved are of one unit."""
    targets = small.TARGETS.replace("2000,2021-03-02", "2000,2021-02-20")
    home = small.delivered(tmp_path / "small", toml=TOML + small.OFFICE, targets=targets)
    readers.write(home, "A")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    app = page(**QUOTAS)
    app.query_params["unit"] = "B"
    app.run()
    assert "Tỉnh B" in next(block.body for block in app.html if 'class="note"' in block.body)
    (unit,) = [one for one in app.selectbox if str(one.key).endswith("_unit_code")]
    assert unit.value == "B"
    assert "20/02/2021" in typed(app)
