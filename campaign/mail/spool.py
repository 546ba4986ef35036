"""Messages that wait for the relay, each a file written once and whole, and a line for whatever becomes of each.

The order of writes is what a kill can cost: message, then its line (`waiting`), then the relay, then the line `sent`,
then the file goes. So a message that was written is sent, one whose line says `sent` never again, and one that was
killed between the relay's yes and that line is sent once more under the same Message-ID.
"""

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from campaign import settings
from campaign.serving import journal, lock

WAITING, SENT, REFUSED, EXPIRED, WITHHELD = "waiting", "sent", "refused", "expired", "withheld"
MONTHS = 24  # of lines that are kept
FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=1)  # between two tries: doubled from the first on
LASTS = timedelta(days=2)  # a message is older than that: nobody needs it any more


@dataclass(frozen=True)
class Message:
    """A message: `id` is made of what it says and to whom, so that the same is never made twice. `told` are the names
    of what it tells, `scope` stands for what its reader might see, `mail` is all of it as it goes out (RFC 5322)."""

    id: str
    subscription: str
    person: str
    address: str
    kind: str
    unit: str
    language: str
    as_of: str
    snapshot: str
    scope: str
    told: tuple[str, ...]
    made_at: str
    mail: bytes

    def line(self, state: str, why: str = "") -> dict[str, Any]:
        """What is written down of it: all but its content."""
        about = {key: value for key, value in asdict(self).items() if key != "mail"}
        return {"at": _now().isoformat(), "state": state, **about, "tries": tries(self), "why": why}


@contextmanager
def alone() -> Iterator[bool]:
    """Be the only one who writes and sends; whether nobody else is."""
    settings.mail().mkdir(mode=0o700, parents=True, exist_ok=True)
    with lock.held(settings.mail() / ".lock") as free:
        yield free


def put(message: Message) -> None:
    """Let a message wait for the relay, whole or not at all, and write that down."""
    _write(message)
    _add(message.line(WAITING))


def settle() -> None:
    """Set right what a kill left: a message without its line gets it, one that was sent already goes."""
    states = {row["id"]: row["state"] for row in lines()}
    for message in waiting():
        if message.id not in states:
            _add(message.line(WAITING))
        elif states[message.id] != WAITING:
            _remove(message)


def waiting() -> list[Message]:
    """The messages that wait, the oldest first."""
    found = [one for path in _folder().glob("*.json") if (one := _read(path))]
    return sorted(found, key=lambda one: (one.made_at, one.id))


def due() -> bool:
    """Whether it is time to try any of them."""
    return any(_next_at(path.stem) <= _now() for path in _folder().glob("*.json"))


def is_due(message: Message) -> bool:
    """Whether it is time to try this one."""
    return _next_at(message.id) <= _now()


def tries(message: Message) -> int:
    """How often it was tried in vain."""
    return _later(message.id)[0]


def later(message: Message, why: str) -> str:
    """Try again, each time after twice as long, unless it has become too old; its state from now on."""
    if _now() - datetime.fromisoformat(message.made_at) > LASTS:
        return end(message, EXPIRED, why)
    before = tries(message)
    pause = min(FIRST * 2 ** min(before, 10), LONGEST)
    _file(message.id, ".later").write_text(f"{before + 1} {(_now() + pause).isoformat()}", encoding="ascii")
    return WAITING


def end(message: Message, state: str, why: str = "") -> str:
    """What became of a message, for good."""
    _add(message.line(state, why))
    _remove(message)
    return state


def lines() -> list[dict[str, Any]]:
    """What was written down of messages this month and the one before, oldest first: `id`, `state`, and all of Message
    but its content."""
    return [row for path in _months()[-2:] for row in journal.rows(path) if "id" in row and "state" in row]


def latest() -> list[dict[str, Any]]:
    """Of each of these messages what was written down last, with the tries until now."""
    found = {row["id"]: row for row in lines()}
    return [row | {"tries": max(int(row["tries"]), _later(id)[0])} for id, row in found.items()]


def _add(row: dict[str, Any]) -> None:
    path = settings.mail() / f"sent-{_now():%Y-%m}.jsonl"
    for old in _months()[:-MONTHS]:
        old.unlink(missing_ok=True)
    journal.add(path, row, keep=True)


def _write(message: Message) -> None:
    path = _file(message.id)
    unnamed = path.with_name(f".{path.name}.part")
    said = asdict(message) | {"mail": base64.b64encode(message.mail).decode()}
    unnamed.unlink(missing_ok=True)
    with os.fdopen(os.open(unnamed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(said, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    unnamed.rename(path)


def _read(path: Path) -> Message | None:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        return Message(**said | {"told": tuple(said["told"]), "mail": base64.b64decode(said["mail"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remove(message: Message) -> None:
    for end in (".json", ".later"):
        _file(message.id, end).unlink(missing_ok=True)


def _next_at(id: str) -> datetime:
    return datetime.fromisoformat(_later(id)[1])


def _later(id: str) -> tuple[int, str]:
    """How often a message was tried in vain, and when to try it again."""
    try:
        count, _, next_at = _file(id, ".later").read_text(encoding="ascii").partition(" ")
        return int(count), datetime.fromisoformat(next_at).isoformat()
    except (FileNotFoundError, ValueError):  # of a file that was cut off nothing is kept but that it is due
        return 0, datetime.min.replace(tzinfo=UTC).isoformat()


def _file(id: str, end: str = ".json") -> Path:
    return _folder() / f"{id}{end}"


def _folder() -> Path:
    folder = settings.mail() / "spool"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _months() -> list[Path]:
    return sorted(settings.mail().glob("sent-????-??.jsonl"))


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
