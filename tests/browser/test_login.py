"""Login, logout, expiry, revocation and a change of role, with a real OpenID provider and a real browser."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page

from campaign import words
from campaign.web import return_to
from tests import readers, small
from tests.browser.conftest import PATIENCE, serving
from tests.wire import SECRET

SOON = "[data-testid=stApp][data-test-script-state=notRunning]"
PEOPLE = [
    User(sub="chief", claims={"name": "Nguyễn Văn A"}),
    User(sub="nobody"),
    User(sub="leader@x", claims={"email": "leader@x", "email_verified": True}),
]
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.delivered(tmp_path_factory.mktemp("login") / "small")


@pytest.fixture(scope="module", params=[3600])
def site(home: Path, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard and the provider, both on this machine; tokens last so many seconds."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    lasts = timedelta(seconds=request.param)
    with run_server_in_thread(user_claims=PEOPLE, access_token_max_age=lasts) as provider:
        issuer = f"http://localhost:{provider.server_port}"
        readers.write(home, "A", issuer, f'[[people]]\nissuer = "{issuer}"\nemail = "leader@x"\nrole = "leader"\n')
        secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
        secrets.write_text(
            f"""[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "dashboard"
client_secret = "secret"
server_metadata_url = "{issuer}/.well-known/openid-configuration"
""",
            encoding="utf-8",
        )
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CAMPAIGN_WATCH_EVERY", "2")
            with serving(home, Path("asgi.py"), "--secrets.files", str(secrets)) as server:
                yield server.address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def sign_in(page: Page, site: str, subject: str, view: str = "") -> None:
    page.goto(f"{site}/{view}")
    page.get_by_role("button", name=words.t("access.sign_in")).click()
    page.locator("input[name=sub]").fill(subject)
    page.locator("button[type=submit]").first.click()
    page.wait_for_url(f"{site}/**")
    page.wait_for_selector(SOON)


def test_a_stranger_is_asked_to_sign_in_on_every_address_and_sees_no_menu(site: str, page: Page) -> None:
    for address in ("", "tien-do", "so-lieu?unit=b1"):
        page.goto(f"{site}/{address}")
        page.get_by_text(words.t("access.signed_out")).wait_for()
        assert page.get_by_text("Tiến độ", exact=True).count() == 0
        assert page.locator(".strip, .finding").count() == 0


def test_somebody_on_the_roster_sees_their_scope_and_can_leave(site: str, page: Page) -> None:
    sign_in(page, site, "chief")
    page.locator(".strip").wait_for()
    assert "Thủ trưởng đơn vị · xem chi tiết Tỉnh A" in page.locator(".presence").inner_text()
    cookies = page.context.cookies()
    page.get_by_role("button", name=words.t("access.sign_out")).click()
    page.wait_for_url("**/oauth2/end_session**")
    page.goto(site)
    page.get_by_text(words.t("access.signed_out")).wait_for()
    page.context.add_cookies(cookies)
    page.goto(site)
    page.get_by_text(words.t("access.signed_out")).wait_for()
    assert page.locator(".strip").count() == 0


def test_whoever_signs_in_from_a_link_sees_the_view_of_the_link(site: str, page: Page) -> None:
    sign_in(page, site, "chief", "tien-do?unit=a1&measure=printed")
    page.locator(".finding", has_text="Thẻ đã in").wait_for()
    assert page.url == f"{site}/tien-do?unit=a1&measure=printed"
    assert "Huyện A Một" in page.locator("[class*=st-key-open_unit] button").inner_text()


@pytest.mark.parametrize("planted", ["//beacon.test/x", "https://beacon.test/", "/app/static/icon.svg"])
def test_a_planted_address_to_come_back_to_is_not_followed(planted: str, site: str, page: Page) -> None:
    page.goto(site)
    page.get_by_role("button", name=words.t("access.sign_in")).click()
    page.locator("input[name=sub]").wait_for()
    cookie = {"name": return_to.NAME, "value": quote(planted, safe=""), "url": site + return_to.COMES_BACK}
    page.context.add_cookies([cookie])
    page.locator("input[name=sub]").fill("chief")
    page.locator("button[type=submit]").first.click()
    page.locator(".strip").wait_for()
    assert page.url.split("?")[0] == f"{site}/"


def test_an_account_that_is_not_on_the_roster_gets_a_sentence(site: str, page: Page) -> None:
    sign_in(page, site, "nobody")
    page.get_by_text(words.t("access.unknown")).wait_for()
    assert page.locator(".strip").count() == 0


def test_an_open_page_follows_the_roster_by_itself(site: str, page: Page, home: Path) -> None:
    sign_in(page, site, "leader@x")
    page.locator(".strip").wait_for()
    assert "xem toàn bộ" in page.locator(".presence").inner_text()
    roster = home / "roster.toml"
    text = roster.read_text(encoding="utf-8")
    roster.write_text(text.replace('x"\nrole = "leader"', 'x"\nrole = "chief"\nunit = "B"'), encoding="utf-8")
    page.get_by_text("xem chi tiết Tỉnh B").wait_for()
    roster.write_text(text.replace('email = "leader@x"', 'email = "leader@x"\nrevoked = true'), encoding="utf-8")
    page.get_by_text(words.t("access.revoked")).wait_for()
    assert page.locator(".strip, .finding").count() == 0
    roster.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("site", [20], indirect=True)
def test_an_open_page_closes_by_itself_when_the_token_ends(site: str, page: Page) -> None:
    sign_in(page, site, "chief")
    page.locator(".strip").wait_for()
    page.get_by_text(words.t("access.expired")).wait_for()
    assert page.locator(".strip, .finding").count() == 0
