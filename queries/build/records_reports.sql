-- What the accepted rows of a record-level delivery say, as counts.
--
-- Rows that were counted with the ordinary ones and turned out to stand twice are taken back; odd rows that break no
-- rule are added. A row is known from the day it was reported, so a later report has the earlier ones' rows too.
--
-- grain    one row per unit, measure, day and day of the report
-- param    $measures     varchar[]  measure of each stage, in the order of the chain
-- param    $reported     date       day of the report of the ordinary rows, null when they do not say
-- param    $from_on      date       first day that the delivery covers, null when it does not say
-- param    $to_on        date       last day that it covers, null when it does not say
-- column   unit_code     varchar    reporting unit
-- column   measure       varchar    measure id
-- column   date          date       day on which it happened
-- column   form          varchar    always count
-- column   value         bigint     items on that day
-- column   reported_on   date       day on which it was said, null when the rows do not say
with
corrections as (
    select
        unit_code,
        reported_on,
        unnest(cast($measures as varchar[])) as measure,
        unnest(days) as date,
        case when counted then -1 else 1 end as value
    from checked
    where counted = (broken is not null)
),

items as (
    select
        unit_code,
        measure,
        date,
        cast($reported as date) as reported_on,
        value
    from tallied
    union all by name
    select * from corrections
),

summed as (
    select
        unit_code,
        measure,
        date,
        reported_on,
        sum(value) as value
    from items
    where
        date is not null
        and date between coalesce(cast($from_on as date), date) and coalesce(cast($to_on as date), date)
    group by all
    having sum(value) <> 0
)

select
    unit_code,
    measure,
    date,
    'count' as form,
    cast(
        sum(value) over (partition by unit_code, measure, date order by reported_on nulls first) as bigint
    ) as value,
    reported_on
from summed
