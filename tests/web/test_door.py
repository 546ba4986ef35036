"""Several campaigns behind one door: one process serves them, and nothing of one arrives with another.

Real server, real websocket, real login cookie. Both have the same codes, the same measures and a snapshot of the same
name, so that whatever forgets which campaign it is about shows the other's.
"""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from campaign import words
from campaign.__main__ import cli
from campaign.people import tokens
from campaign.people.roster import Reader
from campaign.ui import access, navigation
from tests import readers, small
from tests.browser.conftest import serving
from tests.leaks import Secret
from tests.pages.test_pages import run as run_page
from tests.web.test_wire import LOGIN
from tests.wire import Session, run

SAME = "20210105T000000000000"
NAMES = {"cards": ("Tỉnh ", "Huyện ", 1873), "doses": ("Vùng ", "Phường ", 2291)}
SECRETS = {
    "cards": Secret(frozenset({"Tỉnh A", "Huyện A Một"}), frozenset(), (1873,)),
    "doses": Secret(frozenset({"Vùng A", "Phường A Một"}), frozenset(), (2291,)),
}
PAGES = [(stem, {"unit": unit}) for stem in navigation.PAGES for unit in ("R", "A")]


def made(folder: Path) -> Path:
    """Two campaigns in a folder, each with names, a count and an office of its own, and a third with nothing yet."""
    for name, (province, district, count) in NAMES.items():
        units = small.UNITS.replace("Tỉnh ", province).replace("Huyện ", district)
        counts = small.COUNTS.replace(",100", f",{count}")
        toml = small.TOML.replace("Chiến dịch nhỏ", f"Chiến dịch {name}").replace("Small campaign", f"Campaign {name}")
        home = small.delivered(folder / name, counts=counts, units=units, toml=toml)
        (snapshot,) = home.glob("store/*.duckdb")
        snapshot.rename(snapshot.with_name(f"{SAME}.duckdb"))
        (home / "store" / "CURRENT").write_text(SAME, encoding="utf-8")
        readers.write(home, "A")
    small.folder(folder / "empty")
    (folder / "doses" / "roster.toml").write_text(
        readers.ROSTER.format(issuer=readers.ISSUER, unit="A").split("[[people]]")[1].join(["[[people]]", ""]),
        encoding="utf-8",
    )  # of the second the leader alone may see anything
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("door"))


@pytest.fixture(scope="module")
def site(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    secrets = tmp_path_factory.mktemp("login") / "secrets.toml"
    secrets.write_text(LOGIN, encoding="utf-8")
    options = ("--secrets.files", str(secrets))
    with serving(Path(), Path("asgi.py"), *options, CAMPAIGN_HOME="", CAMPAIGNS=str(folder)) as server:
        yield server.address


async def seen(address: str, subject: str, campaign: str, *visits: tuple[str, dict]) -> list[bytes]:
    """What arrives with somebody who goes through the visits of a campaign."""
    async with Session(address, readers.claims(subject)) as session:
        await session.open()
        asked = len(session.frames)  # the door shows what is theirs of all
        for stem, choice in visits:
            await session.open(navigation.ADDRESSES[stem], campaign=campaign, **choice)
            await session.open_all()
        return session.frames[asked:]


def test_nothing_of_one_campaign_arrives_with_another(site: str) -> None:
    async def at_once() -> list[list[bytes]]:
        both = (seen(site, "leader", name, *PAGES) for name in NAMES)
        return await asyncio.gather(*both)

    cards, doses = run(at_once())
    assert SECRETS["doses"].found(cards) == set() and SECRETS["cards"].found(doses) == set()
    assert SECRETS["cards"].names <= SECRETS["cards"].found(cards)
    assert SECRETS["doses"].names <= SECRETS["doses"].found(doses)


def test_a_session_that_goes_from_one_to_the_other_takes_nothing_along(site: str) -> None:
    async def both_in_turn() -> list[bytes]:
        async with Session(site, readers.claims("leader")) as session:
            await session.open("tien-do", campaign="cards", unit="A")
            await session.open_all()
            before = len(session.frames)
            await session.open("tien-do", campaign="doses", unit="A")
            await session.open_all()
            return session.frames[before:]

    assert SECRETS["cards"].found(run(both_in_turn())) == set()


def test_the_door_shows_each_reader_their_own(site: str) -> None:
    async def shown(subject: str) -> str:
        async with Session(site, readers.claims(subject)) as session:
            await session.open()
            return b"\n".join(session.frames).decode("utf-8", "ignore")

    leader, chief = (run(shown(subject)) for subject in ("leader", "chief"))
    assert "Chiến dịch cards" in leader and "Chiến dịch doses" in leader
    assert "Chiến dịch cards" in chief and "doses" not in chief
    assert "Hai chiến dịch cạnh nhau" in leader and "Hai chiến dịch cạnh nhau" not in chief


def test_who_may_not_see_a_campaign_is_refused_by_its_address(site: str) -> None:
    frames = run(seen(site, "chief", "doses", ("overview", {}), ("map", {})))
    assert SECRETS["doses"].found(frames) == set()
    assert "chưa được cấp quyền" in b"\n".join(frames).decode("utf-8", "ignore")


def test_programs_name_the_campaign_that_they_ask(site: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(folder / "doses"))
    secret = tokens.make(readers.claims("leader"), "leader", "test")
    asked = f"{site}/api/v1/units_below?format=csv&unit=R&measure=received"
    bearer = {"Authorization": f"Bearer {secret}"}
    doses, cards, none = (
        httpx.get(f"{asked}{campaign}", headers=bearer) for campaign in ("&campaign=doses", "&campaign=cards", "")
    )
    assert doses.status_code == 200 and "2291" in doses.text and "Tỉnh" not in doses.text
    assert cards.status_code == 401  # a token is of one campaign
    assert none.status_code == 503 and "campaign" in none.text


def test_health_is_that_of_all(site: str) -> None:
    answer = httpx.get(f"{site}/health")
    states = answer.json()["campaigns"]
    assert answer.status_code == 503 and states["empty"]["reason"] == "NothingPublished"
    assert {name: state["status"] for name, state in states.items()} == {
        "cards": "well",
        "doses": "well",
        "empty": "failing",
    }


@pytest.fixture
def open_door(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CAMPAIGN_HOME", raising=False)
    monkeypatch.setenv("CAMPAIGNS", str(folder))


@pytest.mark.usefixtures("open_door")
@pytest.mark.parametrize("lang", words.LANGUAGES)
def test_every_page_asks_for_the_campaign_first(lang: str) -> None:
    app = run_page("pace", lang=lang)
    shown = " ".join(block.body for block in app.html)
    assert not app.exception
    assert "campaign=cards" in shown and "campaign=doses" in shown
    assert words.t("screen.nothing_published") in shown  # of the third


@pytest.mark.usefixtures("open_door")
def test_two_campaigns_are_laid_over_one_another_by_shares() -> None:
    shown = " ".join(block.body for block in run_page("overview").html)
    # 1,873 and 2,291 of 6,000 on the fifth of 61 days, with nothing told after it.
    assert words.t("campaigns.had", name="Chiến dịch cards: Hồ sơ thu nhận", done="31,2%") in shown
    assert words.t("campaigns.had", name="Chiến dịch doses: Hồ sơ thu nhận", done="38,1%") in shown


@pytest.mark.usefixtures("open_door")
def test_what_a_widget_calls_is_about_the_campaign_of_its_page() -> None:
    app = run_page("map", campaign="cards", unit="A")
    app.query_params["campaign"] = "doses"  # as when the way back was taken and the page has not come yet
    app.button(key="trail_R").click().run()
    assert not app.exception


@pytest.mark.usefixtures("open_door")
def test_an_address_of_a_campaign_that_is_not_there_says_so() -> None:
    shown = " ".join(block.body for block in run_page("overview", campaign="khong-co").html)
    assert "khong-co" in shown and "campaign=cards" in shown


@pytest.mark.usefixtures("open_door")
def test_a_command_says_how_to_name_one_campaign_of_several() -> None:
    answer = CliRunner().invoke(cli, ["check"])
    assert answer.exit_code == 1 and "cards, doses, empty" in answer.output and "CAMPAIGN_HOME" in answer.output


def test_a_unit_without_targets_has_nothing_to_lay_over_another(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder / "cards", tmp_path / "cards")
    small.delivered(tmp_path / "aimless", targets=small.TARGETS.splitlines()[0] + "\n")
    monkeypatch.delenv("CAMPAIGN_HOME", raising=False)
    monkeypatch.setenv("CAMPAIGNS", str(tmp_path))
    monkeypatch.setattr(access, "reader", lambda: Reader("chief", "chief", "A", ("R", "A", "a1", "a2")))
    app = run_page("overview")
    shown = " ".join(block.body for block in app.html)
    assert not app.exception
    assert "campaign=aimless" in shown and words.t("campaigns.beside") not in shown
