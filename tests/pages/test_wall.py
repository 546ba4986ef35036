"""The wall by itself: it goes on from slide to slide, shows every unit in turn, and says how old its figures are."""

import re
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from streamlit.testing.v1 import AppTest

from campaign import settings
from campaign.ui import navigation, wall
from tests.pages.test_pages import run

DAY = "2021-06-01"
SLIDES = 6  # two projects, map, ranks, pace, decisions
NAME = re.compile(r'class="name" role="cell"[^>]*><b>([^<]+)')


def html(app: AppTest) -> str:
    return " ".join(block.body for block in app.html)


def test_a_slide_that_had_its_time_makes_room_for_the_next(demo_home: Path) -> None:
    app = run(navigation.WALL, slide="pace", as_of=DAY)
    shown, _ = app.session_state["wall"]
    assert app.get("plotly_chart")
    assert app.run().session_state["wall"][0] == shown
    app.session_state["wall"] = (shown, monotonic() - settings.wall_every())
    assert app.run().session_state["wall"][0] == shown + 1
    assert "decide" in html(app)
    assert not app.get("plotly_chart")


def test_every_unit_has_its_turn_once_before_any_comes_again(demo_home: Path) -> None:
    app = run(navigation.WALL, slide="ranks", as_of=DAY)
    seen: list[str] = NAME.findall(html(app))
    first = seen[0]
    while len(seen) < 63:
        app.session_state["wall"] = (app.session_state["wall"][0] + SLIDES, monotonic())
        found = NAME.findall(html(app.run()))
        assert found
        seen += found
    assert len(set(seen)) == len(seen) == 63
    app.session_state["wall"] = (app.session_state["wall"][0] + SLIDES, monotonic())
    assert NAME.findall(html(app.run()))[0] == first


@pytest.mark.parametrize(("patience", "css"), [(timedelta(days=9999), 'class="clock"'), (timedelta(0), "clock stale")])
def test_the_age_of_the_figures_is_told_and_marked_once_they_are_too_old(
    patience: timedelta, css: str, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wall, "STALE", patience)
    assert css in html(run(navigation.WALL, as_of=DAY))
