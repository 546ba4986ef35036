"""What comes over the wire to a page in the browser."""

from tests.browser.conftest import Visit

STREAMLITS = "/static/"


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
