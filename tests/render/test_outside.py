"""Nothing that is drawn fetches anything, and Chrome asks nothing of anybody: its own log has every connection."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import plotly.graph_objects as go
import pytest

from campaign import render
from campaign.render import capture, page
from campaign.render.chrome import Chrome
from campaign.render.page import Page
from campaign.render.renderer import Renderer

pytestmark = pytest.mark.browser

REACHING = ("TCP_CONNECT_ATTEMPT", "UDP_BYTES_SENT", "DNS_TRANSACTION", "HOST_RESOLVER_SYSTEM_TASK")
NO_WALL = "--host-resolver-rules=MAP nothing.example ~NOTFOUND"


class Outside:
    """A server on this machine that stands for every other one, and what was asked of it."""

    def __init__(self, log: Path) -> None:
        self.log, self.heard = log, []
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.server.getsockname()[1]}/seen.png"
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self.server.accept()
                caller.settimeout(0.3)
                with caller, suppress(TimeoutError):
                    if asked := caller.recv(4096):  # Chrome also connects without a word
                        self.heard.append(asked)

    def attempts(self) -> int:
        """How often Chrome tried to reach anybody, by its own log."""
        log = self.log.read_text(encoding="utf-8")
        types = [re.search(rf'"{name}":(\d+)', log)[1] for name in REACHING]
        return sum(len(re.findall(rf'"type":{one}[,}}]', log)) for one in types)

    def figures(self) -> list[go.Figure | str]:
        """Figures and HTML that want something from there."""
        there = self.address
        picture = {"source": there, "sizex": 1, "sizey": 1}
        return [
            f'<img src="{there}"><p style="background: url({there})">x</p><style>@import "{there}";</style>'
            f'<iframe src="{there}"></iframe><object data="{there}"></object><script src="{there}"></script>'
            f'<img src="data:," onerror="fetch(\'{there}\')">',
            go.Figure(go.Scattergeo(lon=[105], lat=[21]), {"images": [picture]}),
            go.Figure(go.Choropleth(geojson=there, locations=["A"], z=[1])),
        ]


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    made = Outside(tmp_path / "net.json")
    yield made
    made.server.close()


def draw_all(outside: Outside, *flags: str, most: int = 3) -> None:
    with closing(Renderer(flags=(f"--log-net-log={outside.log}", *flags))) as renderer:
        for figure in outside.figures()[:most]:
            drawn(renderer, figure)


def drawn(renderer: Renderer, figure: go.Figure | str) -> None:
    def job(chrome: Chrome) -> None:
        size = page.show(chrome, Page(figure, 300, 200))
        capture.pdf(chrome, *size)
        capture.png(chrome, *size, scale=1)

    with suppress(render.DrawingFailedError):  # Plotly gives up on a map whose geometry it cannot fetch
        renderer.make(job)


def test_nothing_is_asked_of_another_machine(outside):
    draw_all(outside)
    assert (outside.heard, outside.attempts()) == ([], 0)


def test_the_policy_of_the_page_holds_without_the_wall(outside):
    draw_all(outside, NO_WALL)
    assert outside.heard == []


def test_without_both_the_same_figures_reach_out(outside, monkeypatch):
    """The control: what is counted above is there to be counted."""
    monkeypatch.setattr(page, "POLICY", "")
    draw_all(outside, NO_WALL, most=2)  # a map would wait for its geometry for ever
    assert outside.heard
    assert outside.attempts() > 0


def test_scripts_of_the_data_do_not_run():
    payload = '<img src="x" onerror="window.ran = 1"><svg onload="window.ran = 1"></svg><b id="b">x</b>'

    def job(chrome: Chrome) -> object:
        page.show(chrome, Page(payload, 300))
        page.show(chrome, Page(go.Figure(layout={"title": {"text": payload}}), 300, 200))
        return chrome.call("(() => window.ran ?? 'never')")

    with closing(Renderer()) as renderer:
        assert renderer.make(job) == "never"
