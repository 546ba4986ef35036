"""A first view is light and says its sentence before it draws."""

import pytest

from campaign.ui import navigation
from tests.browser.conftest import WIDTHS, Visit

MOST = 500_000  # bytes beyond Streamlit's own files; 190,000 to 260,000 were seen, three fonts of them 122,000
ORDER = """() => {
  window.order = [];
  new MutationObserver(() => {
    for (const [name, found] of [['sentence', '.finding'], ['figure', '.js-plotly-plot']])
      if (!order.includes(name) && document.querySelector(found)) order.push(name);
  }).observe(document, {subtree: true, childList: true});
}"""
ALONE = {"quality": [["figure"]]}  # pages without a sentence of their own
STREAMLITS = "/static/"
PHONE = 390


class Received:
    """Bytes that come over the wire to one visit, by the path that was asked for."""

    def __init__(self, visit: Visit) -> None:
        self.bytes: dict[str, int] = {}
        self._asked: dict[str, str] = {}
        wire = visit.page.context.new_cdp_session(visit.page)
        wire.send("Network.enable")
        wire.on(
            "Network.requestWillBeSent", lambda told: self._asked.update({told["requestId"]: told["request"]["url"]})
        )
        wire.on("Network.loadingFinished", lambda told: self._add(told["requestId"], told["encodedDataLength"]))
        # A frame is told as base64.
        wire.on(
            "Network.webSocketFrameReceived", lambda told: self._add("", len(told["response"]["payloadData"]) * 0.75)
        )

    def _add(self, request: str, size: float) -> None:
        path = "/" + self._asked.get(request, "///socket").split("/", 3)[-1]
        self.bytes[path] = self.bytes.get(path, 0) + int(size)

    def ours(self) -> int:
        """Bytes of all that is not Streamlit's own files."""
        return sum(size for path, size in self.bytes.items() if not path.startswith(STREAMLITS))


def _length(frame: dict[str, str]) -> float:
    """Bytes of a frame, which is told as base64."""
    return len(frame["payloadData"]) * 3 / 4


@pytest.mark.parametrize("stem", navigation.PAGES)
def test_a_first_view_is_light_and_speaks_before_it_draws(stem: str, site: str, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": PHONE, "height": WIDTHS[PHONE]})
    visit.page.add_init_script(f"({ORDER})()")
    received = Received(visit)
    visit.open(f"{site}/{navigation.PAGES[stem]}")
    assert {"/socket", "/front/page.js"} <= {path.split("?")[0] for path in received.bytes}
    assert received.ours() < MOST, received.bytes
    assert visit.page.evaluate("window.order") in ([], ["sentence"], ["sentence", "figure"], *ALONE.get(stem, []))


def test_what_is_sent_in_vain_is_counted(site: str, visit: Visit) -> None:
    received = Received(visit)
    visit.open(f"{site}/{navigation.PAGES['method']}")
    before = received.ours()
    visit.page.evaluate("fetch('/front/page.js?more').then(answer => answer.text())")
    visit.page.wait_for_timeout(500)
    assert received.ours() > before
