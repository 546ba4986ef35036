-- How much of one measure a unit does on each day of the week.
--
-- grain    one row per weekday, Monday first
-- params   $units $unit $measure $as_of
-- columns  weekday days mean_count to_mean
--
-- days     such days among the 42 full days up to full_until, holidays left out
with calendar as (
    select
        last_full_days.unit_code,
        unnest(generate_series(last_full_days.full_until - 41, last_full_days.full_until, interval 1 day))::date as date
    from last_full_days
    where last_full_days.unit_code = $unit and ($units is null or list_contains($units, last_full_days.unit_code))
),

ordinary as (
    select calendar.date
    from calendar
    where not exists (
        select 1 from events
        inner join units on events.unit_code = units.unit_code
        where events.kind = 'holiday' and units.depth = 0 and calendar.date between events.first_on and events.last_on
    )
),

worked as (
    select
        isodow(ordinary.date)::integer as weekday,
        count(*) as days,
        coalesce(sum(daily.flow), 0) / count(*) as mean_count
    from ordinary
    left join daily($as_of, [$unit], $measure) as daily on ordinary.date = daily.date
    group by weekday
)

select
    weekday,
    days,
    mean_count,
    mean_count / nullif(avg(mean_count) over (), 0) as to_mean
from worked
order by weekday;
