"""What is said when a campaign folder cannot be read."""

from pathlib import Path


class DefinitionError(ValueError):
    """One sentence: which file, which line, what is wrong and how to mend it."""

    def __init__(self, path: Path, line: int | None, what: str, mend: str) -> None:
        where = f"{path.name}, line {line}" if line else path.name
        super().__init__(f"{where}: {what}; {mend} ({path.parent})")
