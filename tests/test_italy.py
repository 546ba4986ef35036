"""The campaign is data: another country's campaign runs through the same code, to the unit."""

from datetime import date
from pathlib import Path

import pytest

from campaign import settings
from campaign.forecast import served
from campaign.language import formats
from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.comparison import exhibits as comparison
from campaign.subjects.pace import exhibits as pace
from campaign.subjects.standing import exhibits as standing
from campaign.ui import navigation
from tests import italy
from tests.pages.test_pages import run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("italy") / "campaign"
        patch.setenv("CAMPAIGN_HOME", str(home))
        return italy.folder(home)


@pytest.fixture(autouse=True)
def followed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_HOME", str(folder))


@pytest.mark.parametrize("as_of", [date(2021, 3, 1), date(2021, 6, 1), date(2021, 12, 31)])
def test_totals_equal_the_source_to_the_unit(as_of: date) -> None:
    source = italy.read()
    known = source[source["date"] <= f"{as_of}"]
    nation = queries.one("overview", Selection(EVERYTHING, "IT", as_of, "first_dose"))
    assert nation["total"] == known["count"].sum()
    regions = queries.table("units_below", Selection(EVERYTHING, "IT", as_of, "first_dose"))
    assert regions.set_index("unit_code")["total"].to_dict() == known.groupby("unit")["count"].sum().to_dict()


@pytest.mark.few(12)
@pytest.mark.parametrize("choice", [{}, {"lang": "en"}, {"unit": "LOM", "as_of": "2021-06-01"}], ids=str)
@pytest.mark.parametrize("stem", navigation.PAGES)
def test_every_page_renders(stem: str, choice: dict) -> None:
    app = run(stem, **choice)
    assert not app.exception
    assert not app.error
    html = " ".join(
        [
            *(block.body for block in app.html),
            *(caption.value for caption in app.caption),
            *(name for box in app.selectbox for name in box.options),
        ]
    )
    named = "First doses" if choice.get("lang") else "Mũi 1"
    assert {"resources": "[[resources]]"}.get(stem, named) in html, "what the page has of Italy, or what it lacks"
    assert "SỐ LIỆU MÔ PHỎNG" not in html


@pytest.mark.parametrize("view", [view for view in comparison.VIEWS if view not in comparison.OF_MACHINES])
@pytest.mark.parametrize("as_of", ["2021-01-10", "2021-06-01", "2021-12-31"])
def test_regions_are_compared_without_districts_eligible_residents_or_capacity(view: str, as_of: str) -> None:
    app = run("comparison", view=view, as_of=as_of)
    assert not app.exception
    html = " ".join([*(block.body for block in app.html), *(caption.value for caption in app.caption)])
    assert "tính chung" in html
    assert "mục [capacity]" not in html
    if view == "ranking":
        assert "Lombardia" in html
        assert "1.000 dân" not in html


@pytest.mark.parametrize("choice", [{}, {"view": "remaining", "time": "weeks"}, {"view": "chance"}], ids=str)
def test_the_map_says_that_there_are_no_boundaries_and_lists_the_regions(choice: dict) -> None:
    app = run("map", as_of="2021-06-01", **choice)
    assert not app.exception
    assert any("không có ranh giới" in info.value for info in app.info)
    html = " ".join(element.body for element in app.html)
    assert html.count('<i style="background') == 21


def test_no_fact_of_a_campaign_stands_in_code() -> None:
    code = [
        *settings.PROJECT.glob("campaign/**/*.py"),
        *settings.PROJECT.glob("pages/*.py"),
        *settings.PROJECT.glob("queries/**/*.sql"),
        settings.PROJECT / "dashboard.py",
    ]
    for file in code:
        text = file.read_text(encoding="utf-8")
        for fact in ("50_000_000", "50000000", "2021-07-01", "Hà Nội", "CCCD", "căn cước"):
            assert fact not in text, f"{fact} in {file.name}"


def test_overview_and_pace_give_one_forecast_and_name_the_day_at_the_present_pace() -> None:
    selection = Selection(EVERYTHING, "IT", date(2021, 6, 15))
    ahead = served.forecast(selection.of("first_dose")).of("first_dose")
    answer = next(iter(standing.whole(selection).values()))
    for said in (answer, pace.finding(selection.of("first_dose"))):
        assert f"khả năng kịp hạn 30/09/2021 là {formats.chance(ahead['p_by_deadline'])}" in said
        done = ahead["median_completion"]
        assert (formats.day(done) if done else "chưa xong trước ngày") in said
    assert "Xong, với tốc độ hiện nay" in standing.stages(selection)
