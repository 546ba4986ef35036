"""A headless Chrome with one page, spoken to through a pipe: it starts, answers in time, or ends."""

import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from campaign import settings

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chromium-headless-shell",
)
# Nothing may leave this machine: no name is resolved, and Chrome's own services are off. No sandbox, because servers
# and containers often forbid it; the page runs our scripts only (its policy is in page.py). 512 MB for one picture.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ALONE = [
    "--headless",
    "--remote-debugging-pipe",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-extensions",
    "--disable-dev-shm-usage",
    "--disable-breakpad",
    "--no-zygote",
    "--renderer-process-limit=1",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
    "--js-flags=--max-old-space-size=512",
]
# Chrome reads its orders from descriptor 3 and answers on 4; Python can hand over 0 and 1 only.
THROUGH_PIPE = 'exec "$0" "$@" 3<&0 4>&1 0</dev/null 1>&2'


class ChromeDiedError(Exception):
    """The process is gone."""


class ChromeRefusedError(Exception):
    """It answered with an error."""


def path() -> str | None:
    """The program: the one named in CHROME or BROWSER_PATH, else one that is installed; None when there is none."""
    return next((found for name in (settings.chrome(), *NAMES) if name and (found := shutil.which(name))), None)


class Chrome:
    """A running Chrome. `seconds` is how long the next orders may take together, counted from `allow`."""

    def __init__(self, program: str, seconds: float, flags: tuple[str, ...] = ()) -> None:
        self.allow(seconds)
        self.folder = tempfile.TemporaryDirectory(prefix="campaign-chrome-", ignore_cleanup_errors=True)
        orders, self._write = os.pipe()
        self._read, answers = os.pipe()
        os.set_blocking(self._write, False)
        command = [program, *FLAGS, *ALONE, *flags, f"--user-data-dir={self.folder.name}", "about:blank"]
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", THROUGH_PIPE, *command],
            stdin=orders,
            stdout=answers,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(orders)
        os.close(answers)
        self._number, self._rest = 0, b""
        self._session: dict[str, str] = {}

    def open(self, page: Path | str) -> None:
        """Load a page, a file or an address, to which everything after this goes. ChromeDiedError, TimeoutError."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = {"sessionId": self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}
        self.ask("Page.enable")
        self.ask("Page.navigate", url=page if isinstance(page, str) else page.as_uri())
        self._until(lambda message: message.get("method") == "Page.loadEventFired")

    def allow(self, seconds: float) -> None:
        """Give the next orders this long."""
        self._deadline = time.monotonic() + seconds

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One DevTools order and its answer. ChromeDiedError, ChromeRefusedError, TimeoutError."""
        self._number += 1
        order = {"id": self._number, "method": method, "params": parameters, **self._session}
        self._send(json.dumps(order).encode() + b"\0")
        answer = self._until(lambda message: message.get("id") == self._number)
        if "error" in answer:
            raise ChromeRefusedError(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def call(self, function: str, *values: Any) -> Any:
        """What a function of the page gives, awaited. As `ask`."""
        written = ", ".join(json.dumps(value) for value in values)
        answer = self.ask(
            "Runtime.evaluate", expression=f"{function}({written})", awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise ChromeRefusedError(answer["exceptionDetails"].get("exception", {}).get("description", function))
        return answer["result"].get("value")

    def end(self) -> None:
        """End it with everything it started, and what it wrote."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for descriptor in (self._write, self._read):
            os.close(descriptor)
        self.folder.cleanup()

    def _send(self, order: bytes) -> None:
        while order:
            _ready([], [self._write], self._deadline)
            try:
                order = order[os.write(self._write, order) :]
            except BrokenPipeError as error:
                raise ChromeDiedError("it ended while it was told something") from error

    def _until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        while True:
            while b"\0" not in self._rest:
                _ready([self._read], [], self._deadline)
                part = os.read(self._read, 1 << 20)
                if not part:
                    raise ChromeDiedError("it ended while it was asked something")
                self._rest += part
            answer, self._rest = self._rest.split(b"\0", 1)
            if wanted(message := json.loads(answer)):
                return message


def _ready(readable: list[int], writable: list[int], deadline: float) -> None:
    if not any(select.select(readable, writable, [], max(deadline - time.monotonic(), 0))):
        raise TimeoutError("Chrome did not answer in time")
