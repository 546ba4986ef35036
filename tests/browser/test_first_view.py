"""A first view is light and says its sentence before it draws."""

import pytest

from campaign.ui import navigation
from campaign.web import served
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
# Styles of ours that ask what the whole page contains: a browser asks so again for each text that a figure measures.
WHOLE = """() => [...document.querySelectorAll('.stHtml style, head style')].flatMap(style => [...style.sheet.cssRules])
  .map(rule => rule.selectorText ?? '')
  .filter(rule => /(^|,\\s*)(html|body|\\[data-testid="?stApp"?\\]):has/.test(rule))"""
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


@pytest.mark.parametrize("page", ["toan-canh", "tien-do?only=burndown", navigation.ADDRESSES["wall"]])
def test_no_style_asks_about_the_whole_page(page: str, site: str, visit: Visit) -> None:
    visit.open(f"{site}/{page}")
    assert visit.page.evaluate("document.querySelectorAll('.stHtml style').length")
    assert visit.page.evaluate(WHOLE) == []
    visit.page.add_style_tag(content="body:has(.wall) p { color: red; }")
    assert visit.page.evaluate(WHOLE) == ["body:has(.wall) p"]


def test_streamlits_parts_are_fetched_once_and_ahead(site: str, visit: Visit) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url.split("/")[-1]))
    visit.open(f"{site}/{navigation.PAGES['overview']}")
    parts = served.parts()
    assert all(asked.count(part) == 1 for part in parts)
    assert max(asked.index(part) for part in parts) < asked.index("host-config")
