"""The best plan for machines, asked for through the front door: what it says, what it gains, and why there is none."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from campaign import words
from campaign.allocation import INFEASIBLE, LIMIT
from campaign.forecast import served
from campaign.language import formats
from campaign.report.sections.comparison import comparison as compared
from campaign.serving import catalogue, store
from campaign.serving.selection import EVERYTHING, Scope, Selection
from campaign.subjects.comparison import exhibits as comparison
from campaign.subjects.comparison import plan as plans
from campaign.subjects.comparison import plan_sentences
from tests import small
from tests.pages.test_pages import run

START, DAY = date(2021, 1, 1), timedelta(days=1)
CAPACITY = '\n[capacity]\nitems_per_machine_day = 10\nmeasure = "received"\n'
DAILY = {"a1": 20, "a2": 20, "b1": 120}  # A lacks half of its 4,000, B is through with its 2,000
AS_OF = START + 29 * DAY


@pytest.fixture(autouse=True)
def vietnamese() -> None:
    words.use("vi")


@pytest.fixture
def campaign(home: Path) -> Path:
    return take_in(home)


def take_in(home: Path, toml: str = small.TOML + CAPACITY, days: int = 30, daily: dict[str, int] = DAILY) -> Path:
    small.folder(home, toml=toml)
    rows = "".join(
        f"{START + day * DAY},{unit},received,{count + (day * 7 + count) % 9}\n"
        for unit, count in daily.items()
        for day in range(days)
    )
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n" + rows)
    return home


def chosen(
    unit: str = "R", measure: str | None = "received", scope: Scope = EVERYTHING, as_of: date = AS_OF
) -> Selection:
    return Selection(scope, unit, as_of, measure)


def test_machines_go_from_who_is_done_to_who_is_short_and_the_sentence_says_what_that_gains(campaign: Path) -> None:
    shown = comparison.plan(chosen())
    assert set(zip(shown.table["unit_code_from"], shown.table["unit_code_to"], strict=True)) == {("B", "A")}
    assert shown.table["machines"].sum() <= 6, "half of the twelve that B's pace asks for"
    idle = served.below(chosen())["expected_lack"].sum()
    assert f"so với nếu không điều chuyển ({formats.number(idle)})" in shown.sentence, "as on the page of the shortfall"
    assert (shown.table["first_on"] - shown.table["leaves_on"]).dt.days.unique().tolist() == [1], "no regions: one day"
    outcomes = plans.outcomes(comparison._placed(store.version(), chosen())).set_index("way")
    assert shown.table["gain"].sum() == pytest.approx(
        outcomes.loc["nothing", "lack"] - outcomes.loc["plan", "lack"], abs=1
    )
    assert outcomes.loc["plan", "lack"] <= outcomes.loc["list", "lack"] <= outcomes.loc["nothing", "lack"]
    for way in ("nothing", "list", "plan"):
        assert formats.number(outcomes.loc[way, "lack"]) in shown.sentence
        assert formats.number(outcomes.loc[way, "lack"]) in shown.figure
    assert "nhiều nhất 50% số máy" in str(shown.figure)


def test_without_a_move_it_is_the_forecast_of_the_other_pages(campaign: Path) -> None:
    outcomes = plans.outcomes(comparison._placed(store.version(), chosen())).set_index("way")
    below = served.below(chosen())
    assert outcomes.loc["nothing", "lack"] == pytest.approx(below["expected_lack"].sum(), abs=1)
    assert outcomes.loc["nothing", "on_time"] == pytest.approx(below["p_by_deadline"].sum())
    whole = served.forecast(chosen()).of("received")
    assert outcomes.loc["nothing", "shortfall"] == pytest.approx(whole["expected_shortfall"], abs=0.5)
    assert outcomes.loc["nothing", "chance"] == whole["p_by_deadline"]


def test_between_districts_machines_move_too_and_without_a_move_it_is_their_forecast(home: Path) -> None:
    """A chief who sees one province: its second district is through with its quota, the first is not."""
    take_in(home, daily=DAILY | {"a2": 60})
    scope = Scope(("A", "a1", "a2"), "A")
    shown, found = comparison.plan(chosen("A", scope=scope)), comparison._placed(store.version(), chosen("A"))
    assert set(zip(shown.table["unit_code_from"], shown.table["unit_code_to"], strict=True)) == {("a2", "a1")}
    outcomes, below = plans.outcomes(found).set_index("way"), served.below(chosen("A"))
    assert outcomes.loc["nothing", "lack"] == pytest.approx(below["expected_lack"].sum(), abs=1)
    assert outcomes.loc["nothing", "on_time"] == pytest.approx(below["p_by_deadline"].sum())
    whole = served.forecast(chosen("A")).of("received")
    assert outcomes.loc["nothing", "shortfall"] == pytest.approx(whole["expected_shortfall"], abs=0.5)
    assert outcomes.loc["nothing", "chance"] == whole["p_by_deadline"]
    assert outcomes.loc["plan", "lack"] < outcomes.loc["nothing", "lack"]
    assert shown.table["gain"].sum() == pytest.approx(
        outcomes.loc["nothing", "lack"] - outcomes.loc["plan", "lack"], abs=2
    )
    assert words.t("comparison.plan_parts", unit="Tỉnh A") in str(shown.figure)


def test_the_plan_is_made_once_for_both_languages(campaign: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    place = comparison.placed
    monkeypatch.setattr(comparison, "placed", lambda *asked: made.append(asked) or place(*asked))
    for language in ("vi", "en", "vi"):
        words.use(language)
        assert comparison.plan(chosen()).sentence
    assert len(made) == 1


@pytest.mark.parametrize(
    ("selection", "key"),
    [
        (chosen(measure="printed"), "plan_measure"),
        (chosen("a1"), "plan_deeper"),
        (chosen(scope=Scope(("R", "A", "a1", "a2"))), "plan_scope"),
        (chosen(as_of=START - DAY), "plan_unknown"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_where_there_is_no_plan_it_says_why(selection: Selection, key: str, campaign: Path) -> None:
    shown = comparison.plan(selection)
    assert words.t(f"comparison.{key}") in shown.figure
    assert shown.table.empty


def test_a_report_has_the_plan_and_its_moves(campaign: Path) -> None:
    shown, section = comparison.plan(chosen()), compared(chosen(measure=None))
    assert section.tables[-1].frame["gain"].tolist() == shown.table["gain"].tolist()
    assert shown.sentence in section.paragraphs


def test_an_infeasible_plan_and_a_search_cut_short_are_said(campaign: Path) -> None:
    found = comparison._placed(store.version(), chosen())
    given, outcomes = catalogue.campaign(), plans.outcomes(found)

    def said(**changed: object) -> str:
        other = replace(found, plan=replace(found.plan, **changed))
        return plan_sentences.plan(other, outcomes, given.measure["received"], given.unit["R"], given.deadline)

    assert said(status=INFEASIBLE, moves=()) == words.t("comparison.plan_infeasible")
    assert said(status=LIMIT, open_=77.0).endswith(words.t("comparison.plan_limit", items="77"))
    assert said(moves=()).startswith("Điều chuyển máy không làm giảm số còn thiếu: 2 đơn vị đến 02/03/2021")


def test_after_the_date_nobody_is_left_to_send_anything_to(home: Path) -> None:
    take_in(home, days=75)
    assert words.t("comparison.plan_nobody") in comparison.plan(chosen(as_of=START + 74 * DAY)).sentence


def test_the_page_shows_the_plan_and_it_leaves_as_a_table(campaign: Path) -> None:
    app = run("comparison", view="plan", as_of=str(AS_OF))
    assert not app.exception
    html = " ".join(block.body for block in app.html)
    assert re.search(r'class="to_unit"[^>]*><b>Tỉnh A</b>', html)
    assert "Theo phương án tốt nhất" in html


def stored(measure: str, in_hand: int) -> tuple[str, str]:
    """[[supplies]] of one stage, and what is in store of it."""
    supplies = f"""
[[supplies]]
id = "chips"
label = {{ vi = "Chip", en = "Chips" }}
unit = {{ vi = "chip", en = "chips", one = "chip" }}
measure = "{measure}"
"""
    return supplies, f"date,unit_code,supply,in_hand\n{AS_OF},R,chips,{in_hand}\n"


def test_supplies_of_the_machines_own_stage_bound_the_plan_and_it_says_by_how_much(home: Path) -> None:
    supplies, stock = stored("received", 2000)  # 160 a day for 30 days would be 4,800
    take_in(home, toml=small.TOML + CAPACITY + supplies)
    small.deliver(home, "supplies.csv", stock)
    shown, found = comparison.plan(chosen()), comparison._placed(store.version(), chosen())
    assert found.stock == pytest.approx(0, abs=1)
    assert words.t("comparison.plan_no_stock", supplies="Chip") in shown.sentence
    outcomes = plans.outcomes(found).set_index("way")
    below = served.below(chosen())
    assert outcomes.loc["nothing", "lack"] == pytest.approx(below["expected_lack"].sum(), abs=1)
    assert outcomes.loc["plan", "lack"] <= outcomes.loc["nothing", "lack"]
    some = replace(found, stock=1234.4)
    said = plan_sentences.supplied(some, catalogue.campaign().measure["received"], catalogue.campaign())
    assert said == [words.t("comparison.plan_stock", supplies="Chip", stock="1.234", items="hồ sơ", keep="90%")]


def test_supplies_of_a_later_stage_leave_more_waiting_for_it_and_it_says_how_many(home: Path) -> None:
    supplies, stock = stored("printed", 300)
    take_in(home, toml=small.TOML + CAPACITY + supplies)
    printed = "".join(
        f"{START + day * DAY},{unit},printed,{count // 2}\n" for unit, count in DAILY.items() for day in range(5, 30)
    )
    small.deliver(home, "printed.csv", "date,unit_code,measure,count\n" + printed)
    small.deliver(home, "supplies.csv", stock)
    found, shown = comparison._placed(store.version(), chosen()), comparison.plan(chosen())
    assert found.stock is None
    waits = found.waits
    assert (waits.measure, waits.supply, waits.on) == ("printed", "chips", date(2021, 3, 2))
    assert f"không tăng: {formats.number(waits.all)} hồ sơ" in shown.sentence, (
        "a day's way is lost, and no more is made"
    )
    given = catalogue.campaign()
    more = replace(found, waits=replace(waits, more=1234.4))
    (said,) = plan_sentences.supplied(more, given.measure["received"], given)
    assert f"có thêm 1.234 hồ sơ phải chờ khâu này, tổng cộng {formats.number(waits.all)}" in said
