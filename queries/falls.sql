-- Cumulative counts that fall: days on which a unit has fewer items than the day before.
--
-- grain    one row per reporting unit, measure and day, the largest fall first
-- param    $units        varchar[]  unit codes the reader may see; null means all
-- param    $unit         varchar    unit code of the unit above
-- param    $as_of        date       what was reported until this day
-- column   unit_code     varchar    unit code
-- column   name_vi       varchar    name in Vietnamese
-- column   name_en       varchar    name in English
-- column   measure_vi    varchar    measure in Vietnamese
-- column   measure_en    varchar    measure in English
-- column   date          date       day on which it falls
-- column   reported_on   date       day of the report that last touched that day
-- column   total_before  bigint     cumulative count of the day before
-- column   total         bigint     cumulative count of that day
-- column   fall          bigint     items, total_before − total
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
        -sum(delta) as fall
    from progress
    where
        unit_code in (select below.unit_code from below)
        and reported_on <= $as_of and date <= $as_of
    group by unit_code, measure, date
    having sum(delta) < 0
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
