"""Everybody who signs in asks for mail on a page, for themselves; administrators see what was sent to whom."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from campaign import words
from campaign.mail import spool, subscriptions
from campaign.people import audit
from campaign.report.mail import rounds
from tests import readers, small
from tests.mail import relay
from tests.pages.office import attended, followed, opened, shown


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = small.delivered(tmp_path_factory.mktemp("mail") / "small")
    readers.write(home, "A")
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return followed(made, tmp_path, monkeypatch)


@pytest.fixture
def post(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[relay.Relay]:
    with relay.serving(monkeypatch) as taking, attended():
        yield taking


def field(app: AppTest, kind: str, label: str):
    (found,) = [one for one in app.get(kind) if one.label == words.t(f"mail.{label}")]
    return found


def press(app: AppTest, label: str) -> str:
    field(app, "button", label).click().run()
    assert not app.exception
    return shown(app)


@pytest.mark.parametrize("subject", ["leader", "chief", "staff", "admin"])
def test_everybody_asks_for_mail_stops_it_and_gets_it_in_between(subject: str, home: Path, post: relay.Relay) -> None:
    app = opened("mail", subject)
    assert words.t("mail.none") in shown(app) and words.t("mail.impossible") not in shown(app)
    field(app, "text_input", "address").set_value(f"{subject}@example.vn")
    field(app, "selectbox", "unit").set_value("A")
    said = press(app, "save")
    assert words.t("mail.saved", unit="Tỉnh A", address=f"{subject}@example.vn") in said
    (one,) = subscriptions.known()
    assert (one.person, one.unit, one.language, one.kinds) == (subject, "A", "vi", subscriptions.KINDS)
    rounds.go(small.loaded(home))
    assert {mail["To"] for mail in post.taken} == {f"{subject}@example.vn"}
    app = opened("mail", subject, mail="A")
    assert f"{subject}@example.vn" in shown(app)
    assert words.t("mail.stopped", unit="Tỉnh A") in press(app, "stop")
    assert subscriptions.known() == []
    done = [line["action"] for line in audit.lines() if line["action"].endswith("subscribe")]
    assert done == ["subscribe", "unsubscribe"]


def test_an_address_of_nobody_is_refused_in_a_sentence(home: Path, post: relay.Relay) -> None:
    app = opened("mail", "chief")
    field(app, "text_input", "address").set_value("chief@elsewhere.example")
    assert words.t("mail.not_allowed") in press(app, "save")
    assert subscriptions.known() == []


def test_a_chief_is_offered_their_own_district_and_no_other(home: Path, post: relay.Relay) -> None:
    offered = field(opened("mail", "chief"), "selectbox", "unit").options
    assert "Huyện A Một, Tỉnh A" in offered and not any("Huyện B" in one for one in offered)


def test_administrators_alone_see_what_was_sent(home: Path, post: relay.Relay) -> None:
    wants = {"iss": readers.ISSUER, "sub": "leader"}
    subscriptions.add(subscriptions.Subscription(wants, "leader@example.vn", "R", "vi", ("brief",)))
    rounds.go(small.loaded(home))
    assert [row["state"] for row in spool.lines()] == ["waiting", "sent"]
    app = opened("mail", "admin")
    assert words.t("mail.posted") in [one.label for one in app.expander]
    for subject in ("leader", "chief", "staff"):
        labels = [one.label for one in opened("mail", subject).expander]
        assert words.t("mail.posted") not in labels


def test_without_a_relay_the_page_says_that_nothing_goes_out(home: Path) -> None:
    with attended():
        assert words.t("mail.impossible") in shown(opened("mail", "leader"))


def test_the_foot_of_a_page_leads_there(home: Path) -> None:
    links = [one.label for one in opened("keys", "leader").get("page_link")]
    assert words.t("mail.menu") in links
