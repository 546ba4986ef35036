"""What is said when a campaign folder cannot be read."""

from pathlib import Path

from campaign import words


class DefinitionError(ValueError):
    """One sentence: which file, which line, what is wrong and how to mend it (which `what` may say itself).

    `says` is the same without the folder.
    """

    def __init__(self, path: Path, line: int | None, what: str, mend: str = "") -> None:
        self.path, self.line = path, line
        where = words.t("definition.line", file=path.name, line=line) if line else path.name
        self.says = f"{where}: {'; '.join(filter(None, (what, mend)))}"
        super().__init__(f"{self.says} ({path.parent})")
