-- The cells that a record-level delivery covers: its units' days, with and without records.
--
-- grain    one row per unit and measure
-- param    $counted      varchar[]  measures of the stages that the campaign counts
-- param    $from_on      date       first day of the period, null when the file does not say
-- param    $to_on        date       last day of the period, null when the file does not say
-- column   unit_code     varchar    reporting unit
-- column   measure       varchar    measure id
-- column   first_on      date       first day covered
-- column   last_on       date       last day covered
-- column   reported_on   date       day on which it was first said, null when the rows do not say
with
there as (
    select
        unit_code,
        min(reported_on) as reported_on
    from (
        select
            unit_code,
            reported_on
        from accepted
        union all
        select
            unit_code,
            reported_on
        from checked
        where broken is null
    ) as both_paths
    group by unit_code
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
