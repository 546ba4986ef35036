"""Reads the queries under queries/build/ for Spark: macros expanded, parameters filled in, differences settled."""

from functools import cache

import sqlglot
from sqlglot import exp

from campaign.ingest import build
from campaign.spark.dialect import QueryDialect, filled_in, translated


class NotPortableError(Exception):
    """A query that Spark cannot run; `str()` of it is the reason, `query` the name of its file."""

    def __init__(self, query: str, reason: str) -> None:
        super().__init__(reason)
        self.query = query


def query(name: str, **known: object) -> str:
    """Text of queries/build/NAME.sql in Spark's SQL; it takes of the `known` parameters those it names."""
    return statement(build.text(name), **known)


def statement(text: str, **known: object) -> str:
    """A statement of DuckDB's in Spark's SQL. sqlglot's own errors when there is no such thing."""
    tree = sqlglot.parse_one(text, read=QueryDialect)
    for parameter in list(tree.find_all(exp.Parameter, exp.Placeholder)):
        parameter.replace(exp.convert(known[parameter.name]))
    return translated(_inlined(_expanded(tree, _macros()))).sql("spark", unsupported_level=sqlglot.ErrorLevel.RAISE)


def _inlined(tree: exp.Expr) -> exp.Expr:
    """The tree with each common table expression where it is used.

    Spark numbers them through a whole plan, and so does not find again what it has kept of a plan with one when that
    stands in another with one: every record was read six times.
    """
    for cte in tree.ctes if isinstance(tree, exp.Query) else ():
        for table in [table for table in tree.find_all(exp.Table) if table.name == cte.alias]:
            table.replace(cte.this.subquery(cte.alias))
    tree.set("with_", None)
    return tree


@cache
def _macros_of(text: str) -> dict[str, tuple[list[str], exp.Expr]]:
    """Parameters and body of each macro in a text, those that come before it expanded in it."""
    macros: dict[str, tuple[list[str], exp.Expr]] = {}
    for create in filter(None, sqlglot.parse(text, read=QueryDialect)):
        body = _expanded(create.expression, macros)
        macros[create.this.this.name] = [parameter.name for parameter in create.this.expressions], body
    return macros


def _macros() -> dict[str, tuple[list[str], exp.Expr]]:
    return _macros_of(build.text("rules"))


def _expanded(tree: exp.Expr, macros: dict[str, tuple[list[str], exp.Expr]]) -> exp.Expr:
    """The tree with every call of a macro replaced by its body, from the leaves up."""
    for node in reversed(list(tree.walk(bfs=False))):
        if isinstance(node, exp.Anonymous) and node.name.lower() in macros:
            names, body = macros[node.name.lower()]
            filled = filled_in(body, dict(zip(names, node.expressions, strict=True)))
            tree = filled if node is tree else tree
            node.replace(filled)
    return tree
