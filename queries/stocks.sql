-- What has waited before every stage of a measure's project, day by day.
--
-- grain    one row per stage after the first and day with a full count, stages in their order, oldest day first
-- params   $units $unit $measure $as_of
-- columns  measure date waiting
--
-- $measure  any measure of the project
-- measure   stage before which they wait
with stages as (
    select
        stages.measure,
        stages.position
    from measures as stages
    inner join measures as asked on stages.project = asked.project
    where asked.measure = $measure
),

counted as (
    select
        daily.measure,
        daily.date,
        daily.total
    from daily($as_of, [$unit], null) as daily
    inner join last_full_days on daily.unit_code = last_full_days.unit_code
    where
        daily.date <= last_full_days.full_until
        and ($units is null or list_contains($units, daily.unit_code))
),

calendar as (
    select distinct counted.date
    from counted
    inner join stages on counted.measure = stages.measure
),

totals as (
    select
        stages.measure,
        stages.position,
        calendar.date,
        coalesce(counted.total, 0) as total
    from stages
    cross join calendar
    asof left join counted on stages.measure = counted.measure and calendar.date >= counted.date
)

select
    measure,
    date,
    lag(total) over (partition by date order by position) - total as waiting
from totals
qualify waiting is not null
order by position, date;
