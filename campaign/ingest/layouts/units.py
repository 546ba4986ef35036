"""Finds the unit that a person means: by its code, or by its name as offices write it."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from campaign.definition import Definition
from campaign.definition.columns import normalised
from campaign.ingest.layouts.grid import HEAD, Row

KINDS = (
    "thanh_pho",
    "thi_xa",
    "thi_tran",
    "quan",
    "huyen",
    "tinh",
    "tp",
    "tx",
    "tt",
    "q",
    "h",
    "city",
    "district",
    "province",
    "town",
)


OFFICE = re.compile(r"công an|ubnd|ủy ban nhân dân|báo cáo|[-–:,|]", re.IGNORECASE)  # stands around a name in a title
# What stands before and behind a name in a cell: its number, the office, and what is in brackets.
AROUND = re.compile(
    r"^\s*(?:\d{1,3}[.)]\s*|[-+•*]\s*)?(?:(?:công an|ca|ubnd|ủy ban nhân dân)\s+)?|\s*\([^)]*\)\s*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Units:
    """Units by code and by name. Where a code or a name is that of several units, one that reports is meant; one above
    those where the file has `sums`."""

    definition: Definition
    codes: dict[str, str]
    named: dict[str, list[str]]
    sums: bool = False

    def find(self, cell: str, within: Collection[str] = (), day: date = date.max) -> str | None:
        """The code of the one unit that is meant, below one of `within` if any is given, and there on that `day`.

        Of a name that no unit has on the day it is the one that ever had it, and the rules say when that was. None when
        none is, or several.
        """
        cell = cell.strip()
        if cell in self.codes:
            return self.codes[cell]
        plain = AROUND.sub("", cell)
        for name in dict.fromkeys((normalised(cell), bare(cell), normalised(plain), bare(plain))):
            named = self.named.get(name, [])
            if len(named) == 1 and not self.reports(named[0]):
                return named[0]  # Tỉnh Hai is no Huyện Hai, wherever that is looked for
            below = [code for code in named if not within or self._lies(code, within)]
            meant = list(filter(self.meant, below)) or below
            meant = [code for code in meant if self._is_there(code, day)] or meant
            if len(meant) == 1:
                return meant[0]
        return None

    def in_title(self, rows: list[Row]) -> list[str]:
        """The units between the root and those that report which the lines above a header name: of all times.

        By their names alone: a sheet that is called 1 is not about the unit with this code.
        """
        title = [cell for _, row in rows[:HEAD] if len([cell for cell in row if cell]) < 3 for cell in row if cell]
        for part in (piece for cell in title for piece in OFFICE.split(cell)):
            named = self.named.get(normalised(part)) or self.named.get(bare(part), [])
            if between := [code for code in named if code != self.definition.root and not self.reports(code)]:
                return between
        return []

    def _is_there(self, code: str, day: date) -> bool:
        unit = self.definition.unit[code]
        return unit.opens_on <= day <= unit.ends_on

    def _lies(self, code: str, within: Collection[str]) -> bool:
        """Whether a unit is one of these or below one, or below who goes on with one that has ended."""
        above = self.above(code)
        later = [one.code for area in within for one in self.definition.unit[area].successors]
        return any(area in above for area in within) or (bool(later) and self._lies(code, later))

    def reports(self, code: str) -> bool:
        """Whether it is a unit from which figures come."""
        return self.definition.unit[code].level == self.definition.reporting_level

    def meant(self, code: str) -> bool:
        """Whether it is a unit of the level of which the file tells."""
        return self.reports(code) != self.sums

    def above(self, code: str) -> list[str]:
        """The unit and those above it."""
        parent = self.definition.unit[code].parent_code
        return [code, *self.above(parent)] if parent else [code]


def of(definition: Definition, sums: bool = False) -> Units:
    """The units of a campaign, as a file of `sums` or of reports names them.

    Codes may lack their leading zeros where no other unit is called so.
    """
    named: dict[str, list[str]] = defaultdict(list)
    codes: dict[str, str] = {}
    for unit in sorted(definition.units, key=lambda unit: (unit.level == definition.reporting_level) != sums):
        short = unit.code.lstrip("0")
        codes |= {short: unit.code, f"{short}.0": unit.code} if short.isdigit() else {}
        for name in {f(text) for text in unit.name.texts.values() for f in (normalised, bare)}:
            named[name].append(unit.code)
    return Units(definition, codes | {unit.code: unit.code for unit in definition.units}, dict(named), sums)


def bare(name: str) -> str:
    """A name without the kind of unit before or behind it: Quận Ba Đình is Ba Đình."""
    name = normalised(name)
    for kind in KINDS:
        if name.startswith(f"{kind}_") and len(name) > len(kind) + 3:
            return name.removeprefix(f"{kind}_")
        if name.endswith(f"_{kind}"):
            return name.removesuffix(f"_{kind}")
    return name
