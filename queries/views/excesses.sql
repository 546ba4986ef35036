-- By how much a later stage of a unit was ahead of the stage before it, as known on a day.
--
-- grain    one row per unit and later stage that ever did more than the stage before it had passed on
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- columns  unit_code name_vi name_en measure_vi measure_en stage_before_vi stage_before_en position first_on excess_on
--          excess excess_now
--
-- measure_vi  name of the later stage
-- measure_en  name of the later stage
-- position    of the later stage, in the order of the stages
-- first_on    first day of excess
with chain as (
    select
        measure,
        label_vi,
        label_en,
        position,
        lag(measure) over stages as before,
        lag(label_vi) over stages as before_vi,
        lag(label_en) over stages as before_en
    from measures
    window stages as (partition by project order by position)
),

-- Each measure as a later stage, and as the one before the next. As one join on either it was one of all with all.
parts as (
    select
        measure,
        measure as later,
        1 as sign
    from chain
    where before is not null
    union all
    select
        before as measure,
        measure as later,
        -1 as sign
    from chain
    where before is not null
),

running as (
    select
        progress.unit_code,
        parts.later as measure,
        progress.date,
        sum(parts.sign * progress.delta) over (
            partition by progress.unit_code, parts.later order by progress.date
        ) as excess
    from progress
    inner join parts on progress.measure = parts.measure
    where
        progress.unit_code in (select unnest($chosen))
        and progress.reported_on <= $as_of and progress.date <= $as_of
),

found as (
    select
        unit_code,
        measure,
        min(date) filter (excess > 0) as first_on,
        arg_max(date, excess) as excess_on,
        max(excess)::bigint as excess,
        greatest(arg_max(excess, date), 0)::bigint as excess_now
    from running
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
    chain.position,
    found.first_on,
    found.excess_on,
    found.excess,
    found.excess_now
from found
inner join units on found.unit_code = units.unit_code
inner join chain on found.measure = chain.measure
