"""One Chrome for everybody: it is replaced when it dies, stopped when it takes too long, and nobody fills its queue."""

import io
import os
import re
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import plotly.graph_objects as go
import pytest
from PIL import Image

from campaign import render
from campaign.render import capture, chrome, page
from campaign.render.page import Page
from campaign.render.renderer import Renderer

pytestmark = pytest.mark.browser


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    made = Renderer(each=2)
    yield made
    made.close()


def painted(colour: str) -> go.Figure:
    return go.Figure(layout={"paper_bgcolor": colour, "plot_bgcolor": colour, "height": 40})


def picture(found: chrome.Chrome, colour: str = "#ff0000") -> tuple[int, ...]:
    """The colour in the middle of a picture that is all `colour`."""
    drawn = capture.png(found, *page.show(found, Page(painted(colour), 60)), scale=1)
    return Image.open(io.BytesIO(drawn)).convert("RGB").getpixel((30, 20))


def test_a_chrome_that_was_killed_is_replaced(renderer):
    assert renderer.make(picture) == (255, 0, 0)
    first = renderer.chrome.process
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    assert renderer.make(picture) == (255, 0, 0)
    assert renderer.chrome.process.pid != first.pid


def test_a_chrome_that_was_warmed_draws_the_first_picture(renderer):
    renderer.warm()
    while renderer.chrome is None:
        pass
    warmed = renderer.chrome.process.pid
    assert renderer.make(picture) == (255, 0, 0)
    assert renderer.chrome.process.pid == warmed


def test_what_takes_too_long_is_stopped_and_the_next_picture_is_made(renderer):
    renderer.make(picture)
    renderer.seconds = 1
    with pytest.raises(render.DrawingFailedError, match="1 giây"):
        renderer.make(lambda found: found.call("(() => { for (;;); })"))
    renderer.seconds = 30
    assert renderer.make(picture) == (255, 0, 0)


def test_a_frozen_chrome_is_stopped_too(renderer):
    renderer.make(picture)
    os.killpg(renderer.chrome.process.pid, signal.SIGSTOP)
    renderer.seconds = 1
    with pytest.raises(render.DrawingFailedError):
        renderer.make(picture)
    renderer.seconds = 30
    assert renderer.make(picture) == (255, 0, 0)


def test_nobody_has_more_than_a_few_waiting_and_others_are_served(renderer):
    going, let_go = threading.Event(), threading.Event()

    def slow(found: chrome.Chrome) -> None:
        going.set()
        let_go.wait(60)

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(renderer.make, slow, "an")
        going.wait(60)
        second = pool.submit(renderer.make, picture, "an")
        while renderer._waiting["an"] < 2:
            pass
        with pytest.raises(render.BusyError, match="2"):
            renderer.make(picture, "an")
        other = pool.submit(renderer.make, picture, "binh")
        let_go.set()
        assert [found.result(60) for found in (first, second, other)] == [None, (255, 0, 0), (255, 0, 0)]
    assert renderer.make(picture, "an") == (255, 0, 0)


def test_whoever_asks_at_the_same_time_gets_the_own_picture():
    colours = [(shade * 16, 255 - shade * 16, 77) for shade in range(16)]
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(lambda ink: render.png(painted("rgb({},{},{})".format(*ink)), 60, scale=1), colours))
    assert [Image.open(io.BytesIO(one)).convert("RGB").getpixel((30, 20)) for one in drawn] == colours


def test_without_a_chrome_one_reads_how_to_get_one(monkeypatch):
    monkeypatch.setattr(chrome, "path", lambda: None)
    with pytest.raises(render.NoChromeError, match=r"apt-get install chromium.*CHROME"):
        render.png(painted("#ff0000"), 60)


def test_its_memory_stays_within_its_limit(renderer):
    """25 pictures of three million dots each: 1.5 GB are promised, 0.5 are taken."""
    for shade in range(25):
        large = Page(painted(f"rgb({shade},0,0)"), 2000, 1500)
        renderer.make(lambda found, large=large: capture.png(found, *page.show(found, large), scale=1))
    assert 50 < resident(renderer.chrome.process.pid) < 1500


def test_memory_that_chrome_takes_is_seen(renderer):
    renderer.make(picture)
    before = resident(renderer.chrome.process.pid)
    renderer.make(lambda found: found.call("(() => { window.kept = new Uint8Array(3e8).fill(7); return 1; })"))
    assert resident(renderer.chrome.process.pid) > before + 250


def test_without_a_limit_for_each_one_reader_fills_the_queue():
    """The control of the test above in which somebody is refused."""
    let_go, renderer = threading.Event(), Renderer(each=99)
    with closing(renderer), ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(renderer.make, lambda _: let_go.wait(60), "an") for _ in range(3)]
        while renderer._waiting["an"] < 3:
            assert not [one for one in asked if one.done()]
        let_go.set()
        assert all(one.result(60) for one in asked)


def resident(session: int) -> float:
    """Megabytes that the processes of a session have for themselves, shared ones in parts."""
    members = [
        entry.parent
        for entry in Path("/proc").glob("[0-9]*/stat")
        if int(entry.read_text().rpartition(")")[2].split()[3]) == session
    ]
    found = [re.search(r"^Pss:\s+(\d+)", (member / "smaps_rollup").read_text(), re.MULTILINE) for member in members]
    return sum(int(one[1]) for one in found) / 1024


def test_a_figure_is_left_as_it_was():
    figure = painted("#ff0000")
    before = figure.to_json()
    render.svg(figure, 300, 200)
    assert figure.to_json() == before


def test_a_picture_tells_its_size_in_print():
    drawn = Image.open(io.BytesIO(render.png(painted("#ff0000"), 96, 48, scale=300 / 96)))
    assert drawn.size == (300, 150)
    assert drawn.info["dpi"] == pytest.approx((300, 300), abs=0.1)
