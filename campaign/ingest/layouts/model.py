"""A layout: how one kind of file, as an office types it, becomes one contract. A person has said yes to it."""

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from campaign import settings
from campaign.ingest.errors import HeldError

NOTHING = "-"  # what a column means that says nothing
VALUE = "value"  # what a column means whose name holds the day
MEASURE = "measure "  # and one that counts this measure
TITLE = "title"  # the unit in which names are looked up is the one that the title of each file names
DAY = "#day"  # stands for every day in the name of a column
ORDERS = ("dmy", "mdy", "ymd")
THOUSANDS = "., "  # marks between thousands: one, or several of which each may stand
HEADER_ROWS = (1, 2, 3)
ENCODINGS = ("UTF-8", "Windows-1258", "TCVN3")
TOTALS = ("tong", "tong_cong", "tong_so", "cong", "toan_tinh", "toan_thanh_pho", "toan_quoc", "total", "sum")
DASHES = ("-", "–", "—", "_", ".", "x", "//", "…", "...", "n/a", "#N/A")


@dataclass(frozen=True)
class Layout:
    """One kind of file. `columns` says of each name in its header, normalised, what the column means; these names in
    their order are how the file is recognised.

    `fixed` are the contract's columns that stand nowhere in it; `no_rows` are words with which rows begin that are no
    rows, `dashes` cells that say nothing, `carried` columns whose empty cells repeat the one above. `within` is the
    unit in which names of units are looked up, or "title"; `units` are codes by what the office calls those units.
    """

    name: str
    kind: str
    columns: dict[str, str]
    header_rows: int = 1
    encoding: str = "UTF-8"
    day_order: str = "dmy"
    thousands: str = ""
    within: str = ""
    fixed: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    no_rows: tuple[str, ...] = TOTALS
    dashes: tuple[str, ...] = DASHES
    carried: tuple[str, ...] = ()
    accepted_by: str = ""
    accepted_at: str = ""
    seen_in: str = ""


def folder() -> Path:
    """Where the layouts of the campaign are."""
    return settings.home() / "layouts"


def known() -> tuple[Layout, ...]:
    """All layouts, the one that was accepted last first. HeldError when one cannot be read."""
    layouts = []
    for path in sorted(folder().glob("*.toml")):
        try:
            layouts.append(of(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError) as error:
            raise HeldError("layout_broken", file=path.name) from error
    return tuple(sorted(layouts, key=lambda layout: layout.accepted_at, reverse=True))


def signature() -> str:
    """The same as long as the layouts are."""
    digest = hashlib.sha256()
    for path in sorted(folder().glob("*.toml")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def mended(layout: Layout) -> Layout:
    """The layout as it is written now; as it was where it is no longer there, or cannot be read."""
    try:
        return next((one for one in known() if one.name == layout.name), layout)
    except HeldError:
        return layout


def of(name: str, said: Mapping[str, Any]) -> Layout:
    """The layout that a table says. TypeError or ValueError when it says what no layout can."""
    lists = {key: tuple(said[key]) for key in ("no_rows", "dashes", "carried") if key in said}
    layout = Layout(**{**said, **lists, "name": name})
    if (
        not all(isinstance(one, str) for one in (*layout.columns.values(), *layout.units.values()))
        or layout.header_rows not in HEADER_ROWS
    ):
        raise ValueError
    if layout.day_order not in ORDERS or layout.encoding not in ENCODINGS or set(layout.thousands) - set(THOUSANDS):
        raise ValueError
    return layout


def write(layout: Layout) -> Path:
    """Keep a layout under its name, or under that name and a number: an older one stays as it is."""
    folder().mkdir(exist_ok=True)
    names = (layout.name, *(f"{layout.name}_{number}" for number in range(2, 10_000)))
    path = next(path for path in (folder() / f"{name}.toml" for name in names) if not path.exists())
    tables = {key: value for key, value in vars(layout).items() if isinstance(value, dict)}
    plain = {key: value for key, value in vars(layout).items() if key not in (*tables, "name")}
    lines = [f"{key} = {_said(value)}" for key, value in plain.items()]
    for key, table in tables.items():
        lines += ["", f"[{key}]", *(f"{_said(name)} = {_said(value)}" for name, value in table.items())]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def _said(value: str | int | Iterable[str]) -> str:
    """A value as TOML."""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return '"' + "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in escaped) + '"'
    return f"[{', '.join(map(_said, value))}]"
