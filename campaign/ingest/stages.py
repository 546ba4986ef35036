"""Writes out, for the number of stages that a chain has, whether a row's days come in its order."""

from datetime import date


def days(stages: int) -> list[str]:
    """Names of the columns with the days of so many stages."""
    return [f"day_{stage}" for stage in range(1, stages + 1)]


def in_order(stages: int, first: date) -> str:
    """The query that adds to `dated_rows`, whose days are day_1 … day_N, three columns:
    `in_order`, `first_day` and `last_day`.

    In order are days from `first` on, none earlier than those of the stages before; without any, `first` is both the
    first day and the last. A stage without a day is passed over.
    Written out for every stage: a list of days costs more than all other rules.
    """
    query = f"select *, date '{first}' as until_0 from dated_rows"
    for stage, day in enumerate(days(stages), 1):
        query = f"select *, coalesce({day}, until_{stage - 1}) as until_{stage} from ({query}) as stage_{stage}"
    ordered = " and ".join(f"until_{stage} >= until_{stage - 1}" for stage in range(1, stages + 1))
    first_day = f"coalesce({', '.join(days(stages))}, until_0)"
    until = ", ".join(f"until_{stage}" for stage in range(stages + 1))
    return (
        f"select * exclude ({until}), {ordered} as in_order, {first_day} as first_day, until_{stages} as last_day"
        f" from ({query}) as rows_in_order"
    )
