"""A file that staff send is looked at first, goes the way of every other, and leaves a receipt."""

import io
import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from campaign import words
from campaign.ingest import deliveries, vault
from campaign.people import audit
from campaign.serving import desk
from campaign.serving.desk import DeskError, Staff
from tests import small
from tests.pages.office import (
    HEADER,
    can_press,
    chosen,
    held,
    opened,
    pressed,
    shown,
    total,
    upload,
)

pytestmark = pytest.mark.usefixtures("campaign_home")
NAME = "counts_2021-01-08.csv"
OWN = (HEADER + "2021-01-06,a1,received,50\n2021-01-06,zz,received,7\n").encode()
MIXED = (HEADER + "2021-01-07,a1,received,50\n2021-01-07,b1,received,60\n").encode()


def waiting() -> list[Path]:
    return list(desk.folder(desk.UPLOADS).iterdir())


def test_a_file_is_looked_at_sent_and_found_again() -> None:
    app = chosen(opened("sending"), NAME, upload(OWN, NAME))
    said = shown(app)
    assert words.t("intake.would_count") in said
    assert words.t("intake.lines_are", lines="3", accepted="1", quarantined="1") in said
    assert f'data-label="{words.t("intake.becomes")}">150</span>' in said
    assert total() == 100, "looking counts nothing"

    pressed(app, "send")
    assert total() == 150
    assert waiting() == []
    (came,) = vault.find(held(NAME)).arrivals
    assert (came.name, came.by, came.unit) == (NAME, "staff", "A")
    assert [line["subject"] for line in audit.lines() if line["action"] == "send"] == ["staff"]

    receipt = shown(opened("sending"))
    for key, value in {"all_lines": "3", "accepted": "1", "quarantined": "1", "counted": "1", "by": "staff"}.items():
        assert f"<dt>{words.t(f'intake.{key}')}</dt><dd>{value}</dd>" in receipt
    assert f'data-label="{words.t("intake.known")}">100</span>' in receipt


def test_a_file_with_rows_of_others_is_held_whatever_is_usual() -> None:
    app = chosen(opened("sending"), NAME, upload(MIXED, NAME))
    assert words.t("gate.others_units", units="1") in shown(app)
    pressed(app, "send_to_hold")
    assert total() == 100
    assert words.t("intake.none_waits") in shown(opened("waiting")), "it is not theirs to decide"
    assert "b1" in shown(opened("waiting", "admin")), "those who do are told why"


@pytest.mark.parametrize("unit", ["A", ""], ids=["of another", "of nobody"])
def test_a_service_of_another_is_not_taken_over(unit: str, campaign_home: Path) -> None:
    """What it says of itself is not believed: what counts is whose the service is until now."""
    header, row = "service_id,name,kind,owner,unit_code,planned_on,tested_on,connected_on", "{},Thuế,service,Bộ,{},,,\n"
    small.deliver(campaign_home, "services_2021-01-05.csv", f"{header}\n{row.format('s1', 'B')}")
    for name, service, state in (("mine.csv", "s2", "accepted"), ("taken.csv", "s1" if unit else "s3", "held")):
        content = f"{header}\n{row.format(service, 'A' if state == 'accepted' else unit)}".encode()
        said = Staff("staff", "A").give("send", upload=upload(content, name))
        assert said["outcome"]["state"] == state


def test_whoever_answers_for_all_may_send_rows_of_all() -> None:
    app = chosen(opened("sending", "admin"), NAME, upload(MIXED, NAME, "admin", None))
    pressed(app, "send")
    assert total() == 210


def test_a_file_that_came_before_is_not_sent_again() -> None:
    app = chosen(opened("sending", "admin"), "again.csv", upload(small.COUNTS.encode(), "again.csv", "admin", None))
    assert not can_press(app, "send")
    assert re.search(words.t("ingest.known", day=r"\S+"), shown(app))


def test_what_somebody_else_has_sent_is_nobody_else_s() -> None:
    theirs = upload(OWN, NAME, "admin", None)
    for name in (theirs, "../../vault", "", "0" * 32):
        for what in ("trial", "send"):
            with pytest.raises(DeskError, match=words.t("desk.no_upload")):
                Staff("staff", "A").give(what, upload=name)
    assert total() == 100


def test_receipts_are_those_of_the_own_unit() -> None:
    Staff("staff", "A").give("send", upload=upload(OWN, NAME))
    assert len(Staff("another", "A").give("receipts")["receipts"]) == 1
    assert Staff("another", "B").give("receipts")["receipts"] == []
    assert len(Staff("admin", None).give("receipts")["receipts"]) == 1


def test_a_file_that_names_others_tells_nothing_of_what_is_known_of_them(campaign_home: Path) -> None:
    """A sender cannot ask for another's figures by sending rows of theirs."""
    small.deliver(campaign_home, "b.csv", HEADER + "2021-01-05,b1,received,7777\n")
    totals = HEADER.replace("count", "total") + "2021-01-07,a1,received,5\n2021-01-07,b1,received,5\n"
    told = Staff("staff", "A").give("trial", upload=upload(totals.encode(), NAME))
    assert {row["unit_code"] for row in told["difference"]} == {"R", "A", "B", "a1"}
    assert told["reasons"] == [words.t("gate.others_units", units="1")]
    everybody = Staff("admin", None).give("trial", upload=upload(totals.encode(), NAME, "admin", None))
    assert "b1" in {row["unit_code"] for row in everybody["difference"]}


def test_who_may_decide_is_asked_again_once_a_file_can_be_read() -> None:
    name = "bao_cao_2021-01-08.xlsx"
    own = Staff("staff", "A")
    own.give("send", upload=upload(workbook("Huyện B Một"), name))
    assert len(own.ask("held")["deliveries"]) == 1, "nobody knows whose it is but for its sender"
    Staff("admin", None).give("explain", delivery_id=held(name))
    with pytest.raises(DeskError, match=words.t("desk.not_held")):
        own.give("decide", delivery_id=held(name), what="release", because="ours")
    assert total() == 100


def test_what_was_sent_before_stays_below_a_file_that_cannot_be_read() -> None:
    Staff("staff", "A").give("send", upload=upload(OWN, NAME))
    app = chosen(opened("sending"), "thu.docx", upload(b"PK\x03\x04 no file at all", "thu.docx"))
    assert not can_press(app, "send")
    assert held(NAME) in shown(app)


def workbook(*units: str) -> bytes:
    book = Workbook()
    for row in (["BÁO CÁO"], ["Ngày", "Huyện", "Chỉ tiêu", "Số lượng"]):
        book.active.append(row)
    for unit in ("Huyện A Một", *units):
        book.active.append(["06/01/2021", unit, "received", 50])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_workbook_that_nobody_knew_is_explained_and_counts() -> None:
    name = "bao_cao_2021-01-08.xlsx"
    own = chosen(opened("sending"), name, upload(workbook(), name))
    assert words.t("intake.unexplained") in shown(own)
    assert not can_press(own, "explain"), "it would be for the files of all"
    with pytest.raises(DeskError):
        Staff("staff", "A").give("explain", upload=upload(workbook(), name))

    app = chosen(opened("sending", "admin"), name, upload(workbook(), name, "admin", None))
    assert f'data-label="{words.t("intake.becomes")}">150</span>' in shown(app)
    assert total() == 100
    pressed(app, "explain")
    assert words.t("intake.would_count") in shown(app)
    pressed(app, "send")
    assert total() == 150


def test_numbers_with_points_are_explained_and_count() -> None:
    """As offices write them: they read two ways, and whoever answers for all says once that they are thousands."""
    name, content = "so_lieu_2021-01-08.csv", f"{HEADER}2021-01-08,a1,received,1.204\n".encode()
    app = chosen(opened("sending", "admin"), name, upload(content, name, "admin", None))
    pressed(app, "explain")
    pressed(app, "send")
    assert total() == 100 + 1204


def test_names_under_the_contract_s_own_header_are_explained_and_count() -> None:
    """The contract reads the file, and takes none of its lines: a column of units has codes there."""
    name, content = "so_lieu_2021-01-08.csv", "Ngày,Đơn vị,Chỉ tiêu,Số lượng\n06/01/2021,Huyện A Một,received,50\n"
    app = chosen(opened("sending", "admin"), name, upload(content.encode(), name, "admin", None))
    pressed(app, "explain")
    pressed(app, "send")
    assert total() == 150


def test_a_held_workbook_is_explained_where_it_waits() -> None:
    name = "bao_cao_2021-01-08.xlsx"
    Staff("staff", "A").give("send", upload=upload(workbook(), name))
    app = opened("waiting", "admin")
    assert not can_press(app, "release")
    pressed(app, "explain")
    (reason,) = app.text_area
    reason.set_value("mẫu của phòng")
    pressed(app, "release")
    assert total() == 150
    assert [row["state"] for row in deliveries.table("deliveries", held(name))] == ["accepted"]


@pytest.mark.parametrize("subject", ["leader", "chief"])
def test_a_leader_sends_nothing(subject: str) -> None:
    app = opened("sending", subject)
    assert words.t("access.not_yours") in [text.value for text in app.markdown]
    assert not app.file_uploader
