"""Nothing of the default campaign leaks into another one: regions 01 to 05, weekly totals, French and English."""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from campaign import words
from campaign.language import formats
from campaign.report import content
from campaign.report.writers import FORMATS
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.ui import navigation
from tests import country, small
from tests.pages.test_languages import run

LAST = country.LAST - timedelta(days=1)  # the Sunday of the last total
NATION = Selection(EVERYTHING, "00", LAST, "repaired")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return country.folder(tmp_path_factory.mktemp("country") / "home")


@pytest.fixture(autouse=True)
def followed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CAMPAIGN_HOME", str(folder))
    words.use("fr", ("fr", "en"))
    yield
    words.use("vi")


def shown(app) -> str:
    return " ".join([*(block.body for block in app.html), *(caption.value for caption in app.caption)])


def test_the_menu_has_what_the_campaign_has(folder: Path) -> None:
    assert navigation.offered() == [
        page for page in navigation.PAGES if page not in ("map", "pipeline", "resources", "cleansing", "connections")
    ]


def test_weekly_totals_leave_no_days_out() -> None:
    """Each region tells on Sundays: all are in until the last one, and none has a hole."""
    fresh = queries.one("freshness", NATION)
    assert (fresh["full_until"].date(), fresh["units_with_holes"], fresh["units_late"]) == (LAST, 0, 0)
    complete = queries.table("completeness", NATION)
    assert complete["missing_days"].tolist() == [0] * len(country.REGIONS)
    assert queries.table("not_reporting", NATION).empty


def test_a_week_left_out_is_a_hole_and_so_is_a_day_of_who_tells_daily(tmp_path: Path, monkeypatch) -> None:
    home = small.folder(tmp_path, country.TOML, country.UNITS, country.TARGETS)
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    sundays = [country.START + timedelta(days=6 + 7 * week) for week in range(9)]
    weekly = [(day, "01") for day in sundays if day != sundays[-2]]
    daily = [(sundays[0] + timedelta(days=day), "02") for day in range(57) if day != 54]
    rows = "".join(f"{day},{code},repaired,{(day - country.START).days * 10}\n" for day, code in [*weekly, *daily])
    small.deliver(home, "totals.csv", "date,unit_code,measure,total\n" + rows)
    asked = Selection(EVERYTHING, "00", sundays[-1], "repaired")
    said = queries.table("not_reporting", asked).set_index("unit_code")["missing_since"]
    assert said["01"].date() == sundays[-3] + timedelta(days=1)
    assert said["02"].date() == sundays[0] + timedelta(days=54)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_weekly_totals_show_no_rhythm_of_a_week(lang: str) -> None:
    app = run("pace", lang=lang)
    assert not app.exception
    assert "do not say what each weekday brings" in shown(app)
    assert "most on" not in shown(app)


@pytest.mark.parametrize("stem", ["overview", "comparison"])
def test_a_page_has_no_notice_of_what_the_campaign_does_without(stem: str) -> None:
    app = run(stem, lang="en")
    assert not app.exception
    assert not app.info
    for word in ("no boundaries", "[capacity]", "Published figures"):
        assert word not in shown(app) + " ".join(box.label for box in app.expander), word


def test_machines_are_lent_where_the_campaign_has_any(tmp_path: Path, monkeypatch) -> None:
    def views() -> set[str]:
        return {option for group in run("comparison", lang="en").button_group for option in group.options}

    assert "Moving machines" not in views()
    home = country.folder(tmp_path / "home", country.TOML + "[capacity]\nitems_per_machine_day = 5\n")
    monkeypatch.setenv("CAMPAIGN_HOME", str(home))
    assert "Moving machines" in views()


def test_a_report_of_one_measure_has_no_empty_heading_and_an_english_name() -> None:
    words.use("en", ("fr", "en"))
    report = content.report(NATION.of(None), "http://127.0.0.1:8501/?x=1")
    form = FORMATS["docx"]
    assert form.name(report) == f"report_00_{LAST}.docx"
    assert FORMATS["brief"].name(report) == f"report_00_{LAST}_brief.pdf"
    text = [paragraph for paragraph in docx.Document(io.BytesIO(form.file(report))).paragraphs if paragraph.text]
    headings = [place for place, paragraph in enumerate(text) if paragraph.style.name == "Heading 1"]
    assert all(after - before > 1 for before, after in pairwise(headings))
    assert not any("Results by stage" in paragraph.text for paragraph in text)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("vi", ["73,3%", "38,1 ng", "T2", "thứ Hai"]),
        ("en", ["73.3%", "38.1K", "Mon", "Mondays"]),
        ("fr", ["73,3\xa0%", "38,1\xa0k", "lun.", "lundi"]),
        ("de", ["73,3\xa0%", "38,1 Tausend", "Mo.", "Montag"]),
    ],
)
def test_numbers_and_weekdays_are_those_of_the_language(language: str, written: list[str]) -> None:
    words.use(language, (language,))
    found = [formats.percent(0.733), formats.labels([38100.0])[0], formats.weekday(1), formats.weekday(1, wide=True)]
    assert found == written


def test_a_day_is_that_of_the_campaigns_words() -> None:
    assert formats.day(date(2025, 4, 6)) == "06/04/2025"
