-- Units in which a later stage has done more than the stage before it had passed on.
--
-- grain    one row per reporting unit and later stage, those that still do so first, then by the largest excess
-- param    $units          varchar[]  unit codes the reader may see; null means all
-- param    $unit           varchar    unit code of the unit above
-- param    $as_of          date       what was reported until this day
-- column   unit_code       varchar    unit code
-- column   name_vi         varchar    name in Vietnamese
-- column   name_en         varchar    name in English
-- column   measure_vi      varchar    the later stage, in Vietnamese
-- column   measure_en      varchar    the later stage, in English
-- column   stage_before_vi varchar    the stage before it, in Vietnamese
-- column   stage_before_en varchar    the stage before it, in English
-- column   first_on        date       first day of excess
-- column   excess_on       date       day of the largest excess
-- column   excess          bigint     items, the later stage's total − the earlier one's, on that day
-- column   excess_now      bigint     the same on as_of; 0 when it is in order again
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
