-- What the accepted rows of a record-level delivery say, as counts.
--
-- grain    one row per unit, measure, day and day of the report
-- param    $measures     varchar[]  measure of each stage, in the order of the chain
-- param    $from_on      date       first day that the delivery covers, null when it does not say
-- param    $to_on        date       last day that it covers, null when it does not say
-- column   unit_code     varchar    reporting unit
-- column   measure       varchar    measure id
-- column   date          date       day on which it happened
-- column   form          varchar    always count
-- column   value         bigint     items on that day
-- column   reported_on   date       day on which it was said, null when the rows do not say
with
items as (
    select
        unit_code,
        reported_on,
        unnest(cast($measures as varchar [])) as measure,
        unnest(days) as date
    from checked
    where broken is null
)

select
    unit_code,
    measure,
    date,
    'count' as form,
    count(*) as value,
    reported_on
from items
where
    date is not null
    and date between coalesce(cast($from_on as date), date) and coalesce(cast($to_on as date), date)
group by all
