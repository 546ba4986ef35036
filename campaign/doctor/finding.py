"""What was found of one part of an installation."""

from dataclasses import dataclass, field
from typing import Literal

from campaign import words

State = Literal["well", "odd", "broken"]
PARTS = ("chrome", "fonts", "disk", "rights", "zone", "clock", "login", "relay", "store", "vault")


@dataclass(frozen=True)
class Finding:
    """`what` is a word of words/doctor.toml after the part's name; it says what to do, where there is something."""

    part: str  # one of PARTS
    state: State
    what: str
    values: dict[str, object] = field(default_factory=dict)

    @property
    def says(self) -> str:
        """The sentence."""
        return words.t(f"doctor.{self.part}_{self.what}", **self.values)

    def row(self) -> dict[str, str]:
        """The same for a machine."""
        return {"part": self.part, "state": self.state, "says": self.says}


def well(part: str, what: str = "well", **values: object) -> Finding:
    """Nothing to do."""
    return Finding(part, "well", what, values)


def odd(part: str, what: str, **values: object) -> Finding:
    """It works, and somebody ought to look at it."""
    return Finding(part, "odd", what, values)


def broken(part: str, what: str, **values: object) -> Finding:
    """Something does not work, or keeps no promise."""
    return Finding(part, "broken", what, values)
