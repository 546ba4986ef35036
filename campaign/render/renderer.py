"""The one Chrome that everybody shares: pictures are made one after another, and a Chrome that died is replaced."""

import atexit
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from campaign import words
from campaign.render import chrome, page
from campaign.render.chrome import Chrome, ChromeDiedError, ChromeRefusedError
from campaign.render.errors import BusyError, DrawingFailedError, NoChromeError, RenderError

Made = TypeVar("Made")


class Renderer:
    """Makes pictures in turn. At most `most` wait at a time, `each` of one reader; one may take `seconds`.

    After `pictures` pictures Chrome is started anew, so that what it keeps cannot grow. `flags` go to Chrome.
    """

    def __init__(
        self, seconds: float = 30, most: int = 24, each: int = 3, pictures: int = 100, flags: tuple[str, ...] = ()
    ) -> None:
        self.seconds, self.most, self.each, self.pictures, self.flags = seconds, most, each, pictures, flags
        self.chrome: Chrome | None = None
        self._turn, self._door = threading.Lock(), threading.Lock()
        self._waiting: Counter[str] = Counter()
        self._made = 0
        atexit.register(self.close)

    def make(self, job: Callable[[Chrome], Made], reader: str = "") -> Made:
        """What `job` makes of the Chrome; `reader` is empty for the server's own work. RenderError."""
        program = chrome.path()
        if program is None:
            raise NoChromeError(words.t("render.no_chrome"))
        with self._queued(reader), self._turn:
            try:
                try:
                    return job(self._running(program))
                except ChromeDiedError:  # between two pictures, perhaps; a second time is no accident
                    self.close()
                    return job(self._running(program))
            except TimeoutError as error:
                self.close()
                raise DrawingFailedError(words.t("render.late", seconds=round(self.seconds))) from error
            except (ChromeDiedError, ChromeRefusedError) as error:
                self.close()
                raise DrawingFailedError(words.t("render.failed")) from error

    def warm(self) -> None:
        """Start Chrome while the first picture is still reckoned. Whether it could, that picture will say."""

        def start() -> None:
            with suppress(RenderError):
                self.make(lambda _: None)

        threading.Thread(target=start).start()

    def close(self) -> None:
        """End Chrome; the next picture starts another."""
        if self.chrome is not None:
            self.chrome.end()
        self.forget()

    def forget(self) -> None:
        """Leave Chrome to the process that started it."""
        self.chrome, self._made = None, 0

    def _running(self, program: str) -> Chrome:
        """Chrome with the empty page in it, and its time for the next picture. ChromeDiedError, TimeoutError."""
        if self._made >= self.pictures:
            self.close()
        if self.chrome is None:
            self.chrome = Chrome(program, self.seconds, self.flags)
            page.load(self.chrome)
        self.chrome.allow(self.seconds)
        self._made += 1
        return self.chrome

    @contextmanager
    def _queued(self, reader: str) -> Iterator[None]:
        """A place in the queue, if there is one left. BusyError."""
        with self._door:
            if self._waiting.total() >= self.most:
                raise BusyError(words.t("render.busy", waiting=self._waiting.total()))
            if reader and self._waiting[reader] >= self.each:
                raise BusyError(words.t("render.busy_reader", waiting=self._waiting[reader]))
            self._waiting[reader] += 1
        try:
            yield
        finally:
            with self._door:
                self._waiting[reader] -= 1


RENDERER = Renderer()
os.register_at_fork(after_in_child=RENDERER.forget)
