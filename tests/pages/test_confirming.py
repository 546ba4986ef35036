"""The head of a unit confirms its figures of a day on a page; what is not confirmed, or changed since, is marked."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from campaign import __main__, settings, words
from campaign.ingest import confirmations, confirming, going_back, ingest, publish, vault
from campaign.people import audit
from campaign.people.roster import Reader
from campaign.report.sections.trust import trust
from campaign.serving import queries, store
from campaign.serving.desk import DeskError, Order, Staff
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.places import exhibits as places
from campaign.ui import access, navigation
from tests import readers, small
from tests.pages.office import HEADER, followed, opened, shown

TOML = small.TOML.replace("[intake]", "[intake]\nconfirm = true")
DAY = "2021-01-08"
TOTALS = {"received": 100, "printed": 0}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both provinces have told until the 8th: 100 of A, 7 of B."""
    home = small.delivered(tmp_path_factory.mktemp("confirming") / "small", toml=TOML)
    readers.write(home, "A")
    small.deliver(home, f"counts_{DAY}.csv", HEADER + "2021-01-08,b1,received,7\n")
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return followed(made, tmp_path, monkeypatch)


def run(*arguments: str) -> str:
    answer = CliRunner().invoke(__main__.cli, arguments)
    assert answer.exit_code == 0, answer.output
    return answer.output


def states(day: str = DAY, unit: str = "R") -> dict[str, str]:
    found = queries.table("confirmations", Selection(EVERYTHING, unit, date.fromisoformat(day)))
    return dict(zip(found["unit_code"], found["confirmation"], strict=True))


def page(stem: str, subject: str = "leader", **query: str) -> str:
    app = AppTest.from_file(str(settings.PROJECT / "dashboard.py"), default_timeout=600)
    app.user = readers.claims(subject)
    for key, value in query.items():
        app.query_params[key] = value
    app._page_hash = calc_hash(navigation.ADDRESSES[stem] if stem != "overview" else "")
    words.use("vi")
    app.run()
    assert not app.exception
    return shown(app)


def test_the_head_of_a_unit_confirms_what_the_page_shows(desk: None) -> None:
    app = opened("confirming", "chief", as_of=DAY)
    assert words.t("confirmation.unconfirmed_one", unit="Tỉnh A", day="08/01/2021") in shown(app)
    (note,) = app.text_area
    note.set_value("chưa gồm huyện A Hai")
    (button,) = [one for one in app.button if one.label == words.t("confirmation.confirm", day="08/01/2021")]
    button.click().run()
    assert not app.exception
    assert words.t("confirmation.done", unit="Tỉnh A", day="08/01/2021") in shown(app)
    (one,) = confirmations.known()
    assert (one.unit, f"{one.day}", one.who, one.note) == ("A", DAY, "chief", "chưa gồm huyện A Hai")
    assert one.totals == TOTALS
    assert states() == {"A": "confirmed", "B": "unconfirmed"}
    (line,) = [line for line in audit.lines() if line["action"] == "confirm"]
    assert (line["subject"], line["unit"], line["as_of"]) == ("chief", "A", DAY)
    assert words.t("confirmation.nothing_to_do") in [text.value for text in opened("confirming", "chief").caption]


def test_what_is_not_confirmed_is_marked_everywhere(home: Path) -> None:
    run("confirm", "A", "--as-of", DAY)
    not_yet = words.t("columns.confirmation_unconfirmed")
    for stem in ("overview", "map", "quality", "pace"):
        assert "<span>Đã xác nhận 1/2</span>" in page(stem, as_of=DAY), stem
        assert f"<span>{not_yet}</span>" in page(stem, as_of=DAY, unit="B") or stem == "comparison"
    said = page("overview", as_of=DAY)
    assert words.t("confirmation.some", day="08/01/2021", confirmed="1", units="2", names="Tỉnh B") in said
    assert said.count(f">{not_yet}</small>") == 1, "of B alone in the ranking"
    chosen = Selection(EVERYTHING, "R", date.fromisoformat(DAY), "received")
    listed = places.listing(chosen, "gap", "areas").set_index("unit_code")["detail"]
    assert not_yet in listed["B"] and not_yet not in listed["A"]
    assert not_yet in page("map", as_of=DAY)
    assert any("chưa xác nhận: Tỉnh B" in said for said in trust(chosen.of(None)).paragraphs)


def test_a_campaign_that_asks_for_none_shows_none(home: Path) -> None:
    run("confirm", "A", "--as-of", DAY)
    (home / "campaign.toml").write_text(small.TOML, encoding="utf-8")
    ingest(small.loaded(home), [])
    for stem in ("overview", "map", "quality"):
        assert "xác nhận" not in page(stem, as_of=DAY)
    assert "confirming" not in navigation.theirs(Reader("", "admin", None, None))
    assert 'class="strip"' not in page("confirming", "admin")
    answer = CliRunner().invoke(__main__.cli, ["confirm", "A", "--as-of", DAY])
    assert answer.exit_code == 1 and "confirm = true" in answer.output


@pytest.mark.parametrize("subject", ["chief", "staff"])
def test_nobody_confirms_for_another_unit(subject: str, desk: None) -> None:
    own = Staff(subject, "A")
    for deed, more in (("confirm", {"day": DAY, "totals": {"received": 7, "printed": 0}}), ("confirmed", {})):
        with pytest.raises(DeskError):
            own.give(deed, unit="B", **more)
    assert "Tỉnh A" in (said := page("confirming", subject, unit="B", as_of=DAY)) and "Tỉnh B chưa" not in said
    assert confirmations.known() == []


def test_a_desk_that_takes_anybody_s_word_is_found_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chief, totals = Order("confirm", "chief", "A", "vi"), {"received": 7, "printed": 0}
    with pytest.raises(DeskError):
        confirming.confirm(small.loaded(home), chief, "B", DAY, totals)
    monkeypatch.setattr(confirming, "_own", lambda order, unit: None)
    confirming.confirm(small.loaded(home), chief, "B", DAY, totals)
    assert states()["B"] == "confirmed", "what the test above would see"


def test_a_leader_has_no_such_page_and_a_chief_no_other_of_the_office(home: Path) -> None:
    assert 'class="strip"' not in page("confirming", "leader")
    assert navigation.theirs(Reader("", "leader", None, None)) == []
    assert navigation.theirs(Reader("", "chief", "A", ("A",))) == ["confirming"]
    for stem in set(navigation.OFFICE) - {"confirming", "keys", "mail"}:  # whose page is everybody's
        assert 'class="strip"' not in page(stem, "chief")


def test_figures_that_are_others_by_now_are_not_confirmed(desk: None) -> None:
    for totals in (TOTALS | {"received": 99}, {"received": 100}, {}):
        with pytest.raises(DeskError, match="vừa thay đổi"):
            Staff("chief", "A").give("confirm", unit="A", day=DAY, totals=totals)
    for unit, day in (("a1", DAY), ("R", DAY), ("zz", DAY), ("A", "2021-01-09"), ("A", "2020-12-31"), ("A", "x")):
        with pytest.raises(DeskError):
            Staff("admin", None).give("confirm", unit=unit, day=day, totals=TOTALS)
    assert confirmations.known() == []


def test_a_confirmation_takes_no_place_among_the_publications_and_keeps_the_forecast(home: Path) -> None:
    run("ingest")
    before, snapshot = going_back.earlier(), store.version()
    run("confirm", "A", "--as-of", DAY)
    run("confirm", "B", "--as-of", DAY)
    assert store.version() != snapshot and store.version().endswith("-forecast") == snapshot.endswith("-forecast")
    assert going_back.earlier() == before
    assert states() == {"A": "confirmed", "B": "confirmed"}
    run("rollback")
    assert store.version() == before[0].stem


def test_a_store_made_anew_knows_what_was_confirmed_and_half_a_line_stops_nothing(home: Path) -> None:
    run("confirm", "A", "--as-of", DAY)
    journal = vault.folder() / confirmations.JOURNAL
    assert journal.stat().st_mode & 0o777 == 0o600
    with journal.open("a") as file:
        file.write('{"unit": "B", "day": "2021')
    shutil.rmtree(settings.store())
    run("rebuild")
    assert states() == {"A": "confirmed", "B": "unconfirmed"}
    run("confirm", "B", "--as-of", DAY)
    assert states() == {"A": "confirmed", "B": "confirmed"}


def test_a_kill_before_it_is_published_leaves_what_was_and_it_can_be_given_again(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(publish, "entered", killed)
        with pytest.raises(KeyboardInterrupt):
            confirming.write_down(small.loaded(home), "A", date.fromisoformat(DAY), "chief")
    assert states()["A"] == "unconfirmed"
    small.deliver(home, "counts_2021-01-09.csv", HEADER + "2021-01-09,b1,received,1\n")
    assert states()["A"] == "confirmed", "its line was written"
    run("confirm", "B", "--as-of", "2021-01-09")
    assert states("2021-01-09") == {"A": "confirmed", "B": "confirmed"}


def test_who_has_no_login_acts_for_all_on_this_machine(home: Path) -> None:
    assert navigation.FOR["confirming"](access.OPEN)
