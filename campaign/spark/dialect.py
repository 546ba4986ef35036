"""What DuckDB and Spark read differently in the same SQL: each difference once, by name, as a step of the translation.

A step takes a node of a query as DuckDB reads it and gives the expression that means the same to Spark, or None.
"""

import sqlglot
from sqlglot import exp
from sqlglot.dialects.duckdb import DuckDB

# DuckDB trims what Unicode calls a space separator, Spark the space alone.
SPACES = "".join(map(chr, (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
BLANK = r"[ \t\n\x0B\f\r]*"
CLOCK = (
    r"(?:0*(?:1?[0-9]|2[0-3]):(?:[0-5]?[0-9])?(?::(?:[0-5]?[0-9](?:\.[0-9]*)?)?)?"
    r"|0*24:0{0,2}(?::(?:0{1,2}(?:\.0*)?)?)?)"
)
ZONE = r"(?: ?(?:[A-Za-z][A-Za-z/_]*|[+-][0-9]{2}(?::?[0-9]{2})?(?::[0-9]{2})?))?"
REST = rf"([-/ \\])([0-9]{{1,2}})\3([0-9]{{1,2}})(?:{BLANK}|(?:T|(?=[^0-9]){BLANK}){CLOCK}{ZONE}{BLANK})$"
# A day as DuckDB casts it (2021-06-05, 2021/6/5, in the years 26 and 12021 too, with or without a time of day), and how
# Spark does: four to seven digits for the year.
ISO = {
    rf"^{BLANK}(-?)0*([0-9]{{1,4}}){REST}": "$1000$2-$4-$5",
    rf"^{BLANK}(-?)0*([1-9][0-9]{{4,6}}){REST}": "$1$2-$4-$5",
}
NAMED_DAYS = {"epoch": "1970-01-01", "infinity": "9999-12-31", "-infinity": "0001-01-01"}  # all outside any campaign
FORMAT = {"%d": "([0-9]{1,2})", "%m": "([0-9]{1,2})", "%Y": "([0-9]{1,4})"}


class QueryDialect(DuckDB):
    """DuckDB as the queries are written; an index keeps the number that stands there."""

    INDEX_OFFSET = 0


def call(name: str, *arguments: object) -> exp.Anonymous:
    """Spark's function of that name."""
    return exp.Anonymous(this=name, expressions=[exp.convert(argument, copy=True) for argument in arguments])


def day_from_text(node: exp.Expr) -> exp.Expr | None:
    """try_cast(x as date): Spark takes "2021" and "2021-06" for days, any text after a day, and no 2021/6/5."""
    if not (isinstance(node, exp.TryCast) and node.to.is_type(exp.DataType.Type.DATE)):
        return None
    cell = node.this
    usual = _sql("char_length(x) = 10 and substr(x, 5, 1) = '-' and substr(x, 8, 1) = '-'", x=cell)
    named = [
        exp.If(this=_sql("lower(x) = y", x=cell, y=exp.convert(name)), true=_sql("date(y)", y=exp.convert(day)))
        for name, day in NAMED_DAYS.items()
    ]
    return exp.Case(ifs=[exp.If(this=usual, true=_sql("try_cast(x as date)", x=cell)), *_days(cell, ISO), *named])


def day_from_formats(node: exp.Expr) -> exp.Expr | None:
    """cast(try_strptime(x, [formats]) as date): Spark has other letters, and other leniencies, for the same formats."""
    if not (isinstance(node, exp.Cast) and isinstance(node.this, exp.Anonymous) and node.this.name == "try_strptime"):
        return None
    cell, formats = node.this.expressions
    return exp.Case(ifs=_days(cell, dict(_pattern(form.name) for form in formats.expressions)))


def instant_from_text(node: exp.Expr) -> exp.Expr | None:
    """try_cast(x as timestamptz): Spark wants seconds before a zone."""
    if not (isinstance(node, exp.TryCast) and node.to.is_type(exp.DataType.Type.TIMESTAMPTZ)):
        return None
    whole = {"y": exp.convert("^(.{16})([Z+-])"), "z": exp.convert("$1:00$2")}
    return _sql("try_cast(regexp_replace(x, y, z) as timestamp)", x=node.this, **whole)


def trimmed(node: exp.Expr) -> exp.Expr | None:
    """trim(x): every kind of space, not only the one of the keyboard."""
    if not isinstance(node, exp.Trim) or node.expression:
        return None
    return exp.Trim(this=node.this, expression=exp.convert(SPACES), position="BOTH")


def element(node: exp.Expr) -> exp.Expr | None:
    """x[2] and x[1:2]: counted from one, null where nothing is; Spark counts from zero, and stops."""
    if not isinstance(node, exp.Bracket):
        return None
    (index,) = node.expressions
    if isinstance(index, exp.Slice):
        wide = _sql("cast(y - x + 1 as int)", x=index.this, y=index.expression)
        return call("slice", node.this, _sql("cast(x as int)", x=index.this), wide)
    return call("try_element_at", node.this, _sql("cast(x as int)", x=index))


def position(node: exp.Expr) -> exp.Expr | None:
    """list_position(x, y): null where it is not; Spark says 0."""
    if not (isinstance(node, exp.Anonymous) and node.name.lower() == "list_position"):
        return None
    return exp.func("nullif", call("array_position", *node.expressions), exp.convert(0))


def extracted(node: exp.Expr) -> exp.Expr | None:
    """list_extract(x, y): as x[y]."""
    if not (isinstance(node, exp.Anonymous) and node.name.lower() == "list_extract"):
        return None
    things, index = node.expressions
    return call("try_element_at", things, _sql("cast(x as int)", x=index))


def hashed(node: exp.Expr) -> exp.Expr | None:
    """hash(x): another one, of 64 bits too."""
    if not (isinstance(node, exp.Anonymous) and node.name.lower() == "hash"):
        return None
    return call("xxhash64", *node.expressions)


STEPS = (day_from_text, day_from_formats, instant_from_text, trimmed, element, position, extracted, hashed)


def translated(tree: exp.Expr) -> exp.Expr:
    """The query with every difference settled, from its leaves up."""
    for node in reversed(list(tree.walk(bfs=False))):
        for step in STEPS:
            other = step(node)
            if other is not None:
                tree = other if node is tree else tree
                node.replace(other)
                break
    return tree


def _days(cell: exp.Expr, patterns: dict[str, str]) -> list[exp.If]:
    """The day in a cell that matches a pattern, rewritten as Spark casts it; null where no calendar has it."""
    return [
        exp.If(
            this=_sql("x rlike y", x=cell, y=exp.convert(pattern)),
            true=_sql("try_cast(regexp_replace(x, y, z) as date)", x=cell, y=exp.convert(pattern), z=exp.convert(day)),
        )
        for pattern, day in patterns.items()
    ]


def _pattern(form: str) -> tuple[str, str]:
    """A format like %d/%m/%Y as a pattern, and how Spark writes what it matches."""
    group = {letter: sorted(FORMAT, key=form.index).index(letter) + 1 for letter in FORMAT}
    pattern = form.replace(".", r"\.")
    for letter, digits in FORMAT.items():
        pattern = pattern.replace(letter, digits)
    return f"^{BLANK}{pattern}{BLANK}$", f"000${group['%Y']}-${group['%m']}-${group['%d']}"


def _sql(text: str, **parts: exp.Expr) -> exp.Expr:
    """A small expression of Spark with these parts in the place of its columns."""
    return filled_in(sqlglot.parse_one(text, read="spark"), parts)


def filled_in(body: exp.Expr, parts: dict[str, exp.Expr]) -> exp.Expr:
    """A copy of an expression, in parentheses, with these parts in the place of the columns so called."""
    whole = exp.paren(body)
    for column in list(whole.find_all(exp.Column)):
        if not column.table and column.name in parts:
            column.replace(parts[column.name].copy())
    return whole
