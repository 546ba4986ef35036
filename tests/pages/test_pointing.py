"""A workbook that no program understands is explained by pointing at its header, columns and units."""

import html
import re

import pytest
from streamlit.testing.v1 import AppTest

from campaign import words
from campaign.ingest.layouts import model
from campaign.serving.desk import DeskError, Staff
from tests.pages.office import (
    can_press,
    chosen,
    opened,
    pressed,
    shown,
    total,
    upload,
    workbook,
)

pytestmark = pytest.mark.usefixtures("campaign_home")
NAME = "so_lieu_2021-01-08.xlsx"
ROWS = (["Phòng tổng hợp"], ["Kính gửi", "Bộ phận"], ["X1", "Y2", "Z3"], ["Cụm Một", 50, "tốt"], ["Hết", 7, ""])


def choose(app: AppTest, **values: str) -> AppTest:
    """Choose in the lists of these settings; two underscores stand for a point."""
    for key, value in values.items():
        setting = re.compile(rf"point_{re.escape(key.replace('__', '.'))}_[0-9a-f]{{32}}.*")
        (box,) = [one for one in app.selectbox if setting.fullmatch(one.key)]
        box.set_value(value)
    return app


def tried(app: AppTest) -> AppTest:
    (button,) = [one for one in app.button if one.label == words.t("intake.point_try")]
    button.click().run()
    assert not app.exception
    return app


def test_a_workbook_that_says_nothing_of_itself_is_pointed_at_and_counts() -> None:
    app = chosen(opened("sending", "admin"), NAME, upload(workbook(ROWS), NAME, "admin", None))
    assert not can_press(app, "explain")
    choose(app, header="Sheet!3", kind="counts").run()
    (rest,) = [one for one in app.text_input if one.label == words.t("intake.point_no_rows_hint")]
    rest.set_value("Hết")
    tried(choose(app, columns__x1="unit_code", columns__y2="measure received", fixed__date="name"))
    assert "Cụm Một" in shown(app), "a name that nobody knows is said"
    assert not can_press(app, "explain"), "nothing would be taken"
    tried(choose(app, **{"units__Cụm Một": "a1"}))
    assert f'data-label="{words.t("intake.becomes")}">150</span>' in shown(app)
    assert total() == 100
    pressed(app, "explain")
    pressed(app, "send")
    assert total() == 150

    again = chosen(
        opened("sending", "admin"), "so_lieu_2021-01-09.xlsx", upload(workbook(ROWS), "so_lieu_2021-01-09.xlsx")
    )
    assert not any(one.key.startswith("point_") for one in again.selectbox), "it is known by its header"


def test_what_is_pointed_at_in_vain_is_said_and_can_be_mended() -> None:
    app = chosen(opened("sending", "admin"), NAME, upload(workbook(ROWS), NAME, "admin", None))
    choose(app, header="Sheet!3", kind="counts").run()
    tried(choose(app, columns__x1="unit_code", columns__y2="unit_code"))
    assert words.t("ingest.layout_twice", layout="so_lieu", columns="x1, y2") in html.unescape(shown(app))
    tried(choose(app, columns__y2="measure received", fixed__date="name"))
    assert "Cụm Một" in shown(app)


def test_who_answers_for_a_part_points_at_nothing() -> None:
    app = chosen(opened("sending"), NAME, upload(workbook(ROWS), NAME))
    assert not any(one.key.startswith("point_") for one in app.selectbox)
    with pytest.raises(DeskError, match=words.t("desk.not_for_all")):
        Staff("staff", "A").give("explain", upload=upload(workbook(ROWS), NAME), wanted={"header": "Sheet!3"})


@pytest.mark.parametrize(
    "wanted",
    [
        {"header": "Sheet!x"},
        {"header_rows": "9"},
        {"header": "Sheet!3", "name": "../../units", "kind": "nothing"},
        {"header": "Sheet!3", "columns.x1": "measure of nothing"},
        {"header": "Sheet!3", "units.Cụm Một": "zz"},
        {"elsewhere": "1"},
    ],
)
def test_what_cannot_be_wanted_explains_nothing(wanted: dict[str, str]) -> None:
    staff, file = Staff("admin", None), upload(workbook(ROWS), NAME, "admin", None)
    assert "proposal" not in staff.ask("trial", upload=file, wanted=wanted)
    with pytest.raises(DeskError):
        staff.give("explain", upload=file, wanted=wanted)
    assert not list(model.folder().glob("*"))
