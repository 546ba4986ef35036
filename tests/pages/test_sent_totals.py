"""A workbook of totals by province, while districts report, goes from the file to the figure beside their sum."""

import html

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from campaign import settings, words
from campaign.language import columns
from campaign.serving.desk import Staff
from campaign.ui import navigation
from tests import readers
from tests.pages.office import chosen, opened, pressed, shown, total, upload, workbook

pytestmark = pytest.mark.usefixtures("campaign_home")
NAME = "tong_hop_2021-01-08.xlsx"
ROWS = (
    ["Ngày", "Mã tỉnh", "Chỉ tiêu", "Lũy kế"],
    ["08/01/2021", "A", "received", 130],
    ["08/01/2021", "B", "received", 70],
)


def quality(subject: str) -> AppTest:
    app = AppTest.from_file(str(settings.PROJECT / "dashboard.py"), default_timeout=600)
    app.user = readers.claims(subject)
    app._page_hash = calc_hash(navigation.PAGES["quality"])
    app.session_state["controls_open"] = True
    words.use("vi")
    app.run()
    assert not app.exception
    return app


def beside(app: AppTest) -> dict[str, tuple[int, int, int, str]]:
    """By unit what was sent, the sum of its districts, the difference, and who says it, as the page lists them."""
    named = {columns.label(one): one for one in ("unit_code", "published", "total", "off_published", "source_title")}
    (table,) = [one.value for one in app.dataframe if {*named} <= {*one.value.columns}]
    return {row[0]: tuple(row[1:]) for row in table[[*named]].itertuples(index=False)}


def test_totals_of_provinces_go_from_the_file_to_the_figure_beside_the_sum_of_their_districts() -> None:
    app = chosen(opened("sending", "admin"), NAME, upload(workbook(ROWS), NAME, "admin", None))
    said = html.unescape(shown(app))
    assert words.t("ingest.layout_controls") in said, "why they are not added"
    assert words.t("intake.proposed", kind=words.t("intake.kind_controls"), rows="2") in said
    assert f'data-label="{words.t("intake.becomes")}">130</span>' in said
    pressed(app, "explain")
    pressed(app, "send")
    assert total() == 100, "the sum is that of the districts"
    assert beside(quality("admin")) == {"A": (130, 100, -30, NAME), "B": (70, 0, -70, NAME)}
    assert beside(quality("chief")) == {"A": (130, 100, -30, NAME)}

    later = "tong_hop_2021-01-09.xlsx"
    rows = (ROWS[0], ["08/01/2021", "A", "received", 101])
    pressed(chosen(opened("sending", "admin"), later, upload(workbook(rows), later, "admin", None)), "send")
    assert beside(quality("admin"))["A"] == (101, 100, -1, later)


def test_a_clerk_sends_the_total_of_the_own_province_alone() -> None:
    Staff("admin", None).give("explain", upload=upload(workbook(ROWS), NAME, "admin", None))
    for rows, state in ((ROWS[:2], "accepted"), (ROWS, "held")):
        name = f"{state}_2021-01-08.xlsx"
        said = Staff("staff", "A").give("send", upload=upload(workbook(rows), name))
        assert said["outcome"]["state"] == state
