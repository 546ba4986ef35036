-- The stage of a project before which most waits, in each of the units directly below a unit.
--
-- grain    one row per unit below, most days of waiting work first
-- params   $units $unit $measure $as_of
-- columns  unit_code name_vi name_en stage_vi stage_en waiting rate_7d backlog_days completion
--
-- $measure    any measure of the project
-- rate_7d     items a day the slowest stage does, mean of the last 7 full days
-- completion  share of the target that the last stage has done
with below as (
    select * from children($units, $unit)
),

codes as (
    select list(unit_code) as listed from below
),

stages as (
    select
        standing.*,
        measures.label_vi,
        measures.label_en
    from standing($as_of, (select codes.listed from codes), null) as standing
    inner join measures on standing.measure = measures.measure
    inner join measures as asked on standing.project = asked.project
    where asked.measure = $measure
),

slowest as (
    select
        unit_code,
        label_vi,
        label_en,
        waiting,
        rate_7d,
        backlog_days
    from stages
    where waiting > 0
    qualify row_number() over (partition by unit_code order by waiting desc, position asc) = 1
),

ends as (
    select
        unit_code,
        arg_max(completion, position) as completion
    from stages
    group by unit_code
)

select
    below.unit_code,
    below.name_vi,
    below.name_en,
    slowest.label_vi as stage_vi,
    slowest.label_en as stage_en,
    slowest.waiting,
    slowest.rate_7d,
    slowest.backlog_days,
    ends.completion
from below
left join slowest on below.unit_code = slowest.unit_code
left join ends on below.unit_code = ends.unit_code
order by slowest.backlog_days desc nulls last, slowest.waiting desc nulls last, below.unit_code asc;
