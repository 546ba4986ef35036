-- The days that lie in a running total told later, of units that tell one every so many days: nobody left them out.
-- A unit's rhythm is the median of the steps between the days that it told, its last eight. A step beyond it
-- is a hole.
--
-- grain    one row per reporting unit, project and day
-- param    $as_of             date       what was reported until this day
-- columns  unit_code project date
with totals as (
    select distinct unit_code
    from told_days
    where not counted
),

steps as (
    select
        unit_code,
        project,
        date,
        counted,
        (date - lag(date) over (partition by unit_code, project order by date))::integer as days
    from told_days
    where
        reported_on <= $as_of and date <= $as_of
        and unit_code in (select totals.unit_code from totals)
),

last_eight as (
    select * from steps
    where days is not null
    qualify row_number() over (partition by unit_code, project order by date desc) <= 8
),

rhythms as (
    select
        unit_code,
        project,
        quantile_disc(days, 0.5)::integer as days
    from last_eight
    group by unit_code, project
)

select
    steps.unit_code,
    steps.project,
    unnest(generate_series(steps.date - (steps.days - 1), steps.date - 1, interval 1 day))::date as date
from steps
inner join rhythms on steps.unit_code = rhythms.unit_code and steps.project = rhythms.project
where not steps.counted and steps.days between 2 and rhythms.days
