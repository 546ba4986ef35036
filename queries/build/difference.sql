-- What becomes of the total of each unit and measure when one snapshot follows another: `known`, then `becoming`.
--
-- grain    one row per unit and measure of which a day differs
-- column   unit_code  varchar  unit, of any level
-- column   measure    varchar  measure id
-- column   known      bigint   total in the first
-- column   becomes    bigint   total in the second
-- column   days       bigint   days of which the count differs
-- column   first_on   date     first of them
-- column   last_on    date     last of them
with
told as (
    select
        unit_code,
        measure,
        date,
        delta as before,
        0 as after
    from known.progress
    union all
    select
        unit_code,
        measure,
        date,
        0 as before,
        delta as after
    from becoming.progress
),

days as (
    select
        unit_code,
        measure,
        date,
        sum(before) as before,
        sum(after) as after
    from told
    group by all
)

select
    unit_code,
    measure,
    sum(before)::bigint as known,
    sum(after)::bigint as becomes,
    count(*) filter (where before <> after) as days,
    min(date) filter (where before <> after) as first_on,
    max(date) filter (where before <> after) as last_on
from days
group by all
having days > 0
order by unit_code, measure
