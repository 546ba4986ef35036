"""One file on its way in: kept, noted and parsed; the next one begins while the gate looks at the one before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from campaign import words
from campaign.definition import Definition
from campaign.ingest import again, child, notes, vault
from campaign.ingest.errors import FileError, HeldError, OutsideError, RefusedError
from campaign.ingest.local import Engine
from campaign.ingest.memory import Memory
from campaign.ingest.outcome import FAILED, HELD, KNOWN, REFUSED, UNREAD, WITHDRAWN, Outcome
from campaign.ingest.taken import taken


class Taking:
    """What becomes of the file at `address`, up to the gate; what it says is written into the folder `results`."""

    def __init__(
        self,
        definition: Definition,
        address: Path | str,
        memory: Memory,
        looked: again.Looked,
        results: Path,
        engine: Engine[Any],
    ) -> None:
        self.results, self.name = results, memory.name(address)
        self._definition, self._address, self._memory = definition, address, memory
        self._looked, self._engine = looked, engine
        self._outcome, self._ended = self._before(), False
        self._original: Any = None  # what the engine keeps of it, once it has
        self._asked: tuple[Definition, Any, str, date, Path] | None = None  # once it has arrived, what to parse

    def begin(self, undecided: str) -> None:
        """Keep it, note that it came, and have it parsed beside other work; `outcome` says what goes wrong.

        Not if its content is that of the file that is still `undecided`: it is known if that one passes.
        """
        self._attempt(self._keep)
        if self._outcome.sha256 != undecided:
            self._attempt(self._arrive)
            self._attempt(self._begin_to_parse)

    def outcome(self, on_progress: child.OnProgress) -> Outcome:
        """What became of it, begun or not, before the gate is asked."""
        for step in (self._keep, self._arrive, lambda: self._parse(on_progress)):
            self._attempt(step)
        return self._outcome

    def _before(self) -> Outcome:
        now = datetime.now(UTC).replace(tzinfo=None)
        return Outcome(vault.unread(self._address), vault.shown(self.name), FAILED, received_at=now)

    def _attempt(self, step: Callable[[], None]) -> None:
        """Do a step, unless it is known by now what becomes of the file."""
        if self._ended:
            return
        try:
            step()
        except OutsideError as error:
            self._end(state=UNREAD, message=str(error))
        except FileError as error:
            self._end(state=HELD if isinstance(error, HeldError) else REFUSED, message=str(error))
        except child.ChildError as error:
            self._end(message=words.t("ingest.failed", reason=error))
        except OSError as error:
            self._end(message=words.t("ingest.failed", reason=child.reason(child.fault_of(error))))

    def _end(self, **said: Any) -> None:
        self._outcome, self._ended = replace(self._outcome, **said), True

    def _keep(self) -> None:
        """Have the original kept."""
        if self._original is None:
            self._outcome = self._before()
            self._original = self._engine.keep(self._address)
            known = {"delivery_id": self._original.delivery_id, "sha256": self._original.sha256}
            self._outcome = replace(self._outcome, **known)

    def _arrive(self) -> None:
        """Note that it came, unless it is known what becomes of it."""
        if self._asked:
            return
        sha256, memory, today = self._original.sha256, self._memory, self._definition.today()
        if because := memory.withdrawn(sha256):
            self._end(state=WITHDRAWN, message=because)
        elif sha256 in self._looked.gained:
            self._outcome, self._ended = self._looked.gained[sha256], True
        elif sha256 in memory.received:
            self._end(state=KNOWN, message=words.t("ingest.known", day=self._day(memory.received[sha256])))
        else:
            memory.arrive(sha256, self.name, self._outcome.received_at, today, memory.sender(self._address))
            if memory.decided(sha256) == notes.REJECT:
                decision = memory.decision(sha256)
                raise RefusedError("rejected", day=self._day(decision.when), because=decision.because)
            self.results.mkdir()
            self._asked = (self._definition, self._original, self.name, today, self.results)

    def _begin_to_parse(self) -> None:
        assert self._asked
        self._engine.begin(*self._asked)

    def _parse(self, on_progress: child.OnProgress) -> None:
        assert self._asked
        parsed = self._engine.parse(*self._asked, on_progress)
        self._memory.read_by(self._original.sha256, parsed.layout)
        self._outcome, self._ended = taken(self._outcome, parsed), True

    def _day(self, when: datetime) -> str:
        return f"{self._definition.local(when):%d/%m/%Y}"
