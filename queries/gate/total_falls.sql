-- A running total that falls to less than half of the one before it: perhaps what one day counts.
--
-- grain    one row for the fall that is deepest, none when no total falls so
-- param    $least     bigint   items below which nothing is asked
-- column   unit_code  varchar  reporting unit
-- column   measure    varchar  measure id
-- column   day        date     day of the total
-- column   before     bigint   items of the total before it
-- column   after      bigint   items it says
with
told as (
    select
        unit_code,
        measure,
        date,
        value,
        true as arrives
    from arriving
    where form = 'total'
),

known as (
    select
        unit_code,
        measure,
        date,
        arg_max(value, moment) as value,
        false as arrives
    from known_reports
    semi join told using (unit_code, measure)
    anti join told as again using (unit_code, measure, date)
    where form = 'total'
    group by all
),

levels as (
    select
        *,
        lag(value) over (partition by unit_code, measure order by date) as before
    from (
        select * from told
        union all by name
        select * from known
    ) as totals
)

select
    unit_code,
    measure,
    date as day,
    before,
    value as after
from levels
where arrives and before >= $least and value * 2 < before
order by before - value desc
limit 1
