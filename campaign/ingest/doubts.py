"""What refused lines tell of a file as a whole: that none of it can be read as it stands."""

import itertools

import duckdb

from campaign.ingest import marks
from campaign.ingest.errors import HeldError, OwnFormError
from campaign.ingest.readers import sheet
from campaign.ingest.readers.text import Text
from campaign.ingest.remarks import some

MOST = 10_000  # refused lines that are looked at: a table below another begins with the first of them
# A cell that is a day if the month stands first, and none if the day does: 5/21/2021, with a time behind it or not.
MONTH_FIRST = """regexp_matches(broken.cell, '^[0-9]{1,2}[/.-][0-9]{1,2}[/.-](20)?[0-9]{2}($| )')
    and try_strptime(
        regexp_replace(split_part(broken.cell, ' ', 1), '[.-]', '/', 'g'), ['%m/%d/%Y', '%m/%d/%y']
    ) is not null"""


def numbers(connection: duckdb.DuckDBPyConnection) -> None:
    """HeldError when numbers have marks that read two ways: each place of them is told."""
    found = connection.execute(
        """select "column", line, contains(snippet, '.') from refused where rule = 'ambiguous_number' order by all"""
    ).fetchall()
    if found:
        lines = {mark: [line for _, line, point in found if point == (mark == ".")] for mark in ".,"}
        raise HeldError("ambiguous_number", column=found[0][0], places=marks.places(lines))


def days(connection: duckdb.DuckDBPyConnection) -> None:
    """OwnFormError when days are written with the month first: 5/6/2021 beside 5/21/2021 is the 6th of May.

    Not where an accepted row has a day after the 12th: then it is those lines that are wrong.
    """
    found = connection.execute(
        f"select line from checked where broken.rule = 'not_a_date' and {MONTH_FIRST} order by line"
    ).fetchall()
    if found and not _has_late_day(connection):
        raise OwnFormError("months_first", lines=some([line for (line,) in found]))


def _has_late_day(connection: duckdb.DuckDBPyConnection) -> bool:
    columns = [column for column, *_ in connection.execute("describe accepted").fetchall()]
    if "date" not in columns:
        return False
    return bool(connection.execute("select exists (from accepted where day(date) > 12)").fetchall()[0][0])


def tables(connection: duckdb.DuckDBPyConnection, source: Text, spellings: frozenset[str]) -> None:
    """HeldError when a refused line is the header of another table: its figures stand under the wrong names."""
    lines = {
        line for (line,) in connection.execute(f"from (select line from refused order by line limit {MOST})").fetchall()
    }
    quoted = (record for record in source.irregular.records if record[0] in lines)
    own = sheet.names(source.header)
    below = [
        line
        for line, _, cells in itertools.chain(source.pick(lines), quoted)
        if sheet.is_header(cells, spellings) and sheet.names(cells) != own
    ]
    if below:
        raise HeldError("second_table", lines=some(sorted(below)))
