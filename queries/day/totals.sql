-- What every unit has done in every measure by a day: everything known, and what lies up to its last full day.
--
-- grain    one row per unit and measure with a count
-- param    $as_of             date       what was reported until this day
-- columns  unit_code measure total total_full
--
-- total_full  total on the last full day
with known as (
    select
        unit_code,
        measure,
        sum(delta) as total
    from progress
    where reported_on <= $as_of and date <= $as_of
    group by unit_code, measure
),

first_ends as (
    select min(full_until) as full_until
    from last_full_days
),

-- The few days after it are taken off: to ask each row of the ledger on which side it lies takes twice as long.
after as (
    select
        progress.unit_code,
        progress.measure,
        sum(progress.delta) as count
    from progress
    inner join last_full_days
        on progress.unit_code = last_full_days.unit_code and progress.date > last_full_days.full_until
    where
        progress.reported_on <= $as_of
        and progress.date between (select first_ends.full_until from first_ends) and $as_of
    group by progress.unit_code, progress.measure
)

select
    known.unit_code,
    known.measure,
    known.total::bigint as total,
    case when last_full_days.full_until is null then 0 else known.total - coalesce(after.count, 0) end::bigint
        as total_full
from known
left join last_full_days on known.unit_code = last_full_days.unit_code
left join after on known.unit_code = after.unit_code and known.measure = after.measure
