"""Who asked for it is told by mail what is new to them, once, in their language; what they may not see is not sent."""

import smtplib
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from campaign import __main__, settings
from campaign.ingest import desk, mailing, ordering
from campaign.mail import relay as way
from campaign.mail import spool, subscriptions
from campaign.mail.subscriptions import Subscription
from campaign.report.mail import alerts, rounds
from campaign.serving.desk import Order
from tests import readers, small
from tests.mail import relay
from tests.mail.relay import Relay, files, texts

TOML = small.TOML + small.OFFICE + "\n[direction]\nalert_days = 7\n"
HEADER = "date,unit_code,measure,count\n"
COUNTS = HEADER + "".join(f"2021-01-{day:02},{code},received,150\n" for day in range(1, 9) for code in ("a1", "b1"))
CLAIMS = {"iss": readers.ISSUER, "email_verified": False}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Both provinces have told until the 8th."""
    home = small.delivered(tmp_path / "small", COUNTS, toml=TOML)
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    monkeypatch.setattr(alerts, "APART", timedelta(0))
    readers.write(home, "A")
    return home


@pytest.fixture
def post(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Relay]:
    with relay.serving(monkeypatch) as taking:
        yield taking


def asked(who: str = "leader", unit: str = "R", language: str = "vi", *kinds: str, **more: object) -> dict:
    """What comes of asking for mail on the page."""
    about = {
        "claims": CLAIMS | {"sub": who},
        "address": f"{who}@example.vn",
        "unit": unit,
        "language": language,
        "kinds": list(kinds or subscriptions.KINDS),
    }
    order = Order("subscribe", who, None if who in ("leader", "admin") else "A", "vi", about | more, role=who)
    return desk.Clerk(small.loaded(settings.home())).answer(order)


def went(home: Path) -> dict[str, int]:
    return dict(rounds.go(small.loaded(home)))


def turned(home: Path, day: str = "2021-01-09", district: str = "a1") -> None:
    """More printed than received: an alert on the district in which it is so."""
    content = HEADER + f"{day},{district},printed,5000\n{day},b1,received,150\n"
    small.deliver(home, f"counts_{day}.csv", content)


def test_each_is_told_in_their_language_what_the_overview_of_their_unit_says(home: Path, post: Relay) -> None:
    assert asked("leader", "R", "vi", "alerts") == {"kinds": ["alerts"]}
    asked("chief", "A", "en", "alerts")
    turned(home)
    assert went(home) == {"waiting": 2, "sent": 2}
    by = {mail["To"]: mail for mail in post.taken}
    assert set(by) == {"leader@example.vn", "chief@example.vn"}
    for address, (language, unit) in {"leader@example.vn": ("vi", "R"), "chief@example.vn": ("en", "A")}.items():
        for text in texts(by[address]).values():
            assert "2021-01-09" in text and f"unit={unit}" in text and f"lang={language}" in text
            assert "https://tiendo.example.vn/?" in text
    assert "Số liệu mới sai trình tự các khâu: 1 đơn vị" in texts(by["leader@example.vn"])["plain"]
    assert "Stages newly out of order" in texts(by["chief@example.vn"])["html"]
    assert by["chief@example.vn"]["Subject"] == "Province A, 9 Jan 2021: 1 change"
    assert all(mail["Auto-Submitted"] == "auto-generated" for mail in post.taken)


def test_what_was_told_is_not_told_again_and_what_is_new_is_told_alone(home: Path, post: Relay) -> None:
    asked("leader", "R", "vi", "alerts")
    turned(home)
    assert went(home) == {"waiting": 1, "sent": 1}
    assert went(home) == {}
    turned(home, "2021-01-10", "b1")
    assert went(home) == {"waiting": 1, "sent": 1}
    first, second = (texts(mail)["plain"] for mail in post.taken)
    assert "Huyện A Một" in first and "Huyện A Một" not in second
    assert "Huyện B Một" in second


def test_orders_and_answers_are_told_once_and_to_those_of_the_unit_alone(home: Path, post: Relay) -> None:
    for who, unit in (("leader", "R"), ("chief", "A")):
        asked(who, unit, "vi", "alerts")
    definition, boss = small.loaded(home), Order("give_order", "boss", None, "vi")
    orders = {
        unit: ordering.give_order(definition, boss, "2021-01-08", f"việc của {unit}", "2021-02-10", unit=unit)["order"]
        for unit in ("A", "A", "B")  # one of them twice, in the same words
    }
    assert went(home) == {"waiting": 2, "sent": 2}
    by = {mail["To"]: texts(mail)["plain"] for mail in post.taken}
    assert "Giao Tỉnh A ngày 08/01/2021: việc của A" in by["chief@example.vn"]
    assert "của B" not in by["chief@example.vn"] and "của B" in by["leader@example.vn"]
    chief = Order("answer_order", "chief", "A", "vi")
    ordering.answer_order(definition, chief, orders["A"], "2021-01-08", "đã thêm ca")
    assert went(home) == {"waiting": 2, "sent": 2}
    again = [texts(mail)["plain"] for mail in post.taken[2:]]
    assert all("chief trả lời" in one and "Giao Tỉnh" not in one for one in again)
    assert went(home) == {}


def test_the_brief_comes_once_a_day_and_only_with_other_figures(home: Path, post: Relay) -> None:
    asked("leader", "R", "vi", "brief")
    assert went(home) == {"waiting": 1, "sent": 1}
    turned(home)
    assert went(home) == {}, "one a day"
    (mail,) = post.taken
    ((name, file),) = files(mail).items()
    assert name == "bao-cao_R_2021-01-08_nhanh.pdf" and file.startswith(b"%PDF")
    assert "bản tin sáng" in mail["Subject"]


def test_before_the_morning_nothing_is_written(home: Path, post: Relay, monkeypatch: pytest.MonkeyPatch) -> None:
    asked("leader", "R", "vi", "brief")
    monkeypatch.setenv("CAMPAIGN_MAIL_MORNING", "24:00")
    assert went(home) == {}


def test_without_a_relay_nothing_is_written_and_the_page_is_told_so(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMPAIGN_MAIL_DOMAINS", "example.vn")
    asked("leader")
    assert went(home) == {} and spool.waiting() == []
    own = Order("subscribed", "leader", None, "vi", {"claims": CLAIMS | {"sub": "leader"}})
    assert desk.Clerk(small.loaded(home)).answer(own)["possible"] is False
    answer = CliRunner().invoke(__main__.cli, ["mail"])
    assert answer.exit_code == 1 and "CAMPAIGN_MAIL_HOST" in answer.output
    assert not mailing.Carrier().look(small.loaded(home))


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "leader@elsewhere.example"},
        {"address": "leader@example.vn, x@elsewhere.example"},
        {"address": "leader@example.vn\r\nBcc: x@elsewhere.example"},
        {"address": "leader@notexample.vn"},
        {"unit": "zz"},
        {"language": "xx"},
        {"kinds": ["alerts", "everything"]},
        {"claims": CLAIMS | {"sub": "admin"}},
        {"claims": {}},
        {"claims": CLAIMS | {"sub": "leader", "iss": "https://elsewhere.example"}},
    ],
)
def test_nobody_asks_for_others_nor_for_another_place(wrong: dict, home: Path, post: Relay) -> None:
    assert "fault" in asked(**({"who": "leader"} | wrong))
    assert subscriptions.known() == []


def test_a_chief_asks_for_their_own_districts_only(home: Path, post: Relay) -> None:
    assert "fault" in asked("chief", "b1")
    assert asked("chief", "a1") == {"kinds": ["alerts", "brief"]}


def test_an_address_that_the_login_has_verified_may_lie_anywhere(home: Path, post: Relay) -> None:
    claims = {"iss": readers.ISSUER, "sub": "leader", "email": "Me@elsewhere.example"}
    wants = {"address": "me@elsewhere.example"}
    assert "fault" in asked("leader", claims=claims | {"email_verified": False}, **wants)
    assert "kinds" in asked("leader", claims=claims | {"email_verified": True}, **wants)


def test_who_stops_it_gets_nothing_more(home: Path, post: Relay) -> None:
    asked("leader", "R", "vi", "alerts")
    asked("leader", "R", kinds=[])
    assert subscriptions.known() == []
    turned(home)
    assert went(home) == {}


def written(home: Path, who: str = "chief", unit: str = "A") -> spool.Message:
    """A message that waits: its relay is down."""
    asked(who, unit, "vi", "alerts")
    turned(home)
    assert went(home) == {"waiting": 1}
    (message,) = spool.waiting()
    return message


@pytest.fixture
def down(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relay of which nobody answers: the port is taken and listens to nobody."""
    monkeypatch.setattr(spool, "FIRST", timedelta(0))
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        relay.known(monkeypatch, held.getsockname()[1])
        yield


def test_a_relay_that_was_down_gets_the_message_once_it_is_up(
    home: Path, down: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = written(home)
    assert spool.tries(waits) == 1
    assert went(home) == {} and spool.tries(waits) == 2
    with relay.serving(monkeypatch) as up:
        assert went(home) == {"sent": 1}
        assert went(home) == {}
    (mail,) = up.taken
    assert mail["Message-ID"] == f"<{waits.id}@example.vn>"
    assert spool.waiting() == []
    assert list((home / "mail" / "spool").iterdir()) == []


def test_each_try_waits_twice_as_long_and_what_is_too_old_is_given_up(
    home: Path, down: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = written(home)
    monkeypatch.setattr(spool, "FIRST", timedelta(minutes=1))
    spool.later(waits, "")
    assert not spool.due() and not spool.is_due(waits)
    assert went(home) == {} and spool.tries(waits) == 2, "not tried"
    monkeypatch.setattr(spool, "LASTS", timedelta(seconds=-1))
    assert spool.later(waits, "too old") == spool.EXPIRED
    assert spool.waiting() == [] and spool.lines()[-1]["state"] == "expired"
    monkeypatch.undo()


def test_who_was_revoked_gets_neither_what_waits_nor_anything_new(
    home: Path, down: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(home)
    roster = home / "roster.toml"
    kept = roster.read_text(encoding="utf-8")
    roster.write_text(kept.replace('subject = "chief"', 'subject = "chief"\nrevoked = true'), encoding="utf-8")
    with relay.serving(monkeypatch) as up:
        assert went(home) == {"withheld": 1}
        turned(home, "2021-01-10")
        assert went(home) == {}
        roster.write_text(kept, encoding="utf-8")
        assert went(home) == {"waiting": 1, "sent": 1}, "told nothing until now"
    assert [mail["To"] for mail in up.taken] == ["chief@example.vn"]


def test_what_was_written_for_a_wider_scope_is_withheld(
    home: Path, down: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(home, "leader", "R")
    roster = home / "roster.toml"
    said = roster.read_text(encoding="utf-8").replace('role = "leader"', 'role = "chief"\nunit = "B"')
    roster.write_text(said, encoding="utf-8")
    turned(home, "2021-01-10", "b1")
    with relay.serving(monkeypatch) as up:
        assert went(home) == {"withheld": 1, "waiting": 1, "sent": 1}
    (mail,) = up.taken
    said = texts(mail)["plain"] + texts(mail)["html"]
    assert "Huyện B Một" in said and "Huyện A Một" not in said


def test_a_scope_that_is_not_looked_at_again_is_found_out(
    home: Path, down: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(home, "leader", "R")
    (home / "roster.toml").write_text("people = []", encoding="utf-8")
    monkeypatch.setattr(rounds, "_still", lambda *_: True)
    with relay.serving(monkeypatch) as up:
        went(home)
    assert "Huyện A Một" in texts(up.taken[0])["plain"], "what the two tests above would see"


def test_a_kill_between_the_relay_and_the_line_sends_the_same_message_id_again(
    home: Path, post: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked("leader", "R", "vi", "alerts")
    turned(home)

    def killed(*_: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(spool, "end", killed)
        with pytest.raises(KeyboardInterrupt):
            went(home)
    assert went(home) == {"sent": 1}
    assert went(home) == {}
    first, again = post.taken
    assert first["Message-ID"] == again["Message-ID"]


@pytest.mark.parametrize("where", ["_add", "_remove"])
def test_a_kill_around_a_line_sends_it_once(
    where: str, home: Path, post: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the message is written and before its line; after the line `sent` and before the file goes."""
    asked("leader", "R", "vi", "alerts")
    turned(home)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(spool, where, killed)
        with pytest.raises(KeyboardInterrupt):
            went(home)
    assert len(spool.waiting()) == 1
    went(home)
    assert went(home) == {}
    assert len(post.taken) == 1 and spool.waiting() == []


def test_a_second_process_writes_and_sends_nothing(home: Path, post: Relay) -> None:
    asked("leader", "R", "vi", "alerts")
    turned(home)
    with spool.alone() as mine:
        assert mine and went(home) == {}
    assert post.taken == []


def test_an_address_that_the_relay_refuses_is_not_tried_again_and_stops_nobody(home: Path, post: Relay) -> None:
    post.refused = {"leader@example.vn": "550 no such user", "admin@example.vn": "451 later"}
    for who, unit in (("leader", "R"), ("admin", "R"), ("chief", "A")):
        asked(who, unit, "vi", "alerts")
    turned(home)
    assert went(home) == {"waiting": 3, "refused": 1, "sent": 1}
    assert went(home) == {}
    states = {row["person"]: (row["state"], row["why"]) for row in spool.lines()}
    assert states["leader"] == ("refused", "550 no such user")
    assert states["admin"][0] == "waiting" and states["chief"][0] == "sent"


@pytest.mark.parametrize(
    ("command", "answer", "outcome"),
    [
        ("QUIT", "500 what?", {"waiting": 2, "sent": 2}),
        ("QUIT", "421 closing", {"waiting": 2, "sent": 2}),
        ("MAIL", "552 too large", {"waiting": 2, "refused": 2}),
        ("MAIL", "452 no room", {"waiting": 2}),
        ("MAIL", "550 not from you", {"waiting": 2}),
    ],
)
def test_what_is_taken_is_sent_and_what_is_ours_to_mend_waits(
    command: str, answer: str, outcome: dict[str, int], home: Path, post: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a relay that answers something else at each step of the way."""
    monkeypatch.setattr(spool, "FIRST", timedelta(0))
    post.says = {command: answer}
    for who in ("leader", "admin"):
        asked(who, "R", "vi", "alerts")
    turned(home)
    assert went(home) == outcome
    post.says = {}
    left = outcome["waiting"] - outcome.get("sent", 0) - outcome.get("refused", 0)
    assert went(home) == ({"sent": left} if left else {})
    assert len(post.taken) == outcome.get("sent", 0) + left, "nobody gets it twice"


@pytest.mark.parametrize("greeting", ["554 no", "451 later"])
def test_a_relay_that_does_not_greet_us_has_refused_no_message(
    greeting: str, home: Path, post: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smtplib.SMTP, "ehlo", lambda self, name="": (502, b"only HELO"))
    post.says = {"HELO": greeting}
    with pytest.raises(way.RelayDownError, match=greeting):
        way.deliver(b"To: a@example.vn\r\n\r\n", "a@example.vn")


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_the_way_to_the_relay_is_kept_secret_and_only_to_whom_we_trust(
    tls: str, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "FIRST", timedelta(0))
    certificate = relay.certified(tmp_path)
    (tmp_path / "password").write_text(relay.PASSWORD + "\n", encoding="utf-8")
    monkeypatch.setenv("CAMPAIGN_MAIL_USER", "dashboard")
    monkeypatch.setenv("CAMPAIGN_MAIL_PASSWORD_FILE", str(tmp_path / "password"))
    with relay.serving(monkeypatch, tls, certificate) as up:
        waits = written(home)
        assert up.taken == [] and up.logins == [], "nobody vouches for it"
        monkeypatch.setenv("CAMPAIGN_MAIL_CA", str(certificate))
        assert went(home) == {"sent": 1}
        assert up.logins == [relay.PASSWORD.encode()] and spool.tries(waits) == 0


def test_no_password_goes_over_an_open_line(
    home: Path, post: Relay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "password").write_text(relay.PASSWORD, encoding="utf-8")
    monkeypatch.setenv("CAMPAIGN_MAIL_USER", "dashboard")
    monkeypatch.setenv("CAMPAIGN_MAIL_PASSWORD_FILE", str(tmp_path / "password"))
    with pytest.raises(way.RelayDownError):
        way.deliver(b"Subject: x\r\n\r\nx", "leader@example.vn")
    assert post.logins == [] and post.taken == []


def test_what_was_sent_is_for_administrators_and_has_no_content(home: Path, post: Relay) -> None:
    asked("leader", "R", "vi", "alerts")
    turned(home)
    went(home)
    clerk = desk.Clerk(small.loaded(home))
    for role in ("leader", "chief", "staff", ""):
        assert "fault" in clerk.answer(Order("posted", role, None, "vi", role=role))
    assert "fault" in clerk.answer(Order("posted", "admin", "A", "vi", role="admin"))
    (row,) = clerk.answer(Order("posted", "admin", None, "vi", role="admin"))["messages"]
    assert (row["person"], row["address"], row["state"]) == ("leader", "leader@example.vn", "sent")
    assert "Huyện A Một" not in str(row) and set(row) >= {"kind", "unit", "at", "tries"}
    listed = CliRunner().invoke(__main__.cli, ["mail", "--list"])
    assert "leader@example.vn" in listed.output and "Huyện" not in listed.output


def test_files_of_the_mail_are_read_by_the_intake_alone(home: Path, down: None) -> None:
    written(home)
    kept = [home / "mail", *(home / "mail").rglob("*")]
    assert len([path for path in kept if path.suffix in (".json", ".jsonl")]) == 3
    for path in kept:
        if path.is_dir() or path.suffix in (".json", ".jsonl"):
            assert path.stat().st_mode & 0o077 == 0, path


def test_half_a_line_stops_nothing(home: Path, post: Relay) -> None:
    asked("leader", "R", "vi", "alerts")
    with (home / "mail" / "subscriptions.jsonl").open("a") as file:
        file.write('{"claims": {"iss": "x"')
    assert [one.person for one in subscriptions.known()] == ["leader"]
    asked("chief", "A", "vi", "alerts")
    assert [one.person for one in subscriptions.known()] == ["leader", "chief"]
    subscriptions.add(Subscription({"iss": "x", "sub": "gone"}, "gone@example.vn", "R", "vi", ("alerts",)))
    turned(home)
    assert went(home)["sent"] == 2, "of whom the roster knows nothing there is nothing to tell"
