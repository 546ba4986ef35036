-- The cells that a record-level delivery covers: its units' days, with and without records.
--
-- grain    one row per unit and measure
-- param    $measures     varchar[]  measure of each stage, in the order of the chain
-- param    $reported     date       day of the report of the ordinary rows, null when they do not say
-- param    $from_on      date       first day of the period, null when the file does not say
-- param    $to_on        date       last day of the period, null when the file does not say
-- column   unit_code     varchar    reporting unit
-- column   measure       varchar    measure id
-- column   first_on      date       first day covered
-- column   last_on       date       last day covered
-- column   reported_on   date       day on which it was first said, null when the rows do not say
with
-- Records by unit; those that were counted with the ordinary ones and turned out to be broken are taken back.
records as (
    select
        unit_code,
        cast($reported as date) as reported_on,
        value
    from tallied
    where measure = $measures[1]
    union all
    select
        unit_code,
        reported_on,
        case when counted then -1 else 1 end as value
    from checked
    where counted = (broken is not null)
),

there as (
    select
        unit_code,
        min(reported_on) as reported_on
    from records
    group by unit_code
    having sum(value) > 0
),

reach as (
    select
        coalesce(cast($from_on as date), min(date)) as first_on,
        coalesce(cast($to_on as date), max(date)) as last_on
    from accepted
)

select
    there.unit_code,
    unnest(cast($measures as varchar[])) as measure,
    reach.first_on,
    reach.last_on,
    there.reported_on
from there
cross join reach
