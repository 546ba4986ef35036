"""A viewer without a browser: speaks the server's websocket as a browser does, and counts what comes back."""

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol


@dataclass(frozen=True)
class Run:
    """One run of a page: seconds until its end, bytes received, the elements in it."""

    seconds: float
    size: int
    elements: int


class Viewer:
    """One open page of a server, such as `Viewer("http://127.0.0.1:8501/ban-do?unit=01")`."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.page, self.query = parts.path.strip("/"), parts.query
        self.script = ""
        self.seen: set[str] = set()  # hashes of what a browser keeps
        self.socket = connect(
            f"ws://{parts.netloc}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            origin=Origin(f"{parts.scheme}://{parts.netloc}"),
            max_size=None,
        )
        self.first = self.run()

    def run(self) -> Run:
        """Ask for a run of the page and read it to its end. TimeoutError after a minute without a message."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = self.query
        if self.script:
            state.page_script_hash = self.script
        else:
            state.page_name = self.page
        state.cached_message_hashes.extend(self.seen)
        start, size, elements = time.perf_counter(), 0, 0
        self.socket.send(asked.SerializeToString())
        while True:
            data = self.socket.recv(timeout=60)
            size += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            elements += kind in ("delta", "ref_hash")
            if message.metadata.cacheable:
                self.seen.add(message.hash)
            if kind == "navigation":
                self.script = message.navigation.page_script_hash
            if kind == "script_finished":
                return Run(time.perf_counter() - start, size, elements)

    def close(self) -> None:
        """Leave."""
        self.socket.close()
