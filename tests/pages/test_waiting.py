"""What is held is looked at and decided on a page, by those who answer for it and by nobody else."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from campaign import words
from campaign.ingest import vault
from campaign.people import audit, roster
from campaign.serving import desk as serving_desk
from campaign.serving import queries
from campaign.serving.desk import DeskError, Staff
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.ui import navigation
from tests import readers, small
from tests.pages.office import HEADER, TOML, attended, followed, held, opened, pressed, shown, total

EARLY = "counts_2031-01-21.csv"
ROWS = "2021-01-06,{unit},received,50\n2021-01-06,zz,received,7\n"


def file(*units: str) -> str:
    return "date,unit_code,measure,count\n" + "".join(ROWS.format(unit=unit) for unit in units)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One delivery that counts, and two that are held: of province A, and of A and B."""
    home = small.delivered(tmp_path_factory.mktemp("waiting") / "small", toml=TOML)
    readers.write(home, "A")
    small.deliver(home, EARLY, file("a1"))
    small.deliver(home, "counts_2031-02-21.csv", file("a2", "b1"))
    return home


@pytest.fixture
def campaign_home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, as the campaign that is followed."""
    return followed(made, tmp_path, monkeypatch)


@pytest.fixture(autouse=True)
def intake(campaign_home: Path) -> Iterator[None]:
    """Somebody at the desk."""
    with attended():
        yield


def files(app: AppTest) -> list[str]:
    (chosen,) = [box for box in app.selectbox if box.key == "pick_delivery"]
    return list(chosen.options)


def decided(app: AppTest, button: str, because: str) -> AppTest:
    (reason,) = app.text_area
    reason.set_value(because)
    return pressed(app, button)


def test_a_held_file_is_shown_with_its_reason_its_lines_and_the_difference() -> None:
    app = opened("waiting")
    said = shown(app)
    assert [one.startswith(EARLY) for one in files(app)] == [True]  # the other one is not all theirs
    assert "21/01/2031" in said
    assert words.t("intake.lines_are", lines="3", accepted="1", quarantined="1") in said
    for unit, known, becomes in (("Tỉnh A", "100", "150"), ("Huyện A Một", "100", "150")):
        assert f"<b>{unit}</b>" in said
        assert f'data-label="{words.t("intake.known")}">{known}</span>' in said
        assert f'data-label="{words.t("intake.becomes")}">{becomes}</span>' in said


def test_a_release_counts_it_and_is_written_down() -> None:
    id = held(EARLY)
    app = decided(opened("waiting"), "release", "đã gọi điện cho huyện")
    assert words.t("intake.became_accepted_with_quarantine", file=EARLY, accepted="1", quarantined="1") in shown(app)
    assert total() == 150
    (decision,) = vault.find(id).decisions
    assert (decision.what, decision.because, decision.who) == ("release", "đã gọi điện cho huyện", "staff")
    (line,) = [line for line in audit.lines() if line["action"] == "release"]
    assert (line["subject"], line["role"], line["delivery"]) == ("staff", "staff", id)
    assert words.t("intake.none_waits") in shown(app)


def test_a_rejection_counts_nothing_and_is_told() -> None:
    app = decided(opened("waiting", "admin", delivery=held(EARLY)), "reject", "sai ngày trong tên tệp")
    assert "sai ngày trong tên tệp" in shown(app)
    assert total() == 100
    assert len(files(app)) == 1


def test_without_a_reason_nothing_is_decided() -> None:
    app = decided(opened("waiting"), "release", " ")
    assert words.t("intake.because_missing") in shown(app)
    assert total() == 100
    assert vault.find(held(EARLY)).decisions == ()


@pytest.mark.parametrize("subject", ["leader", "chief"])
def test_a_leader_is_shown_neither_the_page_nor_that_there_is_one(subject: str) -> None:
    app = opened("waiting", subject)
    assert words.t("access.not_yours") in [text.value for text in app.markdown]
    assert EARLY not in shown(app)
    links = [link.proto.label for link in app.get("page_link")]
    assert links == [words.t(f"{stem}.menu") for stem in (*navigation.offered(), navigation.MAIL)]
    assert not app.text_area


def test_staff_of_a_province_decide_for_it_alone() -> None:
    """Also when they ask for another's by its id."""
    own, others = Staff("staff", "A"), held("counts_2031-02-21.csv")
    with pytest.raises(DeskError):
        own.ask("look", delivery_id=others)
    with pytest.raises(DeskError):
        own.give("decide", delivery_id=others, what="release", because="it is ours")
    with pytest.raises(DeskError):
        own.give("decide", delivery_id="", what="release", because="any")
    with pytest.raises(DeskError):
        own.give("decide", delivery_id=held(EARLY), what="withdraw", because="no such decision")
    assert total() == 100
    assert "counts_2031-02-21.csv" not in shown(opened("waiting", delivery=others))
    assert Staff("admin", None).ask("look", delivery_id=others)["unit"] == "R"


def test_of_two_who_decide_the_second_is_told() -> None:
    id = held(EARLY)
    everybody = Staff("admin", None)
    everybody.give("decide", delivery_id=id, what="release", because="right")
    with pytest.raises(DeskError, match=words.t("desk.not_held")):
        everybody.give("decide", delivery_id=id, what="reject", because="wrong")
    assert [decision.what for decision in vault.find(id).decisions] == ["release"]


def test_looking_changes_nothing(campaign_home: Path) -> None:
    before = {path: path.read_bytes() for part in ("store", "vault") for path in (campaign_home / part).iterdir()}
    opened("waiting", "admin")
    after = {path: path.read_bytes() for part in ("store", "vault") for path in (campaign_home / part).iterdir()}
    assert after == before


def test_what_lies_on_the_desk_and_is_no_order_stops_nothing(campaign_home: Path) -> None:
    orders = campaign_home / "desk" / "orders"
    orders.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(
        ["", "[1]", '{"what": "look"}', json.dumps({"what": "drop", "who": "", "unit": None})]
    ):
        (orders / f"{number}.json").write_text(text)
    assert len(Staff("admin", None).ask("held")["deliveries"]) == 2


def test_lines_put_aside_are_those_of_the_own_files(campaign_home: Path) -> None:
    for unit in ("a1", "b1"):
        small.deliver(campaign_home, f"counts_{unit}.csv", HEADER + ROWS.format(unit=unit))
    of_a = Selection(Scope(roster.visible(small.loaded(campaign_home), "A")), "R", date.max)
    lines = queries.table("quarantine_lines", of_a)
    assert [tuple(row) for row in lines[["file", "name_vi", "line", "rule", "snippet"]].values] == [
        ("counts_a1.csv", "Tỉnh A", 3, "unknown_unit", "xx")
    ]
    assert set(queries.table("quarantine_lines", replace(of_a, scope=EVERYTHING))["file"]) == {
        "counts_a1.csv",
        "counts_b1.csv",
    }


def test_who_waits_in_vain_is_told_and_nothing_is_done_later(monkeypatch: pytest.MonkeyPatch, made: Path) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(made))
    monkeypatch.setattr(serving_desk, "PATIENCE", 0.2)
    monkeypatch.setattr(serving_desk, "_begin", lambda: None)
    with pytest.raises(DeskError, match=re.escape(words.t("desk.nobody"))):
        Staff("admin", None).give("decide", delivery_id=held(EARLY), what="release", because="right")
    assert list(serving_desk.folder(serving_desk.ORDERS).iterdir()) == []


def test_where_the_campaign_asks_for_it_two_people_release_and_one_does_not(campaign_home: Path) -> None:
    toml = campaign_home / "campaign.toml"
    toml.write_text(toml.read_text().replace("[intake]", "[intake]\napprove = 2"))
    decided(opened("waiting"), "release", "asked the district")
    decided(opened("waiting"), "release", "asked once more")
    assert total() == 100, "one person, however often, is one"
    app = opened("waiting", "admin", delivery=held(EARLY))
    assert "staff: asked the district" in shown(app)
    decided(app, "release", "seen the paper")
    assert total() == 150
    assert [one.what for one in vault.find(held(EARLY)).decisions] == ["agree", "agree", "agree", "release"]


def test_one_person_is_enough_to_reject(campaign_home: Path) -> None:
    toml = campaign_home / "campaign.toml"
    toml.write_text(toml.read_text().replace("[intake]", "[intake]\napprove = 2"))
    decided(opened("waiting"), "reject", "a slip")
    assert [one.what for one in vault.find(held(EARLY)).decisions] == ["reject"]
