"""Login, logout, expiry, revocation and a change of role, with a real OpenID provider and a real browser."""

import json
import logging
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, Page

from campaign import settings, words
from campaign.mail import subscriptions
from campaign.people import tokens
from campaign.ui import navigation
from campaign.web import return_to
from tests import readers, small
from tests.browser.conftest import PATIENCE, REST, WIDTHS, serving
from tests.mail import relay
from tests.wire import SECRET

SOON = "[data-testid=stApp][data-test-script-state=notRunning]"
PEOPLE = [
    User(sub="chief", claims={"name": "Nguyễn Văn A"}),
    User(sub="nobody"),
    User(sub="admin"),
    User(sub="newcomer"),
    User(sub="leader@x", claims={"email": "leader@x", "email_verified": True}),
]
LATER = "date,unit_code,measure,count\n2021-01-05,a1,received,90\n2021-01-06,a2,received,40\n"
pytestmark = pytest.mark.filterwarnings("ignore:get_jwt_config")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.delivered(tmp_path_factory.mktemp("login") / "small")


@pytest.fixture(scope="module")
def post() -> Iterator[relay.Relay]:
    """The mail of the closed network, which the server knows."""
    with pytest.MonkeyPatch.context() as patch, relay.serving(patch) as taking:
        yield taking


@pytest.fixture(scope="module", params=[3600])
def site(
    home: Path, post: relay.Relay, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
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


def decide(page: Page, site: str, record: str, button: str, *, check: str = "", **typed: str) -> None:
    """Change a person of the roster on the page, as its administrator."""
    page.goto(f"{site}/{navigation.OFFICE['settings']}?section=people&record={record}")
    page.wait_for_selector(SOON)
    for label, value in typed.items():
        field = page.get_by_label(re.compile(f"^{re.escape(words.t(f'settings.field_{label}'))}"))
        field.fill(value)
        if label in ("role", "unit"):
            page.get_by_role("option", name=value, exact=True).click()
    if check:
        page.get_by_text(words.t(f"settings.field_{check}")).click()
    page.get_by_role("textbox", name=words.t("intake.because")).fill("theo quyết định số 7")
    page.get_by_role("button", name=words.t(f"intake.{button}"), exact=True).click()
    page.locator(".told", has_text=words.t("settings.changed")).wait_for()


def test_a_person_is_added_signs_in_and_is_revoked(site: str, page: Page, browser: Browser, pictures: Path) -> None:
    page.set_viewport_size({"width": 1280, "height": 1600})  # scrolling closes a list
    sign_in(page, site, "admin")
    decide(page, site, "new", "save", subject="newcomer", role="Thủ trưởng đơn vị", unit="Tỉnh B")
    context = browser.new_context(locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    theirs = context.new_page()
    sign_in(theirs, site, "newcomer")
    assert "xem chi tiết Tỉnh B" in theirs.locator(".presence").inner_text()
    decide(page, site, "5", "save", check="revoked")
    theirs.get_by_text(words.t("access.revoked")).wait_for()
    assert theirs.locator(".strip, .finding").count() == 0
    context.close()
    page.goto(f"{site}/{navigation.OFFICE['keys']}")
    page.get_by_label(words.t("keys.name")).fill("Power BI")
    page.get_by_role("button", name=words.t("keys.make")).click()
    assert page.locator("[data-testid=stCode]").inner_text().startswith(tokens.PREFIX)
    page.screenshot(path=pictures / "keys-made.png", full_page=True)


def photograph(page: Page, pictures: Path, name: str) -> None:
    """The whole page at each width, for somebody to look at."""
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(REST)
        page.screenshot(path=pictures / f"{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@contextmanager
def _watching(home: Path) -> Iterator[None]:
    """Whoever takes in what lies in the inbox and has mail sent, as it runs beside the pages."""
    env, quiet = {**os.environ, "CAMPAIGN_HOME": str(home)}, subprocess.DEVNULL
    watch = subprocess.Popen([sys.executable, "-m", "campaign", "watch"], cwd=settings.PROJECT, env=env, stdout=quiet)
    try:
        yield
    finally:
        watch.terminate()
        watch.wait(timeout=60)


def _until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE / 1000
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.2)


def _an_hour_passes(home: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(home))
        for file in (settings.audit() / "visits").iterdir():
            now, before = json.loads(file.read_text(encoding="utf-8"))
            now["at"] = f"{datetime.fromisoformat(now['at']) - timedelta(hours=1)}"
            file.write_text(json.dumps([now, before]), encoding="utf-8")


def test_who_comes_back_sees_what_is_new_since_then_and_was_told_by_mail(
    site: str, page: Page, browser: Browser, home: Path, post: relay.Relay, pictures: Path
) -> None:
    sign_in(page, site, "leader@x", navigation.OFFICE["mail"])
    page.get_by_label(words.t("mail.address"), exact=True).fill("leader@example.vn")
    page.get_by_role("button", name=words.t("mail.save")).click()
    page.locator(".told", has_text="leader@example.vn").wait_for()
    photograph(page, pictures, "mail")
    page.goto(site)
    page.locator(".strip").wait_for()
    page.evaluate(REST)
    assert page.locator(".st-key-since_open").count() == 0, "who has never looked before has nothing to catch up with"

    page.goto("about:blank")  # a page that stays open shows the new figures by itself
    (home / "inbox" / "later.csv").write_text(LATER, encoding="utf-8")
    with _watching(home):
        _until(lambda: len(post.taken) == len(subscriptions.KINDS))
    assert {mail["To"] for mail in post.taken} == {"leader@example.vn"}
    assert all("06/01/2021" in mail["Subject"] for mail in post.taken)
    _an_hour_passes(home)
    context = browser.new_context(locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    later = context.new_page()
    sign_in(later, site, "leader@x")
    box = later.locator(".st-key-since_open")
    box.get_by_text("05/01/2021").wait_for()
    assert box.locator("h4").count() == 0, "made when it is opened"
    box.locator("summary").click()
    box.locator("li", has_text="Huyện A Một (Hồ sơ thu nhận, thay đổi 10)").wait_for()
    photograph(later, pictures, "since")
    later.reload()
    box.get_by_text("05/01/2021").wait_for()  # a page loaded again is the same visit
    context.close()

    page.context.clear_cookies()
    sign_in(page, site, "admin", navigation.OFFICE["mail"])
    page.locator("[data-testid=stExpander] summary", has_text=words.t("mail.posted")).click()
    page.locator("[data-testid=stDataFrame]").wait_for()
    page.evaluate(REST)
    assert "leader@example.vn" in page.locator("[data-testid=stDataFrame] table").text_content()
    photograph(page, pictures, "mail-admin")


@pytest.mark.parametrize("site", [20], indirect=True)
def test_an_open_page_closes_by_itself_when_the_token_ends(site: str, page: Page) -> None:
    sign_in(page, site, "chief")
    page.locator(".strip").wait_for()
    page.get_by_text(words.t("access.expired")).wait_for()
    assert page.locator(".strip, .finding").count() == 0
