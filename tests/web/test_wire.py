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
from campaign.ingest import day_notes, entries, register
from campaign.ingest.day_notes import DayNote
from campaign.ingest.register import Entry
from campaign.people import roster, tokens
from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.cleansing import exhibits as cleansing
from campaign.subjects.comparison import exhibits as comparison
from campaign.ui import navigation, share
from campaign.upkeep import sections
from tests import readers, small, told_reasons
from tests.browser.conftest import serving
from tests.leaks import Secret
from tests.queries.test_supplies import SUPPLIES
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
    "pace": [
        {"forecast": "moved"},
        {"forecast": "made", "as_of": "2021-03-25"},
        {"forecast": "effects", "as_of": "2021-03-05"},
    ],
    "map": [{"shape": "deep"}, {"shape": "tiles"}, {"time": "weeks"}, {"view": "chance"}],
}
# Of all pictures of a figure one is drawn, as vectors, whose text can be searched; the others show the same page.
# A report's PDF says what its Word file says, a figure's slide what its workbook says.
DRAWN = {form.label for name, form in export.PICTURES.items() if name != "svg"} | {
    *(words.t(f"report.form_{form}") for form in ("pdf", "brief")),
    share.SLIDE.label,
}
OFFICE = ("sending", "waiting", "undoing", "keys", "mail")  # pages for the staff of a province
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
            await session.open(navigation.ADDRESSES[stem], **choice)
            await session.open_all()
            if choice == visits[0][1]:  # elsewhere and otherwise the same files are made of what is on the page
                files += (await session.files(*DRAWN)).values()
        return session.frames, files


def visits(root: str, *others: str) -> Visits:
    """Every page with every choice for the root, and every page for the other units."""
    return [(stem, {"unit": root} | choice) for stem, choice in VISITS] + pages(*others)


def pages(*units: str) -> Visits:
    return [(stem, {"unit": unit}) for unit in units for stem in navigation.PAGES]


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


@pytest.mark.few(1)
@pytest.mark.parametrize(("subject", "asked"), [("chief", visits("VN", OTHER)), ("staff", pages(OWN))])
def test_no_district_of_another_province_arrives(
    subject: str, asked: Visits, demonstrated: str, districts: Secret
) -> None:
    frames, files = run(received(demonstrated, subject, asked))
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


@pytest.fixture(scope="module")
def programs(demonstrated: str, demonstration: Path) -> Iterator[str]:
    """Where programs ask, of the same campaign and roster."""
    with serving(demonstration) as server:
        yield f"{server.address}/api/v1"


@pytest.mark.parametrize("subject", ["chief", "leader"])
def test_a_program_receives_no_more_than_its_person(subject: str, programs: str, districts: Secret) -> None:
    secret = tokens.make({"iss": readers.ISSUER, "sub": subject}, subject, "test", unit=None)
    params = {"measure": "received", "level": "district"}
    answers: list[bytes] = []
    for name in queries.names() if subject == "chief" else ["units_at_level"]:
        for unit in ("VN", OWN, OTHER):
            known = queries.question(name).params
            given = {key: value for key, value in {**params, "unit": unit}.items() if key in known}
            bearer = {"Authorization": f"Bearer {secret}"}
            answer = httpx.get(f"{programs}/{name}", params=given, headers=bearer, timeout=60)
            assert answer.status_code in (200, 403), answer.text
            answers.append(answer.content)
    assert bool(districts.found([], answers)) == (subject == "leader")


THEIRS_ALONE, OWN_ORDER = "viec-cua-b-774", "viec-cua-a-885"  # what is ordered of B or written there, and of A; sources


CONNECTED = """
[[connections]]
id = "service"
label = { vi = "Dịch vụ công", en = "Public service" }
unit = { vi = "dịch vụ", en = "services" }
[[uptake]]
id = "uses"
label = { vi = "Lượt dùng", en = "Uses" }
unit = { vi = "lượt", en = "uses" }
"""


def entered() -> None:
    """An order to each unit, with an answer, and a note of a district of B, in the vault of the campaign followed."""
    day, at = date(2021, 2, 1), entries.now()
    for unit in ("R", "A", "B", "b1"):
        said = OWN_ORDER if unit == "A" else THEIRS_ALONE
        order = Entry("given", unit, day, at, "boss", None, said, unit, None, "received", 9_000_000_000, day)
        entries.add(register.JOURNAL, order)
        entries.add(register.JOURNAL, Entry("answered", unit, day, at, "head", unit, said))
    entries.add(day_notes.JOURNAL, DayNote("n", "b1", None, day, day, day, at, "head", THEIRS_ALONE))


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
    folder = tmp_path_factory.mktemp("counted") / "small"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_HOME", str(folder))
        entered()
    home = small.delivered(
        folder,
        "date,unit_code,measure,count\n" + rows,
        units=units,
        targets=targets,
        toml=told_reasons.TOML.replace("[intake]", "[intake]\nconfirm = true") + CONNECTED + small.MACHINES + SUPPLIES,
    )
    small.deliver(
        home,
        "services_2021-02-10.csv",
        "service_id,name,kind,owner,unit_code,planned_on,ready_on,tested_on,connected_on,responsible,counterpart\n"
        + "".join(
            f"s{code},{said},service,{said},{code},2021-02-01,2021-01-20,,,{said},{said}\n"
            for code, said in {"A": OWN_ORDER, "b1": THEIRS_ALONE}.items()
        ),
    )
    used = {"sA": 6_600_000_013, "sb1": 6_800_000_033}
    small.deliver(
        home,
        "uptake_2021-02-10.csv",
        "date,service_id,figure,total\n" + "".join(f"2021-02-09,{id},uses,{total}\n" for id, total in used.items()),
    )
    missing = {"a1": 1_300_000_021, "a2": 1_400_000_037, "b1": 1_500_000_043, "b2": 1_600_000_069}  # for a reason
    told_reasons.deliver(home, [(days[-1], code, "absent", value, days[-1]) for code, value in missing.items()])
    sent = {"A": 7_700_000_017, "B": 7_800_000_029, "R": 15_500_000_046}  # a figure to compare with of each
    small.deliver(
        home,
        "controls_2021-02-14.csv",
        "date,unit_code,measure,published,source\n"
        + "".join(
            f"2021-02-14,{code},received,{value},{OWN_ORDER if code == 'A' else THEIRS_ALONE}\n"
            for code, value in sent.items()
        ),
    )
    small.deliver(
        home,
        "resources_2021-02-14.csv",
        "date,unit_code,resource,number\n"
        + "".join(
            f"2021-02-01,{code},machine,{chance.randrange(10_000_000, 60_000_000)}\n"
            for code in ("a1", "a2", "b1", "b2", "B")
        ),
    )
    held = {"A": 9_100_000_019, "B": 9_200_000_027, "b1": 9_300_000_041}
    small.deliver(
        home,
        "supplies_2021-02-14.csv",
        "date,unit_code,supply,in_hand\n" + "".join(f"2021-02-14,{code},chips,{left}\n" for code, left in held.items()),
    )
    coming = {"A": 9_400_000_057, "b1": 9_500_000_071, "b2": 9_600_000_083}
    small.deliver(
        home,
        "expected_2021-02-14.csv",
        "expected_on,unit_code,supply,items\n"
        + "".join(f"2021-02-20,{code},chips,{items}\n" for code, items in coming.items()),
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
    names = {str(unit.name) for unit in hidden} | {THEIRS_ALONE}
    only_theirs = numbers(EVERYTHING) - numbers(Scope(tuple(unit.code for unit in seen), "A"))
    secret = Secret(frozenset(names), frozenset(unit.code for unit in hidden), tuple(only_theirs))
    assert len(only_theirs) > 200
    assert {7_800_000_029, 15_500_000_046, 6_800_000_033, 1_500_000_043, 9_300_000_041, 9_500_000_071} < only_theirs
    own = [("confirming", {"unit": unit}) for unit in ("R", "B", "b1")]
    with site(counted, tmp_path) as address:
        frames, files = run(received(address, "chief", visits("R", "B", "b1") + own))
        assert secret.found(frames, files) == set()
        assert OWN_ORDER.encode() in b"".join(frames)
        found = secret.found(*run(received(address, "leader", pages("b1"))))
        confirming, _ = run(received(address, "chief", own[1:2]))
    assert len(found) > 30 and THEIRS_ALONE in found
    assert b"T\xe1\xbb\x89nh A ch\xc6\xb0a x\xc3\xa1c nh\xe1\xba\xadn" in b"".join(confirming), "their own, not B"
    assert b"T\xe1\xbb\x89nh B ch\xc6\xb0a" not in b"".join(confirming)


async def forged(address: str, stem: str, subject: str = "chief") -> list[bytes]:
    """What somebody gets who puts a district of another province into every widget that takes a value."""
    async with Session(address, readers.claims(subject)) as session:
        await session.open()
        for name, value in {"unit": "024", "peer": "024", "pick_measure": "024"}.items():
            await session.open(navigation.ADDRESSES[stem], **{name: value})
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
THEIRS = [*((stem, "chief") for stem in (*navigation.PAGES, "keys", "mail")), *((stem, "staff") for stem in OFFICE)]
NOT_THEIRS = [
    *((stem, who) for stem in navigation.OFFICE if stem not in ("keys", "mail") for who in ("chief", "leader")),
    *((stem, "staff") for stem in ("settings", "trail")),  # of a province
]


@pytest.mark.parametrize(("stem", "subject"), THEIRS)
def test_forged_widgets_and_addresses_do_not_widen_the_scope(
    stem: str, subject: str, demonstrated: str, districts: Secret
) -> None:
    echoed = {"024"}  # in links: the reader's own words
    frames = run(forged(demonstrated, stem, subject))
    assert any(b'class="strip"' in frame for frame in frames), "the page was there"
    assert districts.found(frames) <= echoed


@pytest.mark.parametrize(("stem", "subject"), NOT_THEIRS)
def test_a_page_that_is_not_theirs_is_not_there(stem: str, subject: str, demonstrated: str, districts: Secret) -> None:
    """The campaign confirms nothing, so that the page for it is nobody's."""

    async def visit() -> list[bytes]:
        async with Session(demonstrated, readers.claims(subject)) as session:
            await session.open(navigation.OFFICE[stem], unit="024")
            return session.frames

    frames = run(visit())
    assert words.said("access.not_yours", "vi").encode() in b"".join(frames)
    assert not any(b'class="strip"' in frame for frame in frames)
    assert districts.found(frames) <= {"024"}


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


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A campaign whose roster and quotas say something that is nowhere else."""
    folder = tmp_path_factory.mktemp("kept")
    targets = small.TARGETS.replace("a1,received,3000,2021-03-02,2021-01-01,ministry", LETTER)
    home = small.delivered(folder / "small", targets=targets)
    readers.write(home, "A", extra=f'[[people]]\nissuer = "{readers.ISSUER}"\nemail = "some-774@x"\nrole = "leader"\n')
    with site(home, folder) as address:
        yield address


LETTER = "a1,received,3000,2021-03-02,2021-01-01,letter-774"
SECRETS = (b"letter-774", b"some-774@x")
TYPED = {"TextInput", "TextArea", "NumberInput", "Checkbox"}


async def in_the_settings(address: str, subject: str | None) -> tuple[bytes, set[str]]:
    """What somebody receives of every part of the settings, and what they could type there."""
    async with Session(address, readers.claims(subject) if subject else None) as session:
        await session.open()
        fields: set[str] = set()
        for section in sections.SECTIONS:
            record = "4" if section == "people" else "2"
            await session.open(
                navigation.OFFICE["settings"], section=section, record=record, unit="a1", measure="received"
            )
            fields |= {type(one).__name__ for one in session.elements.values()} & TYPED
        return b"".join(session.frames), fields


@pytest.mark.parametrize("subject", [None, "nobody", "leader", "chief", "staff"])
def test_the_campaign_s_files_arrive_at_nobody_who_may_not_change_them(subject: str | None, kept: str) -> None:
    frames, fields = run(in_the_settings(kept, subject))
    assert not any(secret in frames for secret in SECRETS)
    assert fields == set()


def test_an_administrator_receives_them(kept: str) -> None:
    frames, fields = run(in_the_settings(kept, "admin"))
    assert all(secret in frames for secret in SECRETS)
    assert fields == TYPED
