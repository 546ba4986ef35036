-- How much of one measure a unit does on each day of the week.
-- It is the sum, over the reporting units at or below it that are not silent, of the mean of their own such days told.
-- A day left out, or before the first report, is no zero; a number that speaks for several days is shared out among
-- them, and one that speaks for a week or more says nothing of single weekdays; a day with items set apart is no day of
-- a mean.
--
-- grain    one row per weekday told, Monday first
-- params   $units $unit $measure $as_of
-- columns  weekday days mean_count to_mean
--
-- days     such days told by any of the units among the 42 full days up to full_until, holidays left out
with reporting as (
    select
        lineage.unit_code,
        last_full_days.full_until
    from lineage
    inner join last_full_days on lineage.ancestor_code = last_full_days.unit_code
    inner join last_reports on lineage.unit_code = last_reports.unit_code
    where
        lineage.ancestor_code = $unit and ($units is null or list_contains($units, lineage.ancestor_code))
        and not last_reports.silent
),

told as (
    select
        known_days.unit_code,
        known_days.date,
        case
            when known_days.counted then 1
            else coalesce(known_days.date - lag(known_days.date) over series, 1)
        end::integer as days
    from known_days($as_of, $as_of - 200) as known_days
    inner join measures on known_days.project = measures.project
    where measures.measure = $measure and known_days.unit_code in (select reporting.unit_code from reporting)
    window series as (partition by known_days.unit_code order by known_days.date)
),

counts as (
    select
        unit_code,
        date,
        sum(delta) as count
    from progress
    where
        measure = $measure and reported_on <= $as_of and date between $as_of - 200 and $as_of
        and unit_code in (select reporting.unit_code from reporting)
    group by unit_code, date
),

shares as (
    select
        told.unit_code,
        unnest(generate_series(told.date - (told.days - 1), told.date, interval 1 day))::date as date,
        coalesce(counts.count, 0) / told.days as count
    from told
    left join counts on told.unit_code = counts.unit_code and told.date = counts.date
    anti join apart on apart.measure = $measure and told.unit_code = apart.unit_code and told.date = apart.date
    where told.days < 7
),

ordinary as (
    select
        shares.unit_code,
        shares.date,
        shares.count,
        isodow(shares.date)::integer as weekday
    from shares
    inner join reporting on shares.unit_code = reporting.unit_code
    where
        shares.date between reporting.full_until - 41 and reporting.full_until
        and not exists (
            select 1 from events
            inner join units on events.unit_code = units.unit_code
            where events.kind = 'holiday' and units.depth = 0 and shares.date between events.first_on and events.last_on
        )
),

means as (
    select
        unit_code,
        weekday,
        avg(count) as mean_count
    from ordinary
    group by unit_code, weekday
),

summed as (
    select
        weekday,
        sum(mean_count order by unit_code) as mean_count  -- in one order: sums of doubles depend on it
    from means
    group by weekday
),

days as (
    select
        weekday,
        count(distinct date) as days
    from ordinary
    group by weekday
)

select
    weekday,
    days.days,
    summed.mean_count,
    summed.mean_count / nullif(avg(summed.mean_count) over (), 0) as to_mean
from summed
inner join days using (weekday)
order by weekday;
