"""A login is asked for on every run: what a page shows follows the roster, the token and the clock at once."""

import shutil
import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from campaign import settings, words
from campaign.people import audit, roster
from campaign.ui import navigation, reports
from tests import readers, small
from tests.pages.test_pages import unit_shown

COUNTS = small.COUNTS + "2021-01-05,b1,received,7777\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.delivered(tmp_path_factory.mktemp("access") / "small", COUNTS)


@pytest.fixture(autouse=True)
def home(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small campaign with one delivery, its roster as written and nothing looked at yet."""
    monkeypatch.setenv("CAMPAIGN_HOME", str(folder))
    readers.write(folder, "A")
    shutil.rmtree(settings.audit(), ignore_errors=True)
    return folder


def opened(subject: str | None = "chief", **claimed: object) -> AppTest:
    app = AppTest.from_file(str(settings.PROJECT / "dashboard.py"), default_timeout=600)
    app.user = readers.claims(subject, **claimed) if subject else {"is_logged_in": False}
    words.use("vi")
    return app.run()


def shows_figures(app: AppTest) -> bool:
    assert not app.exception
    return any('class="strip"' in block.body for block in app.html)


def says(app: AppTest, reason: str) -> bool:
    return words.t(f"access.{reason}") in [text.value for text in app.markdown]


@pytest.mark.parametrize("subject", ["leader", "admin", "chief", "staff"])
def test_everybody_on_the_roster_sees_figures(subject: str) -> None:
    assert shows_figures(opened(subject))


@pytest.mark.parametrize("stem", [*navigation.PAGES, *navigation.OFFICE])
def test_a_page_without_its_frame_shows_nothing_to_a_stranger(stem: str) -> None:
    """Until the menu has been made once in a process, a page's file answers by its own name (decision 63)."""
    app = AppTest.from_file(str(settings.PROJECT / "pages" / f"{stem}.py"), default_timeout=600)
    app.user = {"is_logged_in": False}
    app.run()
    assert not app.exception
    assert not app.html
    assert says(app, "signed_out")


def opened_list(app: AppTest) -> list[str]:
    """What the picker lists once it is open."""
    app.session_state["open_unit_R"] = True
    return [button.label for button in app.run().button if str(button.key).startswith("unit_")]


def test_nobody_sees_anything_before_signing_in() -> None:
    app = opened(None)
    assert not shows_figures(app)
    assert says(app, "signed_out")
    assert [button.label for button in app.button] == [words.t("access.sign_in")]


def test_revocation_and_a_change_of_role_count_at_the_next_run(home: Path) -> None:
    app = opened("chief")
    assert "7.777" not in str(app.html)
    roster = home / "roster.toml"
    text = roster.read_text()
    roster.write_text(text.replace('role = "chief"\nunit = "A"', 'role = "leader"'))
    app.query_params["unit"] = "b1"
    words.use("vi")
    app.switch_page("pages/pace.py").run()
    assert unit_shown(app) == "b1"
    roster.write_text(text.replace('role = "chief"', 'role = "chief"\nrevoked = true'))
    app.run()
    assert not shows_figures(app)
    assert says(app, "revoked")


def test_a_roster_that_is_read_only_once_is_found(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app, as_it_was = opened("chief"), roster.read(settings.roster())
    monkeypatch.setattr(roster, "read", lambda path: as_it_was)
    text = settings.roster().read_text()
    settings.roster().write_text(text.replace('role = "chief"', 'role = "chief"\nrevoked = true'))
    assert shows_figures(app.run()), "what the test above would see"


def test_a_token_ends_while_the_page_is_open() -> None:
    app = opened("chief")
    assert shows_figures(app)
    app.user["exp"] = time.time() - 1
    app.run()
    assert not shows_figures(app)
    assert says(app, "expired")


def test_signing_out_anywhere_ends_a_replayed_cookie_too() -> None:
    app = opened("chief", iat=int(time.time()) - 60)
    assert shows_figures(app)
    audit.sign_out(f"{readers.ISSUER} chief")
    assert not shows_figures(app.run())
    assert shows_figures(opened("chief", iat=int(time.time()) + 1))


@pytest.mark.parametrize("unit", ["b1", "../R", "", "A,b1", "[]"])
def test_an_address_with_a_unit_outside_the_scope_shows_the_own_view(unit: str) -> None:
    app = AppTest.from_file(str(settings.PROJECT / "dashboard.py"), default_timeout=600)
    app.user = readers.claims("chief")
    app.query_params["unit"] = unit
    app.run()
    assert shows_figures(app)
    assert unit_shown(app) == "R"
    listed = opened_list(app)
    assert listed
    assert "Huyện B Một" not in str([listed, *(block.body for block in app.html)])


def test_views_are_written_down_with_unit_and_snapshot_and_refusals_with_their_reason() -> None:
    opened("chief")
    opened("nobody")
    view, refusal = audit.lines()
    assert (view["subject"], view["action"], view["page"]) == ("chief", "view", "overview")
    assert view["snapshot"]
    assert (refusal["subject"], refusal["action"], refusal["reason"]) == ("nobody", "refused", "unknown")


def test_without_a_login_the_page_says_that_it_is_open_here() -> None:
    app = AppTest.from_file(str(settings.PROJECT / "dashboard.py"), default_timeout=600)
    words.use("vi")
    app.run()
    assert shows_figures(app)
    assert words.t("access.open") in " ".join(block.body for block in app.html)


def test_a_report_is_made_in_the_name_of_whoever_takes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    names = []
    monkeypatch.setattr(reports, "offer", lambda report, form: names.append(report.reader))
    app = AppTest.from_file(str(settings.PROJECT / "pages" / "reports.py"), default_timeout=600)
    app.user = readers.claims("chief")
    app.run()
    assert set(names) == {"chief"}
    app.user = {}
    app.run()
    assert len(set(names)) == 2, "without a login in the session's own"
