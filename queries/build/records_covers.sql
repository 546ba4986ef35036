-- The cells that a record-level delivery covers: its units' days, with and without records.
--
-- grain    one row per unit and measure
-- param    $measures     varchar[]  measures of the stages
-- param    $from_on      date       first day of the period, null when the file does not say
-- param    $to_on        date       last day of the period, null when the file does not say
-- column   unit_code     varchar    reporting unit
-- column   measure       varchar    measure id
-- column   first_on      date       first day covered
-- column   last_on       date       last day covered
-- column   reported_on   date       day on which it was first said, null when the rows do not say
with
reach as (
    select
        min(list_min(days)) as first_on,
        max(list_max(days)) as last_on
    from checked
    where broken is null
),

units_there as (
    select
        unit_code,
        min(reported_on) as reported_on
    from checked
    where broken is null
    group by unit_code
)

select
    units_there.unit_code,
    unnest(cast($measures as varchar [])) as measure,
    coalesce(cast($from_on as date), reach.first_on) as first_on,
    coalesce(cast($to_on as date), reach.last_on) as last_on,
    units_there.reported_on
from units_there
cross join reach
