-- Items by unit, measure and day, as known on a day, with the running total and the sum of the last seven days.
-- A day on which nothing happened has no row: sums look back by dates, not by rows.
create or replace macro daily(as_of, chosen, which) as table
with known as (
    select
        unit_code,
        measure,
        date,
        sum(delta)::bigint as count
    from progress
    where reported_on <= as_of and date <= as_of
        and unit_code in (select unnest(chosen)) and (which is null or measure = which)
    group by unit_code, measure, date
)

select
    unit_code,
    measure,
    date,
    count,
    sum(count) over (partition by unit_code, measure order by date)::bigint as total,
    sum(count) over (
        partition by unit_code, measure order by date
        range between interval 6 days preceding and current row
    )::bigint as week
from known;
