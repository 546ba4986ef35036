"""Orders are given, answered and withdrawn on a page, notes are written; others are refused and see nothing."""

import shutil
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from campaign import settings, words
from campaign.ingest import day_notes, noting, ordering, rebuild, register
from campaign.people import audit, roster
from campaign.report.sections.orders import orders as section
from campaign.serving import queries, store
from campaign.serving.desk import DeskError, Order, Staff
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.pace import exhibits as pace
from campaign.ui import navigation
from tests import readers, small
from tests.pages.office import HEADER, followed, shown

DAY = "2021-01-20"
RECEIVED = {"unit": "A", "measure": "received", "goal": 4000}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten a day in each district from the 5th to the 20th."""
    rows = "".join(f"2021-01-{day:02d},{unit},received,10\n" for day in range(5, 21) for unit in ("a1", "a2", "b1"))
    home = small.delivered(tmp_path_factory.mktemp("orders") / "small", HEADER + rows)
    readers.write(home, "A")
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return followed(made, tmp_path, monkeypatch)


def opened(stem: str, subject: str = "leader", **query: str) -> AppTest:
    app = AppTest.from_file(str(settings.PROJECT / "dashboard.py"), default_timeout=600)
    app.user = readers.claims(subject)
    for key, value in ({"as_of": DAY} | query).items():
        app.query_params[key] = value
    app._page_hash = calc_hash(navigation.ADDRESSES[stem] if stem != "overview" else "")
    words.use("vi")
    app.run()
    assert not app.exception
    return app


def pressed(app: AppTest, label: str) -> str:
    (button,) = [one for one in app.button if one.label == words.t(label)]
    button.click().run()
    assert not app.exception
    return shown(app)


def ordered(home: Path, by: str | None = None, day: str = DAY, **about: object) -> str:
    """Give an order at the desk, for one who answers for the unit `by`."""
    given = {"said": "Làm nhanh hơn", "due": "2021-02-10"} | RECEIVED | about
    return ordering.give_order(small.loaded(home), Order("give_order", "boss", by, "vi"), day, **given)["order"]


def seen(unit: str = "R", scope: Scope = EVERYTHING, day: str = DAY) -> dict[str, str]:
    rows = queries.table("orders", Selection(scope, unit, date.fromisoformat(day))).to_dict("records")
    return {row["order_id"]: row["order_state"] for row in rows}


def chief_of(unit: str, home: Path) -> Scope:
    return Scope(roster.visible(small.loaded(home), unit), unit)


def test_a_proposal_becomes_an_order_in_two_clicks(desk: None) -> None:
    said = shown(opened("overview"))
    (address,) = {part.split('"')[0] for part in said.split('href="')[1:] if "proposal=slow" in part.split('"')[0]}
    assert address.startswith(navigation.PAGES["orders"])
    app = opened("orders", proposal="slow.received")
    assert [one.value for one in app.text_area][:1] != [""]
    assert app.selectbox(key="order_to_R_slow.received_0").value == "A" and app.number_input[0].value == 4000
    assert words.t("orders.is_given", to="Tỉnh A") in pressed(app, "orders.give")
    (one,) = register.known()
    assert (one.unit, one.measure, one.goal, one.proposal, one.who) == ("A", "received", 4000, "slow", "leader")
    assert f"{one.due}" == "2021-03-02" and one.chance is not None and one.chance_so is not None
    assert one.chance_so > one.chance
    assert seen() == {one.order: "unreachable"}, "3,680 are left in 41 days, at 20 a day"
    assert any(line["action"] == "order" and line["to"] == "A" for line in audit.lines())
    assert "1 khó đạt" in shown(opened("overview"))


def test_the_receiver_sees_their_own_first_and_answers_it(home: Path, desk: None) -> None:
    ordered(home, by="A", unit="a1", goal=200)
    ordered(home, goal=500)
    app = opened("orders", "chief", unit="A")
    listed = shown(app).partition('class="orders"')[2]
    assert 0 < listed.find("<b>Tỉnh A</b>") < listed.find("<b>Huyện A Một</b>")
    app.text_area(key="order_answer_said_A__0").set_value("đã thêm một ca")
    assert "đã thêm một ca" in pressed(app, "orders.send_answer")
    assert "đã thêm một ca" in shown(opened("orders"))


def test_who_may_not_neither_gives_answers_nor_sees(home: Path) -> None:
    definition = small.loaded(home)
    of_b, of_all = ordered(home, unit="B"), ordered(home, unit="R", goal=900)
    chief = Order("give_order", "chief", "A", "vi")
    for unit in ("A", "B", "b1", "R", "zz"):
        with pytest.raises(DeskError):
            ordering.give_order(definition, chief, DAY, "x y z", "2021-02-10", unit=unit)
    for order in (of_b, of_all, "none"):
        with pytest.raises(DeskError):
            ordering.answer_order(definition, chief, order, DAY, "không phải của tôi")
        with pytest.raises(DeskError):
            ordering.withdraw_order(definition, chief, order, DAY, "không phải của tôi")
    own = ordered(home)
    with pytest.raises(DeskError):
        ordering.withdraw_order(definition, chief, own, DAY, "của cấp trên")
    for unit in ("R", "A", "B", "b1"):
        assert set(seen(unit, chief_of("A", home))) <= {own}
    assert set(seen("R")) == {of_b, of_all, own}
    assert set(seen("R", Scope(roster.visible(definition, "A")))) == set(), "a scope that names nobody has none"


def test_a_register_that_asks_nobody_whose_it_is_is_found_out(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ordering, "_below", lambda *asked: None)
    ordered(home, by="A", unit="B")
    assert len(seen()) == 1, "what the test above would see"


@pytest.mark.parametrize(
    "wrong",
    [
        {"measure": "cooked"},
        {"goal": None},
        {"goal": 0},
        {"goal": 320},
        {"goal": 10**30},
        {"said": "ab"},
        {"chance": 7.0},
        {"due": "2021-01-19"},
        {"due": "soon"},
        {"said": "  "},
        {"day": "2021-01-21"},
        {"owner": "Bộ"},
        {"unit": None},
        {"unit": None, "owner": "nobody"},
    ],
    ids=str,
)
def test_what_makes_no_order_is_not_written_down(wrong: dict, home: Path) -> None:
    with pytest.raises(DeskError):
        ordered(home, **wrong)
    assert register.known() == []


def test_what_is_typed_can_stand_in_any_file_and_is_for_a_unit_that_is_there(home: Path) -> None:
    ordered(home, said="Tăng\x0bca\u202e in\x00")
    assert register.known()[0].said == "Tăng ca in"
    kept = (home / "units.csv").read_text()
    head, *units = kept.splitlines()
    ended = [f"{line},{'2021-01-19' if line.startswith('a2') else ''}" for line in units]
    (home / "units.csv").write_text("\n".join([f"{head},valid_to", *ended]) + "\n")
    for day, is_there in (("2021-01-19", True), (DAY, False)):
        with nullcontext() if is_there else pytest.raises(DeskError, match="chưa có hoặc đã kết thúc"):
            ordered(home, unit="a2", day=day)
        note = {"unit": "a2", "day": DAY, "first_on": day, "last_on": day, "said": "mất điện"}
        with nullcontext() if is_there else pytest.raises(DeskError):
            noting.write_note(small.loaded(home), Order("write_note", "boss", None, "vi"), **note)


def test_a_store_made_anew_knows_all_of_it_and_a_day_before_shows_none(home: Path) -> None:
    definition = small.loaded(home)
    order = ordered(home, day="2021-01-18")
    ordering.answer_order(definition, Order("answer_order", "chief", "A", "vi"), order, "2021-01-19", "đã rõ")
    ordering.withdraw_order(definition, Order("withdraw_order", "boss", None, "vi"), order, DAY, "đã đủ")
    with pytest.raises(DeskError):
        ordering.withdraw_order(definition, Order("withdraw_order", "boss", None, "vi"), order, DAY, "lần nữa")
    for remake in (lambda: None, lambda: _anew(home)):
        remake()
        assert [seen(day=f"2021-01-{day}").get(order) for day in (17, 18, 20)] == [None, "unreachable", "withdrawn"]
        answers = queries.table("order_answers", Selection(EVERYTHING, "A", date(2021, 1, 20)))
        assert answers[["answered_by", "answer"]].to_numpy().tolist() == [["chief", "đã rõ"]]
        assert queries.table("order_answers", Selection(EVERYTHING, "A", date(2021, 1, 18))).empty


def _anew(home: Path) -> None:
    shutil.rmtree(settings.store())
    rebuild.rebuild(small.loaded(home))
    assert store.published()


def test_a_note_is_a_tick_with_words_in_table_export_and_report(desk: None, home: Path) -> None:
    app = opened("pace", "chief", unit="A", measure="received")
    app.text_input(key="note_said_A__0").set_value("máy in hỏng <b>")
    app.text_input(key="note_first_A__0").set_value("10/01/2021")
    app.text_input(key="note_last_A__0").set_value("12/1")
    said = pressed(app, "notes.write")
    assert words.t("notes.is_written") in said and "máy in hỏng &lt;b&gt;" in said
    (one,) = day_notes.known()
    assert (one.unit, one.measure, f"{one.first_on}", f"{one.last_on}") == ("A", None, "2021-01-10", "2021-01-12")
    for unit, label in (("A", "10/01 – 12/01/2021: máy in"), ("R", "10/01 – 12/01/2021: Tỉnh A: máy in")):
        asked = Selection(EVERYTHING, unit, date.fromisoformat(DAY), "received")
        assert any(tick.startswith(label) for tick in pace.burndown(asked).events)
    app = opened("pace", "chief", unit="A", measure="received")
    assert words.t("notes.is_back") in pressed(app, "notes.take_back")
    assert day_notes.known() == [] and pace.notes(asked).empty


def test_nobody_writes_or_takes_back_a_note_of_another_unit(home: Path, desk: None) -> None:
    days = {"day": DAY, "first_on": DAY, "last_on": DAY, "said": "mất điện"}
    note = Staff("boss", None).give("write_note", unit="B", **days)["note"]
    chief = Staff("chief", "A")
    for unit in ("B", "R", "b1", "zz"):
        with pytest.raises(DeskError):
            chief.give("write_note", unit=unit, **days)
    with pytest.raises(DeskError):
        chief.give("take_back_note", id=note)
    with pytest.raises(DeskError):
        chief.give("write_note", unit="A", **days | {"last_on": "2021-01-19"})
    asked = Selection(EVERYTHING, "R", date.fromisoformat(DAY))
    assert queries.table("notes", asked)["note"].tolist() == ["mất điện"]
    assert queries.table("notes", Selection(Scope(("A", "a1", "a2"), "A"), "R", asked.as_of)).empty
    seen = opened("pace", "chief", unit="B", measure="received")
    assert "mất điện" in shown(seen), "whoever sees the figures sees the note"
    assert not {words.t("notes.write"), words.t("notes.take_back")} & {one.label for one in seen.button}


def test_a_report_has_the_orders_that_stand(home: Path) -> None:
    ordered(home)
    found = section(Selection(EVERYTHING, "R", date.fromisoformat(DAY)))
    ((head, said),) = found.points
    assert head == "Tỉnh A: Làm nhanh hơn" and said.startswith("Khó đạt. ")
    assert section(Selection(EVERYTHING, "B", date.fromisoformat(DAY))) is None
    assert section(Selection(chief_of("B", home), "R", date.fromisoformat(DAY))) is None
