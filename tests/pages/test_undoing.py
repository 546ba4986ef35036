"""What was counted by mistake is taken back on a page, its effect seen before, by those who answer for it."""

from pathlib import Path

import pytest

from campaign import words
from campaign.ingest import deliveries, history, vault
from campaign.people import audit
from campaign.serving.desk import DeskError, Staff
from tests import readers, small
from tests.pages.office import HEADER, TOML, held, opened, pressed, shown, total

pytestmark = pytest.mark.usefixtures("campaign_home")
WRONG, OTHER = "counts_2021-01-08.csv", "counts_2021-01-09.csv"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three deliveries: 100 of a1, 50 of a1 by mistake, 7 of b1 and a1."""
    home = small.delivered(tmp_path_factory.mktemp("undoing") / "small", toml=TOML)
    readers.write(home, "A")
    small.deliver(home, WRONG, HEADER + "2021-01-06,a1,received,50\n")
    small.deliver(home, OTHER, HEADER + "2021-01-07,a1,received,3\n2021-01-07,b1,received,4\n")
    return home


def test_what_is_no_count_is_told_too(campaign_home: Path) -> None:
    """Open defects, samples, reasons and services, which are in no total."""
    services = "service_id,name,kind,owner,unit_code,planned_on,tested_on,connected_on\n"
    ready = services.replace("tested_on", "ready_on,tested_on")
    used = "date,service_id,figure,total\n"
    files = {
        "defects_2021-01-08.csv": "date,unit_code,defect,open\n2021-01-08,a1,missing,40\n2021-01-08,a2,missing,2\n",
        "defects_2021-01-09.csv": "date,unit_code,defect,open\n2021-01-09,a1,missing,30\n",
        "reasons_2021-01-08.csv": "date,unit_code,reason,persons\n2021-01-08,a1,absent,50\n2021-01-08,b1,absent,4\n",
        "reasons_2021-01-09.csv": "date,unit_code,reason,persons\n2021-01-09,a1,absent,45\n",
        "verification_2021-01-09.csv": "date,unit_code,sample_size,defects_found\n2021-01-09,a1,200,3\n",
        "services_2021-01-08.csv": services + "s1,Một,service,A,A,2021-02-01,,\ns2,Hai,service,A,,,,\n",
        "services_2021-01-09.csv": services + "s1,Một,service,A,A,2021-02-02,2021-01-09,\n",
        "services_2021-01-10.csv": ready + "s3,Ba,service,A,,,2021-01-10,,\n",
        "uptake_2021-01-09.csv": used + "2021-01-08,s1,uses,5\n2021-01-08,,uses,2\n",
        "uptake_2021-01-10.csv": used + "2021-01-09,s1,uses,9\n",
    }
    for name, content in files.items():
        (one,) = small.deliver(campaign_home, name, content)
        assert one.state == "accepted", one.message
    expected = {
        "defects_2021-01-08.csv": {("R", "defects.missing"): (32, 30), ("A", "defects.missing"): (32, 30)},
        "defects_2021-01-09.csv": {("R", "defects.missing"): (32, 42), ("a1", "defects.missing"): (30, 40)},
        "reasons_2021-01-08.csv": {("R", "reasons.absent"): (49, 45), ("b1", "reasons.absent"): (4, 0)},
        "reasons_2021-01-09.csv": {("R", "reasons.absent"): (49, 54), ("a1", "reasons.absent"): (45, 50)},
        "verification_2021-01-09.csv": {
            ("A", "verification.sample_size"): (200, 0),
            ("R", "verification.defects_found"): (3, 0),
        },
        "services_2021-01-08.csv": {("R", "services.service.listed"): (3, 2), ("A", "services.service.listed"): None},
        "services_2021-01-09.csv": {
            ("A", "services.service.planned"): (1, 1),  # another day
            ("R", "services.service.tested"): (1, 0),
            ("R", "services.service.listed"): None,
        },
        "services_2021-01-10.csv": {("R", "services.service.ready"): (1, 0), ("A", "services.service.ready"): None},
        "uptake_2021-01-09.csv": {("R", "uptake.uses"): (11, 9), ("A", "uptake.uses"): None},
        "uptake_2021-01-10.csv": {("R", "uptake.uses"): (11, 7)},
    }
    everybody = Staff("admin", None)
    for name, changes in expected.items():
        rows = everybody.ask("without", delivery_id=held(name))["difference"]
        told = {(row["unit_code"], row["measure"]): (row["known"], row["becomes"]) for row in rows}
        assert {key: told.get(key) for key in changes} == changes, name
        assert not [key for key in told if key[1] in ("received", "printed")]
    said = shown(opened("undoing", "admin", file=held("services_2021-01-09.csv")))
    assert words.t("intake.figure_tested", of="Dịch vụ công") in said
    assert words.t("intake.no_difference") not in said
    said = shown(opened("undoing", "admin", file=held("defects_2021-01-09.csv")))
    assert words.t("intake.figure_open", of="Thiếu thông tin") in said
    said = shown(opened("undoing", "admin", file=held("reasons_2021-01-09.csv")))
    assert words.t("intake.figure_number", of="Đi vắng") in said


def undo(subject: str, label: str, because: str = "sent twice", **query: str) -> str:
    app = opened("undoing", subject, **query)
    (reason,) = app.text_area
    reason.set_value(because)
    return shown(pressed(app, label))


def test_a_file_of_ones_own_is_taken_back_once_its_effect_was_seen() -> None:
    assert total() == 157
    said = shown(opened("undoing", file=held(WRONG)))
    for key, number in (("known", "153"), ("becomes", "103")):
        assert f'data-label="{words.t(f"intake.{key}")}">{number}</span>' in said
    assert total() == 157, "looking changes nothing"
    undo("staff", "undo_file", file=held(WRONG))
    assert total() == 107
    decision = vault.find(held(WRONG)).decisions[-1]
    assert (decision.what, decision.who, decision.because) == ("withdraw", "staff", "sent twice")
    assert [line["what"] for line in audit.lines() if line["action"] == "undo_file"] == [held(WRONG)]


def test_files_with_rows_of_others_are_not_theirs_to_take_back() -> None:
    app = opened("undoing", file=held(OTHER))
    (offered,) = [box for box in app.selectbox if box.key == "pick_file"]
    assert [OTHER in one for one in offered.options] == [False, False, False]
    province = Staff("staff", "A")
    for deed in ("without", "withdraw"):
        more = {"because": "mine"} if deed == "withdraw" else {}
        with pytest.raises(DeskError):
            province.give(deed, delivery_id=held(OTHER), **more)
    assert total() == 157


def test_two_files_of_one_name_are_told_apart(campaign_home: Path) -> None:
    small.deliver(campaign_home, WRONG, HEADER + "2021-01-05,a1,received,60\n")
    one, other = [row["delivery_id"] for row in deliveries.table("deliveries") if row["file"] == WRONG]
    undo("staff", "undo_file", file=other)
    assert [row["state"] for row in deliveries.table("deliveries", other)] == ["withdrawn"]
    assert [row["state"] for row in deliveries.table("deliveries", one)] == ["accepted"]
    undo("staff", "undo_file", file=one)
    assert [row["state"] for row in deliveries.table("deliveries", one)] == ["withdrawn"]


def test_without_a_reason_nothing_is_taken_back() -> None:
    undo("staff", "undo_file", because=" ", file=held(WRONG))
    assert total() == 157
    with pytest.raises(DeskError):
        Staff("staff", "A").give("withdraw", delivery_id=held(WRONG), because=" ")


def test_who_answers_for_all_goes_back_to_an_earlier_publication() -> None:
    (_, before, _) = history.up_to_served()
    said = shown(opened("undoing", "admin", undo="publication", publication=before.stem))
    assert f'data-label="{words.t("intake.becomes")}">150</span>' in said
    assert total() == 157
    said = undo("admin", "undo_publication", undo="publication", publication=before.stem)
    assert total() == 150, said


def test_going_back_is_not_for_those_of_one_province() -> None:
    (_, before, _) = history.up_to_served()
    assert words.t("intake.way_publication") not in shown(opened("undoing", undo="publication"))
    for deed, more in (("earlier", {}), ("back", {"snapshot": before.stem})):
        with pytest.raises(DeskError):
            Staff("staff", "A").give(deed, **more)
    with pytest.raises(DeskError):
        Staff("staff", "A").give("roll_back", snapshot=before.stem, because="mine")
    with pytest.raises(DeskError):
        Staff("admin", None).give("roll_back", snapshot="../../etc/passwd", because="mine")
    assert total() == 157
