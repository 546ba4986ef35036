"""Tables of a TOML file, and its text with one of them changed: comments, order and all other lines stay.

Only the lines of a key that changes are written anew, found as `campaign check` finds the line of a mistake. Whatever
comes of it must read as it was meant to; else nothing is changed.
"""

import json
import re
import tomllib
from copy import deepcopy
from datetime import date
from typing import Any

from campaign.definition.tables import lines as begun
from campaign.upkeep.sections import Section
from campaign.upkeep.splice import Splice, UnchangeableError

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def records(text: str, table: str) -> list[dict[str, Any]]:
    """What the tables of this name say, in order. UnchangeableError where it is no TOML."""
    found = _parsed(text).get(table, [])
    several = found if isinstance(found, list) else [found]
    if not all(isinstance(one, dict) for one in several):
        raise UnchangeableError
    return several


def changed(section: Section, text: str, place: int | None, values: dict[str, Any] | None) -> Splice:
    """What to write where so that the table at `place` (None: a new one, after the others) has these `values`; a key
    whose value is None is left out. Without values the table goes."""
    given = values or {}
    kept = [field.name for field in section.fields if field.name in given]
    written = {key: None if given[key] in (None, "", [], {}) else literal(given[key]) for key in kept}
    lines = text.splitlines(keepends=True)
    spans = _spans(text, section.table)
    if place is None:
        new = [f"{key} = {value}\n" for key, value in written.items() if value is not None]
        at = spans[-1][1] if spans else len(lines)
        before = ("\n" if at and not lines[at - 1].endswith("\n") else "") + ("\n" if at else "")
        splice = _splice(lines, at, at, before + f"[[{section.table}]]\n" + "".join(new))
    elif place >= len(spans):
        raise UnchangeableError
    else:
        first, last = spans[place]
        text_of = "" if values is None else _table(lines[first:last], written)
        splice = _splice(lines, first, last, text_of)
    if _parsed(splice.made_in(text)) != _meant(text, section.table, place, values, written):
        raise UnchangeableError
    return splice


def literal(value: Any) -> str:
    """A value as TOML has it; a text that looks like a day is one."""
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {literal(one)}" for key, one in value.items() if one) + " }"
    if isinstance(value, list):
        return "[\n" + "".join(f"  {literal(one)},\n" for one in value) + "]"
    return str(value) if DAY.fullmatch(value) and _is_day(value) else json.dumps(value, ensure_ascii=False)


def _table(lines: list[str], written: dict[str, str | None]) -> str:
    """The lines of one table with these values of its keys; new keys stand after its own last one."""
    own = _keys(lines)
    end = max((last for _, last in own.values()), default=1)
    made = {end: [f"{key} = {value}\n" for key, value in written.items() if value is not None and key not in own]}
    for key, (first, last) in own.items():
        if key in written and tomllib.loads("".join(lines[first:last])) != _value(key, written[key]):
            made.setdefault(first, []).append(_anew(key, written[key], lines[first:last]))
            lines[first:last] = [""] * (last - first)
    return "".join("".join(made.get(at, ())) + line for at, line in enumerate([*lines, ""]))


def _anew(key: str, value: str | None, lines: list[str]) -> str:
    """A key with another value, its comment as it was."""
    if value is None:
        return ""
    return f"{key} = {value}{_comment(lines[0]) if len(lines) == 1 else ''}\n"


def _comment(line: str) -> str:
    """The comment at the end of a line with a key, with the blanks before it."""
    whole = tomllib.loads(line)
    for at in (found.start() for found in re.finditer(r"\s*#", line)):
        try:
            if tomllib.loads(line[:at]) == whole:
                return line[at:].rstrip("\r\n")
        except tomllib.TOMLDecodeError:  # the sign stands within a text
            continue
    return ""


def _keys(lines: list[str]) -> dict[str, tuple[int, int]]:
    """Where each key of a table that stands alone begins and ends."""
    found: dict[str, tuple[int, int]] = {}
    heading = next(iter(begun("".join(lines))))[0]
    for table, _, key, number in begun("".join(lines)):
        if key and table == heading and not lines[number - 1].lstrip().startswith("["):
            found[key] = (number - 1, _end(lines, number - 1))
    return found


def _end(lines: list[str], first: int) -> int:
    """The line after a key whose value may go on over several."""
    for last in range(first + 1, len(lines) + 1):
        try:
            tomllib.loads("".join(lines[first:last]))
        except tomllib.TOMLDecodeError:
            continue
        return last
    raise UnchangeableError


def _spans(text: str, table: str) -> list[tuple[int, int]]:
    """First line of each table of this name, from 0, and the one after it; what stands before the next heading as a
    comment belongs to that one."""
    lines, headed = text.splitlines(), list(begun(text))
    spans = []
    for name, place, key, number in headed:
        if name == table and not key:
            after = [one for other, at, _, one in headed if one > number and (other, at) != (name, place)]
            last = min(after, default=len(lines) + 1) - 1
            while after and last > number and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
                last -= 1
            spans.append((number - 1, last))
    return spans


def _splice(lines: list[str], first: int, last: int, added: str) -> Splice:
    return Splice(sum(map(len, lines[:first])), "".join(lines[first:last]), added)


def _meant(
    text: str, table: str, place: int | None, values: dict[str, Any] | None, written: dict[str, str | None]
) -> dict[str, Any]:
    """What the text must say after the change."""
    said = deepcopy(_parsed(text))
    several = records(text, table)
    if place is None:
        several = [*several, _made({}, written)]
    else:
        instead = [] if values is None else [_made(several[place], written)]
        several = [*several[:place], *instead, *several[place + 1 :]]
    if several:
        said[table] = several[0] if isinstance(said.get(table), dict) else several
    else:
        del said[table]
    return said


def _made(old: dict[str, Any], written: dict[str, str | None]) -> dict[str, Any]:
    """What a table says once its keys are as they are `written`."""
    new = {key: one for key in written for one in _value(key, written[key]).values()}
    return {key: one for key, one in (old | new).items() if written.get(key, "") is not None}


def _value(key: str, value: str | None) -> dict[str, Any]:
    return {} if value is None else tomllib.loads(f"{key} = {value}")


def _is_day(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise UnchangeableError from error
