"""The tables of a TOML file as records with their lines; what of it nobody asked for is unknown."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from campaign import words
from campaign.definition import reading
from campaign.definition.row import Row, Values, instead

HEADING = re.compile(r"\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(#.*)?$")
KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*(\.\s*[\w"'-]+\s*)*=""")


class Tables:
    """A TOML file that must be there. DefinitionError when it is not, or is no TOML."""

    def __init__(self, path: Path) -> None:
        self.path, self.rows = path, dict[str, list[Row]]()
        text = decoded(path)
        try:
            self.content = tomllib.loads(text)
        except tomllib.TOMLDecodeError as found:
            line = re.search(r"at line (\d+)", str(found))
            last = text.rstrip().count("\n") + 1
            raise reading.wrong(path, int(line[1]) if line else last, "no_toml", reason=found) from found
        self.lines = list(lines(text))

    def value(self, name: str) -> Any:
        """What stands under a name above all tables; None when it is not there."""
        self.rows.setdefault(name, [])
        return self.content.get(name)

    def every(self, name: str) -> list[Row]:
        """The records of [[name]] (or the single [name])."""
        if name not in self.rows:
            found = self.content.get(name, [])
            records = found if isinstance(found, list) else [found]
            if not all(isinstance(record, dict) for record in records):
                reading.error(reading.wrong(self.path, self._line("", 0, name), "no_table", key=name, value=found))
                records = []
            self.rows[name] = [self._row(name, place, record) for place, record in enumerate(records)]
        return self.rows[name]

    def only(self, name: str) -> Row:
        """The table [name], empty when it is not there."""
        rows = self.every(name)
        if len(rows) > 1:
            reading.error(reading.wrong(self.path, rows[1].line, "stands_twice", what=f"[{name}]"))
        return rows[0] if rows else Row(self.path, None, Values({}))

    def tell_unknown(self) -> None:
        """Keep as mistakes the tables and keys that nobody has asked for by now."""
        asked = {name: set[str]().union(*(row.values.asked for row in rows)) for name, rows in self.rows.items()}
        for name in self.content:
            if name not in self.rows:
                line = self._line(name, 0, "")
                self._unknown(
                    line or self._line("", 0, name), name, _elsewhere(name, asked) or instead(name, self.rows)
                )
        for name, rows in self.rows.items():
            for row in rows:
                for key in row.values.keys() - asked[name]:
                    mend = _elsewhere(key, {other: keys for other, keys in asked.items() if other != name})
                    near = instead(key, asked[name])
                    self._unknown(row.lines.get(key, row.line), key, mend or near)

    def _unknown(self, line: int | None, what: str, mend: str) -> None:
        reading.error(reading.wrong(self.path, line, "unknown", what=what, mend=mend))

    def _row(self, name: str, place: int, record: dict[str, Any]) -> Row:
        lines = {key: line for table, at, key, line in reversed(self.lines) if (table, at) == (name, place)}
        row = Row(self.path, lines.get(""), Values(record), lines)
        for key in [key for key, value in record.items() if value == ""]:
            row.wrong(key, "empty")  # where nothing is to be said the key is left out
        return row

    def _line(self, table: str, place: int, key: str) -> int | None:
        return next((line for *where, line in self.lines if where == [table, place, key]), None)


def decoded(path: Path) -> str:
    """The text of a file of the campaign, which must be there and be UTF-8. DefinitionError."""
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as found:
        raise reading.wrong(path, None, "no_file" if isinstance(found, FileNotFoundError) else "no_read") from found
    except UnicodeDecodeError as found:
        line = content[: found.start].count(b"\n") + 1
        raise reading.wrong(path, line, "no_utf8") from found


def _elsewhere(key: str, asked: dict[str, set[str]]) -> str:
    """Where a key belongs that stands in the wrong table; empty when that is not one table alone."""
    homes = [name for name, keys in asked.items() if key in keys]
    return words.t("definition.elsewhere", table=homes[0]) if len(homes) == 1 else ""


def lines(text: str) -> Iterator[tuple[str, int, str, int]]:
    """Table, which of its name, key ("" for its heading) and line, of every line that begins one.

    Of a table below another, as [offices.symbols], the line is that of the key in the other.
    """
    table, place, below, counts, inside = "", 0, "", dict[str, int](), ""
    for number, line in enumerate(text.splitlines(), start=1):
        quotes = [mark for mark in re.findall(r'"""|\'\'\'', line) if not inside or mark == inside]
        was_inside, inside = inside, (inside if len(quotes) % 2 == 0 else "" if inside else quotes[0])
        if was_inside:
            continue
        if heading := HEADING.match(line):
            table, _, below = (part.strip(" \"'") for part in heading[1].partition("."))
            if not below:
                counts[table] = counts.get(table, -1) + 1
            place = counts.get(table, 0)
            yield table, place, below, number
        elif (key := KEY.match(line)) and not below:
            yield table, place, key[1], number
