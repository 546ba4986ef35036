"""A chief never receives another province's districts: whatever page, whatever is opened or downloaded.

Real server, real websocket, real login cookie. What a leader receives from the same pages is the control.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from campaign import export, words
from campaign.definition import Unit
from campaign.people import roster, tokens
from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.cleansing import exhibits as cleansing
from campaign.subjects.comparison import exhibits as comparison
from campaign.ui import navigation, share
from tests import readers, small
from tests.browser.conftest import serving
from tests.leaks import Secret
from tests.wire import SECRET, Session, run

OWN, OTHER = "01", "02"
LOGIN = f"""[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "dashboard"
client_secret = "none"
server_metadata_url = "http://127.0.0.1:1/.well-known/openid-configuration"
"""
# Every page, and the choices on a page that draw something else. A new page is here by itself.
CHOICES = {
    "comparison": [{"view": view} for view in comparison.VIEWS],
    "cleansing": [{"part": part} for part in cleansing.PARTS],
    "map": [{"shape": "deep"}, {"shape": "tiles"}, {"time": "weeks"}, {"view": "chance"}],
}
# Of all pictures of a figure one is drawn, as vectors, whose text can be searched; the others show the same page.
# A report's PDF says what its Word file says, a figure's slide what its workbook says.
DRAWN = {form.label for name, form in export.PICTURES.items() if name != "svg"} | {
    *(words.t(f"report.form_{form}") for form in ("pdf", "brief")),
    share.SLIDE.label,
}
VISITS = [(stem, choice) for stem in navigation.PAGES for choice in [{}, *CHOICES.get(stem, [])]]


@contextmanager
def site(home: Path, tmp_path: Path) -> Iterator[str]:
    """The dashboard of `home` with a login configured."""
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(LOGIN, encoding="utf-8")
    with serving(home, Path("dashboard.py"), "--secrets.files", str(secrets)) as server:
        yield server.address


Visits = list[tuple[str, dict]]


async def received(address: str, subject: str | None, visits: Visits) -> tuple[list[bytes], list[bytes]]:
    """Frames and files of somebody who goes through the visits, opens all that opens and downloads all there is."""
    files: list[bytes] = []
    async with Session(address, readers.claims(subject) if subject else None) as session:
        await session.open()
        for stem, choice in visits:
            await session.open(navigation.PAGES[stem], **choice)
            await session.open_all()
            if choice == visits[0][1]:  # elsewhere and otherwise the same files are made of what is on the page
                files += (await session.files(*DRAWN)).values()
        return session.frames, files


def visits(root: str, *others: str) -> Visits:
    """Every page with every choice for the root, and every page for the other units."""
    return [(stem, {"unit": root} | choice) for stem, choice in VISITS] + [
        (stem, {"unit": unit}) for unit in others for stem in navigation.PAGES
    ]


@pytest.fixture(scope="module")
def demonstrated(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    readers.write(demonstration, OWN)
    with site(demonstration, tmp_path_factory.mktemp("login")) as address:
        yield address
    (demonstration / "roster.toml").unlink()


@pytest.fixture
def districts(demo_home: Path) -> Secret:
    """Names and codes of the districts of all other provinces; a code without a leading zero may be a number."""
    hidden, seen = split(OWN)
    names = {str(unit.name) for unit in seen}
    return Secret(
        frozenset(str(unit.name) for unit in hidden) - names,
        frozenset(unit.code for unit in hidden if unit.code.startswith("0")),
    )


def split(own: str) -> tuple[list[Unit], list[Unit]]:
    """Units that the chief of `own` must not see, and those that they may."""
    campaign = catalogue.campaign()
    visible = roster.visible(campaign, own)
    return (
        [unit for unit in campaign.units if unit.code not in visible],
        [unit for unit in campaign.units if unit.code in visible],
    )


@pytest.mark.parametrize(("subject", "units"), [("chief", ["VN", OTHER]), ("staff", [OWN])])
def test_no_district_of_another_province_arrives(
    subject: str, units: list[str], demonstrated: str, districts: Secret
) -> None:
    frames, files = run(received(demonstrated, subject, visits(*units)))
    assert len(files) > 20
    assert districts.found(frames, files) == set()


@pytest.mark.parametrize("subject", ["leader", "admin"])
def test_the_search_finds_names_and_codes_in_what_a_leader_receives(
    subject: str, demonstrated: str, districts: Secret
) -> None:
    asked = [("map", {"shape": "deep"}), ("quality", {}), ("comparison", {"unit": OTHER})]
    frames, files = run(received(demonstrated, subject, asked))
    for part in (frames, []), (frames[:1], files):
        found = districts.found(*part)
        assert len(found & districts.names) > 5
        assert len(found & districts.codes) > 5
    assert len(marks(frames)) == 4


@pytest.mark.parametrize("subject", ["chief", "staff", "leader"])
def test_a_program_receives_no_more_than_its_person(
    subject: str, demonstrated: str, demo_home: Path, districts: Secret
) -> None:
    known = {"iss": readers.ISSUER, "sub": subject}
    secret = tokens.make(known, subject, "test", unit=None)
    params = {"measure": "received", "level": "district"}
    asked = [(name, params, unit) for name in queries.names() for unit in ("VN", OWN, OTHER)]
    answers: list[bytes] = []
    with serving(demo_home) as server:
        for name, more, unit in asked:
            given = {
                key: value for key, value in {**more, "unit": unit}.items() if key in queries.question(name).params
            }
            answer = httpx.get(
                f"{server.address}/api/v1/{name}",
                params=given,
                headers={"Authorization": f"Bearer {secret}"},
                timeout=60,
            )
            assert answer.status_code in (200, 403), answer.text
            answers.append(answer.content)
    assert bool(districts.found([], answers)) == (subject == "leader")


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign in which every number is like no other: two provinces of two districts."""
    units = small.UNITS + "b2,B,district,Huyện B Hai,District B Two,,,1000,900\n"
    targets = small.TARGETS + "".join(
        f"{code},printed,{target},2021-03-02,2021-01-01,ministry\n"
        for code, target in {
            "A": 5_100_000_011,
            "B": 4_200_000_023,
            "a1": 3_000_000_017,
            "a2": 2_099_999_994,
            "b1": 2_600_000_029,
            "b2": 1_599_999_994,
        }.items()
    )
    chance = random.Random(8)
    days = [date(2021, 1, 1) + timedelta(days=day) for day in range(45)]
    rows = "".join(
        f"{day},{code},{measure},{chance.randrange(10_000_000, 60_000_000)}\n"
        for day in days
        for code in ("a1", "a2", "b1", "b2")
        for measure in ("received", "printed")
    )
    home = small.delivered(
        tmp_path_factory.mktemp("counted") / "small",
        "date,unit_code,measure,count\n" + rows,
        units=units,
        targets=targets,
    )
    readers.write(home, "A")
    return home


def numbers(scope: Scope) -> set[float]:
    """Whole numbers above a million in every answer to every question about every unit."""
    campaign, found = catalogue.campaign(), set()
    for name in queries.names():
        asked = queries.question(name).params
        more = {"level": "district"} if "level" in asked else {}
        for unit in campaign.units if "unit" in asked else campaign.units[:1]:
            answer = queries.table(name, Selection(scope, unit.code, date(2021, 2, 14), "received"), **more)
            found |= set(answer.select_dtypes("number").to_numpy(float).ravel())
    return {number for number in found if number > 1_000_000 and number % 1 == 0}


def test_no_number_of_another_province_s_districts_arrives(
    counted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(counted))
    hidden, seen = split("A")
    only_theirs = numbers(EVERYTHING) - numbers(Scope(tuple(unit.code for unit in seen)))
    secret = Secret(
        frozenset(str(unit.name) for unit in hidden), frozenset(unit.code for unit in hidden), tuple(only_theirs)
    )
    assert len(only_theirs) > 200
    with site(counted, tmp_path) as address:
        assert secret.found(*run(received(address, "chief", visits("R", "B", "b1")))) == set()
        found = secret.found(*run(received(address, "leader", visits("b1"))))
    assert len(found) > 30


async def forged(address: str, stem: str, subject: str = "chief") -> list[bytes]:
    """What somebody gets who puts a district of another province into every widget that takes a value."""
    async with Session(address, readers.claims(subject)) as session:
        await session.open()
        for name, value in {"unit": "024", "peer": "024", "pick_measure": "024"}.items():
            await session.open(navigation.PAGES[stem], **{name: value})
        await session.open_all("-open_")  # what units are chosen in
        for widget, element in list(session.elements.items()):
            if type(element).__name__ in ("Selectbox", "TextInput"):
                for value in ({"string_value": "024"}, {"string_value": FORGED}, {"int_value": 700}):
                    before = len(session.frames)
                    await session.set(widget, **value)
                    echo = [frame for frame in session.frames[before:] if FORGED.encode() in frame]
                    assert len(echo) <= (type(element).__name__ == "TextInput"), "at most the reader's own words"
                    session.frames[before:] = [frame for frame in session.frames[before:] if frame not in echo]
        return session.frames


FORGED = "Huyện Đồng Văn, Hà Giang"


@pytest.mark.parametrize("stem", navigation.PAGES)
def test_forged_widgets_and_addresses_do_not_widen_the_scope(stem: str, demonstrated: str, districts: Secret) -> None:
    echoed = {"024"}  # in links: the reader's own words
    frames = run(forged(demonstrated, stem))
    assert any(b'class="strip"' in frame for frame in frames), "the page was there"
    assert districts.found(frames) <= echoed


def test_the_same_forgery_opens_the_district_where_nothing_is_hidden(demonstrated: str, districts: Secret) -> None:
    assert "Thành phố Hà Giang" in districts.found(run(forged(demonstrated, "pace", "leader"))), "024 by its name"


@pytest.mark.parametrize("subject", [None, "nobody"])
def test_a_stranger_receives_no_figure_at_all(subject: str | None, demonstrated: str) -> None:
    frames, files = run(received(demonstrated, subject, visits("VN")))
    assert files == []
    assert marks(frames) == set()


def marks(frames: list[bytes]) -> set[str]:
    """What only a page with figures says: a unit, a measure, a chart, a finding."""
    return {
        mark for mark in ("Hà Nội", "thu nhận", '"layout":{', 'class="finding') if mark.encode() in b"".join(frames)
    }
