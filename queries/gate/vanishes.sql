-- Of what was known where the delivery speaks, most would be gone.
--
-- Where it covers days, as an extract of records does, a day it does not name is empty; elsewhere it replaces what it
-- names.
--
-- grain    one row for the measure that loses most, none when no measure does
-- param    $vanish_share  double   share that may be gone
-- param    $least         bigint   items below which nothing is asked
-- column   measure        varchar  measure id
-- column   before         bigint   items known so far
-- column   after          bigint   items after the delivery
with
known as (
    select
        unit_code,
        measure,
        date,
        value
    from known_cells
    where form = 'count'
),

told as (
    select
        unit_code,
        measure,
        date,
        value
    from arriving
    where form = 'count'
),

cells as (
    select
        coalesce(known.unit_code, told.unit_code) as unit_code,
        coalesce(known.measure, told.measure) as measure,
        coalesce(known.date, told.date) as date,
        known.value as before,
        told.value as after
    from known
    full join told
        on known.unit_code = told.unit_code and known.measure = told.measure and known.date = told.date
),

replaced as (
    select
        cells.measure,
        coalesce(sum(cells.before), 0) as before,
        coalesce(sum(cells.after), 0) as after
    from cells
    left join arriving_covers as covered
        on
            cells.unit_code = covered.unit_code
            and cells.measure = covered.measure
            and cells.date between covered.first_on and covered.last_on
    where covered.unit_code is not null or (cells.before is not null and cells.after is not null)
    group by cells.measure
)

select
    measure,
    before,
    after
from replaced
where before >= $least and after < before * (1 - $vanish_share)
order by before - after desc
limit 1
