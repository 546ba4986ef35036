-- Items by unit, measure and whole week, counted back from the last full day of one unit, with the plan of each week's
-- last day.
-- A week without a count has a row.
--
-- grain    one row per unit, measure and week, from the first with a count of any of the units
-- param    $as_of           date       what was reported until this day
-- param    $chosen          varchar[]  unit codes asked for
-- param    $which           varchar    measure id; null means all
-- param    $one             varchar    unit code: weeks end on its last full day
-- columns  unit_code measure week_until count total completion planned_fraction
--
-- count    items of the week, without what is set apart from pace
-- total    items up to and including week_until
with ends as (
    select full_until as last_on
    from last_full_days
    where unit_code = $one
),

days as (
    select
        daily.unit_code,
        daily.measure,
        daily.count,
        daily.flow,
        ends.last_on - 7 * ((ends.last_on - daily.date) // 7)::integer as week_until
    from daily($as_of, $chosen, $which) as daily
    inner join ends on daily.date <= ends.last_on
),

weeks as (
    select unnest(generate_series(min(days.week_until), max(ends.last_on), interval 7 day))::date as week_until
    from days
    cross join ends
),

grid as (
    select
        units.unit_code,
        measures.measure,
        weeks.week_until
    from units
    cross join measures
    cross join weeks
    where units.unit_code in (select unnest($chosen)) and ($which is null or measures.measure = $which)
),

counted as (
    select
        grid.unit_code,
        grid.measure,
        grid.week_until,
        coalesce(sum(days.count), 0) as count,
        coalesce(sum(days.flow), 0)::bigint as flow
    from grid
    left join days
        on
            grid.unit_code = days.unit_code
            and grid.measure = days.measure
            and grid.week_until = days.week_until
    group by grid.unit_code, grid.measure, grid.week_until
),

summed as (
    select
        *,
        sum(count) over (partition by unit_code, measure order by week_until)::bigint as total
    from counted
)

select
    summed.unit_code,
    summed.measure,
    summed.week_until,
    summed.flow as count,
    summed.total,
    summed.total / nullif(targets.target, 0) as completion,
    plan_curve.fraction as planned_fraction
from summed
left join targets_in_force as targets
    on summed.unit_code = targets.unit_code and summed.measure = targets.measure
left join plan_curve
    on
        targets.measure = plan_curve.measure
        and targets.deadline = plan_curve.deadline
        and least(summed.week_until, targets.deadline) = plan_curve.date
