-- What part of the reporting units below a unit had told each day of a measure's project by a day.
--
-- grain    one row per day that at least one of them told, oldest first
-- params   $units $unit $measure $as_of
-- columns  date reported
--
-- $measure  null means any project
-- reported  of the units that had begun by that day and had not ended, the part that told it
with below as (
    select
        lineage.unit_code,
        units.valid_to
    from lineage
    inner join units on lineage.unit_code = units.unit_code
    where
        lineage.ancestor_code = $unit and units.reports
        and ($units is null or list_contains($units, $unit))
),

told as (
    select distinct
        known.unit_code,
        known.date
    from known_days($as_of, date '0001-01-01') as known
    inner join measures on known.project = measures.project
    where
        known.unit_code in (select below.unit_code from below)
        and ($measure is null or measures.measure = $measure)
),

begun as (
    select
        below.unit_code,
        min(told.date) as first_on,
        coalesce(min(below.valid_to), date '9999-12-31') as last_on
    from below
    inner join told on below.unit_code = told.unit_code
    group by below.unit_code
),

days as (
    select
        date,
        count(*) as units
    from told
    group by date
),

expected as (
    select
        days.date,
        count(*) as units
    from days
    inner join begun on days.date between begun.first_on and begun.last_on
    group by days.date
)

select
    days.date,
    least(days.units / expected.units, 1) as reported
from days
inner join expected on days.date = expected.date
order by days.date;
