"""A reader's session without a browser: the websocket of a page, its widgets and its downloads, byte for byte."""

import asyncio
import json
import ssl
import urllib.request
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, generate_xsrf_token_string

SECRET = "a secret of the tests, long enough to sign with"
LONGEST = 64 * 2**20
Received = TypeVar("Received")


def cookie(address: str, claims: dict) -> str:
    """The cookie that a login leaves: Streamlit's own, signed with the secret of the tests."""
    value = json.dumps(claims | {"origin": address, "provider": "default"})
    return "_streamlit_user=" + create_signed_value(SECRET, "_streamlit_user", value).decode()


def run(session: Coroutine[object, object, Received]) -> Received:
    """What a coroutine gives, in a thread of its own: Playwright keeps a loop in the main one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, session).result()


@dataclass
class Session:
    """One open page. `frames` is what has been received, as it came."""

    address: str
    claims: dict | None = None
    headers: dict[str, str] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    cached: set[str] | None = None  # hashes of what a browser keeps; None has everything sent again
    frames: list[bytes] = field(default_factory=list)
    state: ClientState = field(default_factory=ClientState)
    elements: dict[str, Any] = field(default_factory=dict)  # widgets of the last run, by id

    async def __aenter__(self) -> "Session":
        token = generate_xsrf_token_string()
        cookies = [f"_streamlit_xsrf={token}"] + ([cookie(self.address, self.claims)] if self.claims else [])
        self.socket = await websockets.connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit", token],
            origin=self.address,
            additional_headers={"Cookie": "; ".join(cookies)} | self.headers,
            max_size=LONGEST,
            compression=None,
            ssl=self.tls,
        )
        return self

    async def __aexit__(self, *failure: type[BaseException] | BaseException | TracebackType | None) -> None:
        await self.socket.close()

    async def open(self, page: str = "", **query: str) -> None:
        """Go to a page, as by its address."""
        self.state = ClientState(page_name=page, query_string=urlencode(query))
        await self.run()

    async def run(self, fragment: str = "") -> None:
        """Run the script, or a fragment of it, with the widgets as they are."""
        message = BackMsg()
        message.rerun_script.CopyFrom(self.state)
        message.rerun_script.fragment_id = fragment
        message.rerun_script.cached_message_hashes.extend(self.cached or ())
        self.elements.clear()
        await self.send(message)
        ended = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
        while (reply := await self.receive()).WhichOneof(
            "type"
        ) != "script_finished" or reply.script_finished not in ended:
            self._note(reply)

    async def set(self, widget: str, **value: object) -> None:
        """Change a widget, by its id, and run."""
        states = [one for one in self.state.widget_states.widgets if one.id != widget]
        del self.state.widget_states.widgets[:]
        self.state.widget_states.widgets.extend([*states, WidgetState(id=widget, **value)])
        await self.run()

    async def open_all(self, key: str = "") -> None:
        """Open everything that opens and has `key` in its own, so that tables, menus and their files are sent too."""
        opens = [one.id for one in self.elements.values() if type(one).__name__ in ("Expandable", "Popover")]
        closed = [one for one in opens if key in one]
        self.state.widget_states.widgets.extend(WidgetState(id=one, bool_value=True) for one in closed)
        if closed:
            await self.run()

    async def files(self, *but: str) -> dict[str, bytes]:
        """Every download of the page, by its label and number, but those of some labels."""
        buttons = [one for one in self.elements.values() if type(one).__name__ == "DownloadButton"]
        return {
            f"{button.label} {number}": await self.download(button)
            for number, button in enumerate(buttons)
            if button.label not in but
        }

    async def download(self, button: object) -> bytes:
        """What a click on a download button brings."""
        url = button.url
        if button.deferred_file_id:
            message = BackMsg()
            message.backend_operation_request.request_id = button.id
            message.backend_operation_request.session_id = self.id
            message.backend_operation_request.deferred_file.file_id = button.deferred_file_id
            await self.send(message)
            while (reply := await self.receive()).WhichOneof("type") != "backend_operation_response":
                self._note(reply)
            assert not reply.backend_operation_response.error_msg, reply.backend_operation_response
            url = reply.backend_operation_response.deferred_file.url
        with urllib.request.urlopen(self.address + url) as response:
            return response.read()

    async def send(self, message: BackMsg) -> None:
        """Send one message as the browser would."""
        await self.socket.send(message.SerializeToString())

    async def receive(self) -> ForwardMsg:
        """The next message, kept in `frames` as it came."""
        frame = await self.socket.recv()
        self.frames.append(frame)
        return ForwardMsg.FromString(frame)

    def _note(self, message: ForwardMsg) -> None:
        if self.cached is not None and message.metadata.cacheable:
            self.cached.add(message.hash)
        if message.WhichOneof("type") == "new_session":
            self.id = message.new_session.initialize.session_id
        if message.WhichOneof("type") != "delta":
            return
        delta = message.delta
        part = delta.add_block if delta.WhichOneof("type") == "add_block" else delta.new_element
        kind = part.WhichOneof("type")
        inner = getattr(part, kind) if kind else None
        if getattr(inner, "id", ""):
            self.elements[inner.id] = inner
