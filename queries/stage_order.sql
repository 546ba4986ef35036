-- Units in which a later stage has done more than the stage before it had passed on.
--
-- grain    one row per reporting unit and later stage, those that still do so first, then by the largest excess
-- params   $units $unit $as_of
-- columns  unit_code name_vi name_en measure_vi measure_en stage_before_vi stage_before_en first_on excess_on excess
--          excess_now
--
-- measure_vi  name of the later stage
-- measure_en  name of the later stage
-- first_on    first day of excess
with chain as (
    select
        measure,
        label_vi,
        label_en,
        position,
        lag(measure) over (partition by project order by position) as before,
        lag(label_vi) over (partition by project order by position) as before_vi,
        lag(label_en) over (partition by project order by position) as before_en
    from measures
),

below as (
    select unit_code
    from reporting_units($units, $unit)
),

steps as (
    select
        progress.unit_code,
        chain.measure,
        progress.date,
        sum(case when progress.measure = chain.measure then progress.delta else -progress.delta end) as step
    from progress
    inner join chain on progress.measure in (chain.measure, chain.before)
    where
        chain.before is not null
        and progress.unit_code in (select below.unit_code from below)
        and progress.reported_on <= $as_of and progress.date <= $as_of
    group by progress.unit_code, chain.measure, progress.date
),

excesses as (
    select
        unit_code,
        measure,
        date,
        sum(step) over (partition by unit_code, measure order by date) as excess
    from steps
),

found as (
    select
        unit_code,
        measure,
        min(date) filter (excess > 0) as first_on,
        arg_max(date, excess) as excess_on,
        max(excess)::bigint as excess,
        greatest(arg_max(excess, date), 0)::bigint as excess_now
    from excesses
    group by unit_code, measure
    having max(excess) > 0
)

select
    found.unit_code,
    units.name_vi,
    units.name_en,
    chain.label_vi as measure_vi,
    chain.label_en as measure_en,
    chain.before_vi as stage_before_vi,
    chain.before_en as stage_before_en,
    found.first_on,
    found.excess_on,
    found.excess,
    found.excess_now
from found
inner join units on found.unit_code = units.unit_code
inner join chain on found.measure = chain.measure
order by found.excess_now > 0 desc, found.excess desc, found.unit_code asc, chain.position asc;
