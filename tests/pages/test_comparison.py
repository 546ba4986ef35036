"""The comparison page in every view, for the nation, a province and a campaign of one level, on any day."""

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from campaign.serving import queries
from campaign.serving.selection import EVERYTHING, Selection
from campaign.subjects.comparison import blocks
from campaign.subjects.comparison import exhibits as comparison
from tests.pages.test_pages import run

DAYS = ["2021-01-01", "2021-06-01", "2021-07-01", "2021-12-31"]


def html(app: AppTest) -> str:
    return " ".join(element.body for element in app.html)


@pytest.mark.parametrize("as_of", DAYS)
@pytest.mark.parametrize("view", comparison.VIEWS)
def test_a_view_runs_before_on_and_after_the_deadline(view: str, as_of: str, demo_home: Path) -> None:
    for unit in ("VN", "48"):
        app = run("comparison", view=view, as_of=as_of, unit=unit)
        assert not app.exception
        assert not app.error


def test_a_unit_is_found_without_diacritics_and_the_others_are_not_listed(demo_home: Path) -> None:
    found = html(run("comparison", find="da nang"))
    assert "<b>Đà Nẵng</b>" in found
    assert "<b>Hà Giang</b>" not in found


def test_the_ranking_names_every_unit_below_also_one_without_a_target(demo_home: Path) -> None:
    """Hoàng Sa has no eligible residents and no quota: it has no rank, and it is there."""
    found = html(run("comparison", unit="48"))
    assert found.count('role="row"') == 1 + 8
    assert "<b>Huyện Hoàng Sa</b>" in found
    assert "Không giao chỉ tiêu" in found


def test_the_denominator_is_named_and_changes_the_ranking(demo_home: Path) -> None:
    quota, eligible = (run("comparison", by=by) for by in ("target", "eligible"))
    assert "chỉ tiêu được giao" in html(quota)
    assert "nhân khẩu từ 14 tuổi" in html(eligible)
    assert html(quota) != html(eligible)


def test_an_order_and_a_filter_come_from_the_address(demo_home: Path) -> None:
    found = html(run("comparison", show="red_river_delta", order="name"))
    assert found.index("<b>Bắc Ninh</b>") < found.index("<b>Hà Nội</b>") < found.index("<b>Vĩnh Phúc</b>")
    assert "<b>Cà Mau</b>" not in found


def test_lines_of_unknown_units_and_silent_units_are_counted_on_the_page(demo_home: Path) -> None:
    titles = " ".join(expander.label for expander in run("comparison", as_of="2021-06-01").expander)
    assert "Đơn vị còn ngày chưa báo cáo" in titles
    assert "chưa xác định được đơn vị" in titles


def test_a_unit_past_its_own_date_has_its_required_pace_beside_its_best(demo_home: Path) -> None:
    """Hồ Chí Minh was due on 30 April; on 1 June it is asked for the pace to the campaign's date."""
    row = queries.one("overview", Selection(EVERYTHING, "79", date(2021, 6, 1), "received"))
    needed = (row["target"] - row["total"]) / 30
    assert row["required_rate"] == pytest.approx(needed)
    cells = re.search(r"<b>Hồ Chí Minh</b>.*?</div>", html(run("comparison", as_of="2021-06-01")))[0]
    told = re.search(r'class="to_best"[^>]*>\D*(\d+,\d\d)<', cells)[1]
    assert float(told.replace(",", ".")) == pytest.approx(needed / row["best_rate_7d"], abs=0.01)


def test_bars_end_at_the_largest_share_and_deadlines_are_told_where_they_differ(demo_home: Path) -> None:
    """Two units have a date of their own; Lâm Đồng is far beyond its target."""
    selection = Selection(EVERYTHING, "VN", date(2021, 6, 1), "received")
    units = comparison.units(selection, "target")
    drawn = blocks.ranking(units)
    widths = [float(width) / 100 for width in re.findall(r'class="fill" style="width:([\d.]+)%"', drawn)]
    longest = units["share"].max()
    assert longest > 1
    assert widths == pytest.approx((units["share"] / longest).tolist(), abs=6e-4)
    assert set(re.findall(r'class="plan" title="100%" style="left:([\d.]+)%"', drawn)) == {f"{100 / longest:.2f}"}
    assert drawn.count("hạn 30/04/2021") == (units["deadline"] == "2021-04-30").sum() == 1
    alike = blocks.ranking(units[(units["deadline"] == "2021-07-01") & (units["share"] <= 1)])
    assert "<small>hạn " not in alike and 'class="plan"' not in alike
