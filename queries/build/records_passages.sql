-- How long the accepted rows of a record-level delivery took from receipt to each stage, in days.
--
-- As with counts, rows that were counted with the ordinary ones and turned out to stand twice are taken back; odd rows
-- that break no rule are added. An item has passed a stage on its day, or, where that is blank, on that of the next
-- stage that has one; without a day of receipt nobody knows how long it took.
--
-- grain    rows add up: several may be of one unit, measure, day of receipt and day of the report
-- param    $measures     varchar[]    measure of each stage, in the order of the chain
-- param    $reported     date         day of the report of the ordinary rows, null when they do not say
-- param    $from_on      date         first day that the delivery covers, null when it does not say
-- param    $to_on        date         last day that it covers, null when it does not say
-- column   unit_code     varchar      reporting unit
-- column   measure       varchar      measure id
-- column   received_on   date         day of the first stage
-- column   from_days     usmallint    fewest days from there to the stage
-- column   items         integer[]    items that took so many days, one day more, and so on; below nought where rows
--                                     are taken back
-- column   reported_on   date         day on which it was said, null when the rows do not say
with
odd as (
    select
        unit_code,
        reported_on,
        days,
        days[1] as received_on,
        unnest(generate_series(1, array_length(days))) as stage,
        case when counted then -1 else 1 end as value
    from checked
    where counted = (broken is not null)
),

dated as (
    select
        unit_code,
        reported_on,
        received_on,
        $measures[stage] as measure,
        list_min(days[stage:]) - received_on as after,
        value
    from odd
    where received_on is not null
),

summed as (
    select
        unit_code,
        reported_on,
        received_on,
        measure,
        after,
        sum(value) as value
    from dated
    where after is not null
    group by all
    having sum(value) <> 0
),

everything as (
    select
        unit_code,
        measure,
        received_on,
        cast($reported as date) as reported_on,
        from_days,
        items
    from passed
    union all by name
    select
        unit_code,
        measure,
        received_on,
        reported_on,
        cast(after as usmallint) as from_days,
        [cast(value as integer)] as items
    from summed
),

-- How many of the days lie before those that the delivery covers, and how many no later than its last.
placed as (
    select
        *,
        greatest(coalesce(cast($from_on as date) - (received_on + from_days), 0), 0) as before,
        least(coalesce(cast($to_on as date) - (received_on + from_days) + 1, len(items)), len(items)) as until
    from everything
)

select
    unit_code,
    measure,
    received_on,
    cast(from_days + before as usmallint) as from_days,
    items[before + 1:until] as items,
    reported_on
from placed
where before < until
