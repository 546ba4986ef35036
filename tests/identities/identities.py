"""What figures must be to one another, wherever they stand: each function gives the contradictions that it finds."""

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from campaign.language.schedule import state
from tests.identities.reader import Found

NUMBER = r"\d{1,3}(?:[.,]\d{3})*(?![.,]?\d)"
SHARE = r"((?:dưới |below )?)(\d+(?:[.,]\d)?)%"
FRACTION = re.compile(rf"({NUMBER})/({NUMBER})[ ·,(]+(?:đạt |bằng )?{SHARE}")
OF_TARGET = re.compile(rf"({NUMBER})[^%\d¶(]{{0,30}}\({SHARE} (?:chỉ tiêu|of the target of) ({NUMBER})\)")
BEFORE = re.compile(rf"{SHARE} \(({NUMBER})/({NUMBER})\)")
SLOWEST = re.compile(r"(?:Khâu chậm nhất là|The slowest stage is) ([^,:;¶]+)[,:]")
LARGEST = re.compile(r"(?:Tồn nhiều nhất là trước khâu|The largest stock is before) ([^:¶]+):")
FULL_UNTIL = re.compile(r"(?:Đủ báo cáo đến hết|All reports in until) (\d\d/\d\d/\d{4}|\d+\s\w+\s\d{4})")
BALANCE = re.compile(
    r"(?:Các đơn vị còn thiếu|The units lack) ([^;¶]+); "
    r"(?:tính chung|as a whole)[^¶]*?[ /]\d{4},? ([^.¶]*(?:\.\d[^.¶]*)*)"
)
PARTS = re.compile(rf"([^\d¶]*)({NUMBER})")


@dataclass(frozen=True)
class Truth:
    """What the queries overview (all measures) and freshness say of the unit, on the day."""

    overview: pd.DataFrame
    full_until: date
    language: str

    def stages(self, which: str) -> set[str]:
        """Labels of the stages for which the column `which` is true."""
        return {label.lower() for label in self.overview.loc[self.overview[which], "label"]}


def shares(found: Found, _truth: Truth) -> Iterator[str]:
    """A share is its parts' quotient, cut: 100 % only once all is there, 0 % only while nothing is."""
    read = [(one[1], one[2], one[3], one[4]) for one in FRACTION.finditer(found.text)]
    read += [(one[1], one[4], one[2], one[3]) for one in OF_TARGET.finditer(found.text)]
    read += [(one[3], one[4], one[1], one[2]) for one in BEFORE.finditer(found.text)]
    for done, of, below, share in read:
        parts, said = (whole(done), whole(of)), float(share.replace(",", "."))
        places = 10 if "." in share or "," in share else 1
        cut = parts[0] * 100 * places // parts[1] / places if parts[1] else None
        least = cut == 0 and parts[0] > 0
        if cut is not None and (bool(below), said) != (least, 1 / places if least else cut):
            yield f"{done}/{of} is said to be {below}{share}%"


# Columns, and what they must be to one another in every row that has them all.
ROWS: tuple[tuple[tuple[str, ...], Callable[[dict[Hashable, Any]], bool]], ...] = (
    (("total", "target", "remaining"), lambda row: row["remaining"] == max(row["target"] - row["total"], 0)),
    (
        ("total", "target", "completion"),
        lambda row: abs(row["completion"] * row["target"] - row["total"]) < 1e-6 * (row["target"] + 1),
    ),
    (
        ("required_rate", "required_by", "as_of", "remaining"),
        lambda row: abs(row["required_rate"] * (row["required_by"] - row["as_of"]).days - row["remaining"]) < 0.5,
    ),
    (
        ("days_ahead", "state"),
        lambda row: row["state"] not in ("ahead", "on_plan", "behind") or row["state"] == state(row["days_ahead"]),
    ),
    (("reached_on", "remaining"), lambda row: row["remaining"] == 0),
)


def rows(found: Found, _truth: Truth) -> Iterator[str]:
    """In a row that has them, total, target, remaining, share, required rate and state fit together."""
    for key, table in found.tables.items():
        for row in table.to_dict("records"):
            for columns, fits in ROWS:
                cells = {column: row.get(column) for column in columns}
                if not any(pd.isna(cell) for cell in cells.values()) and not fits(row):
                    yield f"{key}: {cells}"


def stages(found: Found, truth: Truth) -> Iterator[str]:
    """The slowest stage and the one with the largest stock are those of the overview, and never one that is done."""
    for pattern, which in ((SLOWEST, "slowest"), (LARGEST, "largest_stock")):
        for named in pattern.findall(found.text):
            if named.strip().lower() not in truth.stages(which):
                yield f"{which} is {truth.stages(which)}, not {named}"


def days(found: Found, truth: Truth) -> Iterator[str]:
    """There is one last full day."""
    for day in FULL_UNTIL.findall(found.text):
        if datetime.strptime(day, "%d/%m/%Y" if "/" in day else "%d %b %Y").date() != truth.full_until:
            yield f"full until {day}, not {truth.full_until}"


def balances(found: Found, _truth: Truth) -> Iterator[str]:
    """What units lack, and what is not assigned, less what surplus makes up for, is what the whole lacks."""
    for parts, rest in BALANCE.findall(found.text):
        together = sum(
            (-1 if "trừ" in before or "less" in before else 1) * whole(number)
            for before, number in PARTS.findall(parts)
        )
        lacks = whole(re.search(NUMBER, rest)[0]) if re.search(NUMBER, rest) else 0
        if together != lacks:
            yield f"{parts} makes {together}, not {lacks}"


IDENTITIES: tuple[Callable[[Found, Truth], Iterator[str]], ...] = (shares, rows, stages, days, balances)


COMPARED = ("remaining", "completion", "days_ahead", "state", "required_rate", "rate_7d")


def across(found: list[Found]) -> list[str]:
    """The same row of the same unit, known by its total and target, says the same everywhere.

    Two stages may have the same total and target by chance: a row that names its measure is held to that, one that
    names none to any of them.
    """
    values: dict[tuple, dict[str, dict[object, str]]] = {}
    for one in found:
        for key, table in one.tables.items():
            for row in table.to_dict("records"):
                if {"unit_code", "total", "target"} <= set(row) and row["target"] == row["target"]:
                    for column in (column for column in COMPARED if column in row and not pd.isna(row[column])):
                        named = values.setdefault((row["unit_code"], row["total"], row["target"], column), {})
                        said = named.setdefault(row.get("measure", ""), {})
                        said.setdefault(row[column], f"{one.where} {key}")
    return [f"{name}: {said}" for name, named in values.items() for said in contradictions(named)]


def contradictions(named: dict[str, dict[object, str]]) -> Iterator[dict[object, str]]:
    """Of values by the measure that the row names, and where they stand: those that cannot all be so."""
    unnamed = named.get("", {})
    known = {measure: said for measure, said in named.items() if measure}
    yield from (said for said in known.values() if len(said) > 1)
    right = {value for said in known.values() for value in said}
    if wrong := {value: where for value, where in unnamed.items() if right and value not in right}:
        yield wrong
    if not right and len(unnamed) > 1:
        yield unnamed


def whole(number: str) -> int:
    """`1.234.567` or `1,234,567` as a number."""
    return int(re.sub(r"[.,]", "", number))
