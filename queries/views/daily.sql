-- Items by unit, measure and day, as known on a day, with the running total and the sum of the last seven days.
-- A day on which nothing happened has no row: sums look back by dates, not by rows.
--
-- grain    one row per unit, measure and day with a count
-- param    $as_of             date       what was reported until this day
-- param    $chosen            varchar[]  unit codes asked for
-- param    $which             varchar    measure id; null means all
-- columns  unit_code measure date count total flow week
--
-- total    items up to and including that day
-- flow     count without what a running total opens with on the plan's first day
-- week     flow of the seven days up to and including that day
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

starts as (
    select
        measure,
        min(date) as first_on
    from plan_curve
    group by measure
),

flows as (
    select
        known.*,
        case when known.date > starts.first_on then known.count else 0 end as flow
    from known
    inner join starts on known.measure = starts.measure
)

select
    unit_code,
    measure,
    date,
    count,
    sum(count) over (partition by unit_code, measure order by date)::bigint as total,
    flow,
    sum(flow) over (
        partition by unit_code, measure order by date
        range between interval 6 days preceding and current row
    )::bigint as week
from flows
