-- Counts that look like running totals: they never fall in a week and more, or the first of them is what the days
-- before it add up to.
--
-- grain    one row when more than half of the series look so, else none
-- column   series     bigint   series (a unit and a measure) that look so
-- column   of         bigint   series of which this can be told
-- column   unit_code  varchar  one of them
with
told as (
    select
        *,
        value - lag(value) over days as step,
        row_number() over days as place
    from arriving
    where form = 'count' and not exists (select 1 from arriving_covers)
    window days as (partition by unit_code, measure order by date)
),

rising as (
    select
        unit_code,
        measure,
        count(*) as days,
        -- Seven days that grow each time, to three times the first and more.
        count(*) >= 7
        and min(step) >= 0
        and count_if(step > 0) >= 0.8 * (count(*) - 1)
        and max(value) >= 3 * min(value) as looks_so
    from told
    group by all
),

before as (
    select
        told.unit_code,
        told.measure,
        any_value(told.value) as first_value,
        count(distinct known.date) as days,
        sum(known.delta) as known
    from told
    inner join known_counts as known
        on told.unit_code = known.unit_code and told.measure = known.measure and known.date < told.date
    where told.place = 1
    group by all
),

series as (
    select
        rising.unit_code,
        rising.looks_so
        or coalesce(before.days >= 5 and before.first_value between before.known and before.known * 1.25, false)
            as looks_so
    from rising
    left join before on rising.unit_code = before.unit_code and rising.measure = before.measure
    where rising.days >= 7 or before.days >= 5
)

select
    count_if(looks_so) as series,
    count(*) as of,
    min(unit_code) filter (where looks_so) as unit_code
from series
having count_if(looks_so) > 0.5 * count(*)
