-- Cumulative counts that fall: days on which a unit has fewer items than the day before.
--
-- They are set apart as revisions when a snapshot is made, so that no other day is looked at.
--
-- grain    one row per reporting unit, measure and day, the largest fall first
-- params   $units $unit $as_of
-- columns  unit_code name_vi name_en measure_vi measure_en date reported_on total_before total fall
--
-- reported_on  day of the report that last touched that day
-- total        items up to and including that day
with below as (
    select unit_code
    from reporting_units($units, $unit)
),

fallen as (
    select
        unit_code,
        measure,
        date,
        max(reported_on) as reported_on,
        -sum(items) as fall
    from set_apart
    where
        kind = 'revision'
        and unit_code in (select below.unit_code from below)
        and reported_on <= $as_of and date <= $as_of
    group by unit_code, measure, date
    having sum(items) < 0
),

levels as (
    select
        fallen.unit_code,
        fallen.measure,
        fallen.date,
        fallen.reported_on,
        fallen.fall,
        sum(progress.delta) as total
    from fallen
    inner join progress
        on
            fallen.unit_code = progress.unit_code
            and fallen.measure = progress.measure
            and fallen.date >= progress.date
    where progress.reported_on <= $as_of
    group by fallen.unit_code, fallen.measure, fallen.date, fallen.reported_on, fallen.fall
)

select
    levels.unit_code,
    units.name_vi,
    units.name_en,
    measures.label_vi as measure_vi,
    measures.label_en as measure_en,
    levels.date,
    levels.reported_on,
    (levels.total + levels.fall)::bigint as total_before,
    levels.total::bigint as total,
    levels.fall::bigint as fall
from levels
inner join units on levels.unit_code = units.unit_code
inner join measures on levels.measure = measures.measure
order by levels.fall desc, levels.unit_code asc, measures.position asc, levels.date asc;
