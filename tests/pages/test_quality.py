"""The Data page says whether the figures can be trusted and whom to call, in both languages and for every campaign."""

import html
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from campaign import words
from campaign.language import columns
from campaign.serving import catalogue, queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.quality import checks as quality_checks
from campaign.subjects.quality import sentences
from campaign.subjects.quality.blocks import calls, checks, reasons
from campaign.subjects.quality.charts import maturity, quarantine, revisions
from campaign.subjects.quality.exhibits import evidence
from tests import small
from tests.pages.test_pages import run

NAMES = [
    "completeness",
    "stage_order",
    "falls",
    "outliers",
    "revised_units",
    "quarantine_rules",
    "deliveries",
    "controls",
]


@pytest.fixture(autouse=True)
def english() -> None:
    words.use("en")


def answers(as_of: date) -> dict[str, pd.DataFrame]:
    selection = Selection(EVERYTHING, "R", as_of, "received")
    return {name: queries.table(name, selection) for name in [*NAMES, "maturity", "revisions", "quarantine_weeks"]}


def found(as_of: date) -> dict[str, quality_checks.Check]:
    asked = evidence(Selection(EVERYTHING, "R", as_of, "received"))
    return {check.name: check for check in quality_checks.checks(asked)}


def test_the_page_says_what_is_missing_and_calls_by_name(demo_home: Path) -> None:
    app = run("quality", lang="en")
    assert not app.exception
    page = " ".join(element.body for element in app.html)
    row = queries.table("completeness", Selection(EVERYTHING, catalogue.campaign().root, date(2021, 6, 1))).iloc[0]
    assert row["name_en"] in page
    assert row["missing_en"] in page
    assert "not complete" in page


def test_who_has_been_missing_longest_is_called_first(demo_home: Path) -> None:
    """Also where another unit has an older hole and has reported since."""
    for day in (date(2021, 6, 1), date(2021, 8, 15)):
        asked = evidence(Selection(EVERYTHING, "VN", day, "received"))
        check = next(check for check in quality_checks.checks(asked) if check.name == "reports")
        name = check.sentence.partition("longest in ")[2].partition(", since")[0]
        assert f"Call: {name}," in sentences.finding(asked.freshness, asked.completeness, day)
        assert name in calls(asked.completeness).partition("</li>")[0]


def test_every_rule_that_anything_broke_has_a_sentence(demonstration: Path) -> None:
    store = demonstration / "store"
    snapshot = (store / "CURRENT").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(store / f"{snapshot}.duckdb"), read_only=True) as connection:
        rules = {rule for (rule,) in connection.execute("select distinct rule from quarantine").fetchall()}
    assert rules
    assert {f"rules.{rule}" for rule in rules} <= set(words.catalogue())


def test_a_clean_campaign_is_called_complete_and_fine(home: Path) -> None:
    rows = "".join(
        f"2021-01-0{day},{unit},received,5,2021-01-0{day}\n" for day in (1, 2, 3) for unit in ("a1", "a2", "b1")
    )
    small.deliver(home, "counts.csv", "date,unit_code,measure,count,reported_on\n" + rows)
    states = {name: check.state for name, check in found(date(2021, 1, 3)).items()}
    assert states.pop("controls") == "blind"
    assert set(states.values()) == {"fine"}
    fresh = queries.one("freshness", Selection(EVERYTHING, "R", date(2021, 1, 3)))
    below = answers(date(2021, 1, 3))["completeness"]
    assert "complete: all 3 units" in sentences.finding(fresh, below, date(2021, 1, 3))
    assert words.t("quality.calls_none") in calls(below)


def test_each_fault_changes_the_state_of_its_check(home: Path) -> None:
    head = "date,unit_code,measure,total,reported_on\n"
    said = (
        "2021-01-02,a1,received,50,2021-01-02",
        "2021-01-03,a1,received,40,2021-01-03",
        "2021-01-03,a1,printed,60,2021-01-03",
        "2021-01-03,zz,printed,6,2021-01-03",
        "2021-01-03,a1,received,42,2021-01-09",
        "2021-01-09,b1,received,4,2021-01-09",
    )
    small.deliver(home, "totals.csv", head + "\n".join(said) + "\n")
    small.deliver(home, "odd.csv", "day,place\n2021-01-01,a1\n")
    checked = found(date(2021, 1, 9))
    assert {name: check.state for name, check in checked.items()} == {
        "reports": "call",
        "files": "call",
        "order": "call",
        "falls": "call",
        "outliers": "fine",
        "revisions": "look",
        "quarantine": "look",
        "placed": "look",
        "controls": "blind",
    }
    assert "odd.csv" in checked["files"].sentence
    assert "exceed Applications received by 18" in checked["order"].sentence
    assert "the largest 8: District A One" in checked["falls"].sentence
    assert checks(list(checked.values())).count('role="row"') == len(checked)


def test_nothing_reported_is_said_so_and_every_figure_can_be_empty(home: Path) -> None:
    small.deliver(home, "counts.csv", "date,unit_code,measure,count\n2021-01-02,a1,received,5\n")
    day = date(2021, 2, 20)
    fresh = queries.one("freshness", Selection(EVERYTHING, "R", day))
    frames = answers(day)
    assert "No unit has reported 20\u00a0Feb\u00a02021" in sentences.finding(fresh, frames["completeness"], day)
    assert sentences.matured(frames["maturity"], catalogue.campaign().measure["received"]) == words.t(
        "quality.maturity_none"
    )
    assert sentences.changes(frames["revisions"]) == words.t("quality.revisions_none") + "."
    for figure in (
        maturity(frames["maturity"]),
        revisions(frames["revisions"], day),
        quarantine(frames["quarantine_weeks"], date(2021, 1, 1), day),
    ):
        assert all(len(trace.x) == 0 for trace in figure.data)


def test_the_figures_draw_what_the_tables_say(demo_home: Path) -> None:
    campaign = catalogue.campaign()
    asked = Selection(EVERYTHING, campaign.root, date(2021, 6, 1), campaign.measures[0].id)
    delays = queries.table("maturity", asked)
    drawn = maturity(delays)
    assert list(drawn.data[0].y) == list(1 - delays["known_share"])
    shares = next(trace for trace in drawn.data if trace.type == "scatter" and trace.mode == "text")
    assert all(shares.y >= 1 - delays["lowest_share"]), "no share is struck through by the tick of its worst day"
    changes = queries.table("revisions", asked)
    drawn = revisions(changes, asked.as_of)
    assert sum(map(sum, (trace.y for trace in drawn.data))) == changes["net"].sum()
    first, last = drawn.layout.xaxis.range
    assert first <= changes["reported_on"].min().date() and asked.as_of < last, "all days that were looked at are there"
    alone = revisions(changes.tail(1), asked.as_of).layout.xaxis.range
    assert alone == drawn.layout.xaxis.range, "a day alone does not fill the figure"
    rules = queries.table("quarantine_rules", asked)
    weeks = queries.table("quarantine_weeks", asked)
    drawn = quarantine(weeks, date(2021, 1, 1), asked.as_of)
    assert sum(sum(trace.y) for trace in drawn.data) == rules["lines"].sum()
    for trace, (rule, lines) in zip(drawn.data, zip(rules["rule"], rules["lines"], strict=True), strict=False):
        named = trace.name == words.t(f"rules.{rule}")
        assert trace.name == words.t("quality.trend_other") or (named and sum(trace.y) == lines)
        assert html.escape(trace.name) in reasons(rules)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_table_has_headings_and_words_for_its_values(language: str, demo_home: Path) -> None:
    words.use(language)
    campaign = catalogue.campaign()
    selection = Selection(EVERYTHING, campaign.root, date(2021, 12, 31), campaign.measures[0].id)
    for name in [*NAMES, "maturity", "revisions", "quarantine_weeks", "not_reporting"]:
        table = queries.table(name, selection)
        shown = columns.shown(table)
        assert len(shown) == len(table) > 0, name
        assert shown.columns.is_unique, name
