"""The menu under each figure costs one element until it is opened, and says what is missing when there is no Chrome."""

import pytest
from streamlit.testing.v1 import AppTest

from campaign import words
from campaign.render import chrome
from tests.pages.test_pages import run


def menu(app: AppTest, key: str) -> AppTest:
    app.session_state[f"{key}_share"] = True
    return app.run()


def labels(app: AppTest) -> list[str]:
    return [button.proto.label for button in app.get("download_button")]


def captions(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption)


def test_a_closed_menu_is_one_element(demo_home):
    app = run("overview")
    assert labels(app) == []
    assert not app.get("code")
    menus = [box for box in app.get("popover") if box.proto.popover.label == words.t("export.menu")]
    assert [len(box.children) for box in menus] == [0, 0]


def test_an_open_menu_has_every_format_the_link_and_the_sentence(demo_home):
    app = menu(run("overview"), "burndown")
    assert labels(app) == [
        "PNG",
        "PNG 300 dpi",
        "SVG",
        "PDF",
        "PowerPoint (PPTX)",
        "CSV (Excel)",
        "CSV (ISO)",
        "Excel (XLSX)",
    ]
    assert all(words.t(f"export.{heading}") in captions(app) for heading in ("pictures", "editable"))
    link, sentence = (block.value for block in app.get("code"))
    assert link.endswith("unit=VN&as_of=2021-06-01&lang=vi")
    assert "Hồ sơ thu nhận" in sentence


def test_a_table_has_the_shape_of_its_rows_and_one_that_is_there_in_short_that_of_a_slide(demo_home):
    for app, key, shaped in ((run("comparison", view="multiples"), "multiples", 0), (run("comparison"), "ranking", 1)):
        opened = menu(app, key)
        shapes = [one for one in opened.get("button_group") if one.proto.label == words.t("export.shape")]
        assert (len(shapes), "PowerPoint (PPTX)" in labels(opened)) == (shaped, bool(shaped))


def test_the_link_for_a_frame_is_offered_where_a_frame_is_allowed(demo_home, monkeypatch: pytest.MonkeyPatch):
    assert len(menu(run("overview"), "burndown").get("code")) == 2
    monkeypatch.setenv("CAMPAIGN_FRAME_ANCESTORS", "https://intranet.example")
    link, frame, _ = (block.value for block in menu(run("overview"), "burndown").get("code"))
    assert frame == f"{link}&only=burndown"


def test_without_a_chrome_tables_are_offered_and_the_browsers_own_picture(demo_home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(chrome, "path", lambda: None)
    app = menu(run("overview"), "burndown")
    assert labels(app) == ["PowerPoint (PPTX)", "CSV (Excel)", "CSV (ISO)", "Excel (XLSX)"]
    assert words.t("render.no_chrome") in captions(app)
    assert words.t("export.figure_alone") in captions(app)
    assert all("toImage" in chart.proto.config for chart in app.get("plotly_chart"))


def test_with_a_chrome_no_camera_stands_on_the_figures(demo_home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(chrome, "path", lambda: "/bin/true")
    assert not any("toImage" in chart.proto.config for chart in run("overview").get("plotly_chart"))


def test_a_file_that_was_not_made_is_explained_once(demo_home):
    app = run("overview")
    app.session_state["not_made"] = {"burndown": "Vì sao."}
    assert "Vì sao." in captions(menu(app, "burndown"))
    assert "Vì sao." not in captions(app.run())
