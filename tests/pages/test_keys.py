"""Tokens of programs are made, seen and revoked on a page: by whose they are, and all of them by administrators."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from campaign import words
from campaign.people import audit, tokens
from campaign.people.roster import AccessRefusedError
from tests import readers, small
from tests.pages.office import opened, shown

NAME = "Bảng tháng của phòng"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = small.delivered(tmp_path_factory.mktemp("keys") / "small")
    readers.write(home, "A")
    return home


@pytest.fixture(autouse=True)
def home(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAMPAIGN_HOME", str(made))
    for one in tokens.known():
        tokens.revoke(one.id)
    return made


def made_by(subject: str, name: str = NAME) -> str:
    """Make a token on the page; what is shown of it."""
    app = opened("keys", subject)
    (field,) = [one for one in app.text_input if one.label == words.t("keys.name")]
    field.set_value(name)
    press(app, "make")
    return app.code[0].value if app.code else ""


def press(app: AppTest, label: str) -> None:
    (button,) = [one for one in app.button if one.label == words.t(f"keys.{label}")]
    button.click().run()
    assert not app.exception


@pytest.mark.parametrize("subject", ["chief", "leader", "staff", "admin"])
def test_a_token_sees_what_its_person_sees_and_is_shown_once(subject: str, home: Path) -> None:
    secret = made_by(subject)
    who = tokens.reader(secret, small.loaded(home))
    assert (who.subject, who.role) == (subject, subject)
    app = opened("keys", subject)
    assert not app.code
    assert NAME in shown(app)
    assert secret not in shown(app)
    assert [line["name"] for line in audit.lines() if line["action"] == "token_made"][-1] == NAME


def test_ones_own_are_revoked_on_the_page_and_others_are_not_seen(home: Path) -> None:
    secret = made_by("chief")
    (token,) = tokens.known()
    assert NAME not in shown(opened("keys", "staff", key=token.id))
    app = opened("keys", "chief", key=token.id)
    press(app, "revoke")
    assert tokens.known() == []
    with pytest.raises(AccessRefusedError):
        tokens.reader(secret, small.loaded(home))


def test_an_administrator_sees_and_revokes_everybodys(home: Path) -> None:
    made_by("chief", "Excel của huyện")
    (token,) = tokens.known()
    app = opened("keys", "admin", key=token.id)
    assert "Excel của huyện" in shown(app)
    press(app, "revoke")
    assert tokens.known() == []


def test_tokens_that_the_command_line_made_for_an_address_are_ones_own(home: Path) -> None:
    command = {"iss": readers.ISSUER, "sub": "a@x", "email": "a@x", "email_verified": True}
    tokens.make(command, "a@x", "made by command")
    login = readers.claims("8f14e45f", email="A@x", email_verified=True)
    assert [one.name for one in tokens.of(login)] == ["made by command"]
    assert tokens.of(login | {"email_verified": False}) == []
    assert tokens.of(login | {"iss": "https://elsewhere.test"}) == []


def test_without_a_name_or_a_login_none_is_made(home: Path) -> None:
    assert made_by("chief", " ") == ""
    assert tokens.known() == []
