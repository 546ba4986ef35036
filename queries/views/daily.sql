-- Items by unit, measure and day, as known on a day, with the running total and the sum of the last seven days.
-- A day on which nothing happened has no row: sums look back by dates, not by rows.
--
-- grain    one row per unit, measure and day with a count
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure date count total flow week next_on
--
-- total    items up to and including that day
-- flow     count without what is set apart: openings, revisions and lumps
-- week     flow of the seven days up to and including that day
-- next_on  next day with a count; null on the last
with known as (
    select
        unit_code,
        measure,
        date,
        sum(delta)::bigint as count
    from progress
    where
        reported_on <= $as_of and date <= $as_of
        and unit_code in (select unnest($chosen)) and ($which is null or measure = $which)
    group by unit_code, measure, date
),

flows as (
    select
        known.*,
        known.count - coalesce(apart.items, 0) as flow
    from known
    left join apart
        on known.unit_code = apart.unit_code and known.measure = apart.measure and known.date = apart.date
)

select
    unit_code,
    measure,
    date,
    count,
    sum(count) over series::bigint as total,
    flow,
    -- Six days, not an interval: which would be of moments, in an order of their own, and have everything sorted twice.
    sum(flow) over (
        partition by unit_code, measure order by date
        range between 6 preceding and current row
    )::bigint as week,
    lead(date) over series as next_on
from flows
window series as (partition by unit_code, measure order by date)
